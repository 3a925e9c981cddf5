"""The order of keys in a file never matters: the same values come of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from loading.corpus import GOOD_RULEBOOKS, GOOD_SCENARIOS, ROOT
from loading.documents import shuffled
from rulesim.loading.rulebook import check_rulebook, questions, settle
from rulesim.loading.scenario import load_document
from rulesim.loading.yaml_reader import read_file

BUNDLED = (ROOT / "rulesim" / "rulebooks" / "uk-labour-2016.yaml",)


@pytest.mark.parametrize("path", [*GOOD_RULEBOOKS, *BUNDLED], ids=lambda path: path.stem)
def test_a_rule_book_is_the_same_with_its_keys_in_any_order(path: Path) -> None:
    node = read_file(path)[0]
    book = check_rulebook(node, path, "")
    for seed in range(3):
        other = check_rulebook(shuffled(node, Random(seed)), path, "")
        assert {question: set(readings) for question, readings in questions(other.document).items()} == {
            question: set(readings) for question, readings in questions(book.document).items()
        }
        for reading in (min, max):
            chosen = {question: reading(readings) for question, readings in questions(book.document).items()}
            assert settle(other.document, chosen) == settle(book.document, chosen)


@pytest.mark.parametrize("path", [*GOOD_SCENARIOS, ROOT / "scenarios" / "labour-2016.yaml"], ids=lambda path: path.stem)
def test_a_scenario_is_the_same_with_its_keys_in_any_order(path: Path) -> None:
    node = read_file(path)[0]
    contest = load_document(node, path, "", {})
    for seed in range(3):
        other = load_document(shuffled(node, Random(seed)), path, "", {})
        assert other.scenario == contest.scenario
        assert other.conduct == contest.conduct
        assert {citation.id for citation in other.citations} == {citation.id for citation in contest.citations}
        assert other.hashes == contest.hashes
