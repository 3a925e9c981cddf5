"""The reference pages are those that the models make."""

from __future__ import annotations

from types import ModuleType

import pytest
from doc_pages import ROOT


@pytest.mark.parametrize("page", ["rule-books.md", "scenarios.md"])
def test_reference_is_current(maker: ModuleType, page: str) -> None:
    written = (ROOT / "docs" / "reference" / page).read_text("utf-8")
    assert written == maker.PAGES[page](), "run: python docs/make_reference.py"


@pytest.mark.parametrize("page", ["rule-books.md", "scenarios.md"])
def test_every_option_has_a_meaning(maker: ModuleType, page: str) -> None:
    rows = [line.replace("\\|", "").split("|") for line in maker.PAGES[page]().splitlines() if line.startswith("| `")]
    assert {len(row) for row in rows} == {4, 7}, "a page has tables of options and tables of words"
    for option, meaning, written_as, left_out, in_use in (
        [cell.strip() for cell in row[1:6]] for row in rows if row[6:]
    ):
        assert meaning, f"{option} says nothing"
        assert "typing" not in written_as, f"{option} is a type in no plain words: {written_as}"
        assert "class" not in written_as, f"{option} is a type in no plain words: {written_as}"
        assert left_out, f"{option} tells no default"
        assert in_use, f"{option} tells nobody who uses it"


def test_every_model_that_files_are_made_of_is_told(maker: ModuleType) -> None:
    """A model that an option leads to has its own section."""
    from pydantic import BaseModel

    from rulesim.model import conduct, rulebook, scenario, stages, threshold

    told = set(maker.TITLES)
    for module in (conduct, rulebook, scenario, stages, threshold):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
                assert value in told, f"{value.__name__} is not told"
