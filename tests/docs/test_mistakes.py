"""The page of usual mistakes is the one that the wrong files make, and each mistake is told once, with its line."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from doc_pages import ROOT, script


@cache
def maker() -> Any:
    return script("make_mistakes")


@cache
def mistakes() -> tuple[Any, ...]:
    return tuple(maker().mistakes())


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "mistakes.md").read_text("utf-8") == maker().page(), "run: python docs/make_mistakes.py"


def test_there_are_mistakes_of_every_kind() -> None:
    assert len(mistakes()) >= 120
    assert {mistake.section for mistake in mistakes()} == set(maker().SECTIONS)


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda one: f"{one.section}: {one.what}")
def test_one_mistake_is_told_once(mistake: Any) -> None:
    """Two keys that are missing are two faults; everything else is one."""
    assert len(mistake.said) == (2 if mistake.what == "two are left out" else 1), mistake.said


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda one: f"{one.section}: {one.what}")
def test_it_says_what_to_write_and_no_number_of_a_case(mistake: Any) -> None:
    for said in mistake.said:
        assert "; " in said
        place = said.partition(": ")[0]
        assert ".0." not in place.replace("rounds.0.", ""), "only a list of several is counted"
        assert any(words in said for words in ("expected", "did you mean")), said
