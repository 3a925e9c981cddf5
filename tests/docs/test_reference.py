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
    assert {len(row) for row in rows} == {6}, "every table is a table of options"
    for option, meaning, written_as, left_out in ([cell.strip() for cell in row[1:5]] for row in rows):
        assert meaning, f"{option} says nothing"
        assert "typing" not in written_as, f"{option} is a type in no plain words: {written_as}"
        assert "class" not in written_as, f"{option} is a type in no plain words: {written_as}"
        assert left_out, f"{option} tells no default"


def test_every_option_and_word_is_told_with_a_contest_that_uses_it(maker: ModuleType, walker: ModuleType) -> None:
    for title, model in (*maker.RULE_BOOKS, *maker.SCENARIOS, *maker.CONDUCT):
        told = maker.section(title, model).partition("In use:\n")[2]
        for option in walker.known_options(model):
            if option.name != "kind":
                name = f"`{option.name}: {option.word}`" if option.word else f"`{option.name}`"
                assert told.count(f" {name}") == 1, f"{option} is told once"


def test_every_model_that_files_are_made_of_is_told(maker: ModuleType) -> None:
    """A model that an option leads to has its own section."""
    from pydantic import BaseModel

    from rulesim.model import conduct, rulebook, scenario, stages, threshold

    told = set(maker.TITLES)
    for module in (conduct, rulebook, scenario, stages, threshold):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
                assert value in told, f"{value.__name__} is not told"
