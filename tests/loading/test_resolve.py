"""Resolving: every shorthand spelt out; resolving again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from loading.corpus import GOOD_SCENARIOS, ROOT
from rulesim.errors import Fault
from rulesim.loading.resolve import resolve, seen_until
from rulesim.loading.seeds import look_up
from rulesim.loading.yaml_reader import read_file, read_text
from rulesim.model.document import Node

SCENARIOS = (*GOOD_SCENARIOS, *sorted((ROOT / "scenarios").rglob("*.yaml")))


def written(text: str) -> Node:
    return read_text(text.encode(), "scenario.yaml")


def resolved(text: str) -> tuple[dict[str, object], list[Fault]]:
    document, faults = resolve(written(text))
    return document.plain(), faults


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_resolving_again_changes_nothing(path: Path) -> None:
    once, faults = resolve(look_up(read_file(path)[0], None).document)
    assert faults == []
    again, faults = resolve(once)
    assert faults == []
    assert again.plain() == once.plain()


def test_the_rest_of_a_body() -> None:
    blocs = "{x: {of: a, size: 4}, y: {of: a, size: rest}, z: {of: b, size: rest}}"
    document, faults = resolved(f"bodies: {{a: 10, b: 5}}\nblocs: {blocs}")
    assert document["blocs"] == {"x": {"of": "a", "size": 4}, "y": {"of": "a", "size": 6}, "z": {"of": "b", "size": 5}}
    assert faults == []


def test_the_rest_is_never_below_nothing() -> None:
    document, _ = resolved("bodies: {a: 10}\nblocs: {x: {of: a, size: 14}, y: {of: a, size: rest}}")
    assert document["blocs"] == {"x": {"of": "a", "size": 14}, "y": {"of": "a", "size": 0}}


def test_a_range_on_the_spot_gets_its_path_as_a_name() -> None:
    conduct = "{call: {sign: {left: {chance: {from: 0%, to: 5%}}}}}"
    document, _ = resolved(f"unknowns: {{mood: {{low: 1%, high: 2%}}}}\nconduct: {conduct}")
    assert document["unknowns"] == {
        "mood": {"low": "1%", "high": "2%"},
        "call/sign/left/chance": {"from": "0%", "to": "5%"},
    }
    assert document["conduct"] == {"call": [{"sign": {"left": {"chance": "call/sign/left/chance"}}}]}


@pytest.mark.parametrize("text", ["conduct: {a: {x: 1}}", "conduct: {a: [{x: 1}]}"])
def test_one_case_is_a_list_of_one(text: str) -> None:
    assert resolved(text) == ({"conduct": {"a": [{"x": 1}]}}, [])


@pytest.mark.parametrize(
    "text",
    ["blocs: many", "blocs: {x: many}\nbodies: {a: 1}", "blocs: {x: {size: rest}}\nbodies: [a]", "conduct: none",
     "unknowns: mood\nconduct: {a: {x: {low: 1%, high: 2%}}}", "blocs: {x: {size: rest}}", "bodies: {}"],
)  # fmt: skip
def test_what_is_odd_is_left_to_the_types(text: str) -> None:
    _, faults = resolved(text)
    assert faults == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("as_seen: 2016-06-28", "2016-06-28"),
        ("as_seen: 2016-06-28T18:00", "2016-06-28"),
        ("as_seen: {fact: seed-article/date.vote}", "2016-06-28"),
        ("as_seen: soon", "None"),
        ("as_seen: {fact: no/such}", "None"),
        ("title: x", "None"),
    ],
)
def test_the_day_after_which_nothing_was_known(text: str, day: str) -> None:
    assert str(seen_until(written(text))) == day
