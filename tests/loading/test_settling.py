"""Settling: one value in place of each contested one, in any order, once and for all."""

from __future__ import annotations

from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loading.corpus import ROOT
from rulesim.loading.contested import QUESTION, contested_values, settle_document
from rulesim.loading.rulebook import check_rulebook, questions, settle, ways
from rulesim.loading.yaml_reader import read_file, read_text
from rulesim.model.document import Node, from_plain, locate

BOOKS = (
    ROOT / "rulesim" / "rulebooks" / "uk-labour-2016.yaml",
    ROOT / "tests" / "corpus" / "good" / "rulebook-contested.yaml",
)
READINGS = {"one": ("a", "b"), "two": ("x", "y", "z")}


def every_way(document: Node) -> list[dict[str, str]]:
    known = questions(document)
    return [dict(zip(known, chosen, strict=True)) for chosen in product(*known.values())]


def values() -> st.SearchStrategy[object]:
    """Documents with contested values in them, nested in one another."""

    def contest(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        contested = [
            st.fixed_dictionaries({QUESTION: st.just(question), **dict.fromkeys(readings, inner)})
            for question, readings in READINGS.items()
        ]
        plain = st.dictionaries(st.sampled_from(["k", "l"]), inner, max_size=2)
        return st.one_of(*contested, plain, st.lists(inner, max_size=2))

    return st.recursive(st.integers(0, 9), contest, max_leaves=12)


def chosen() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({question: st.sampled_from(readings) for question, readings in READINGS.items()})


@given(values(), chosen())
def test_settling_leaves_nothing_contested_and_settles_once(value: object, readings: dict[str, str]) -> None:
    settled = settle_document(from_plain({"value": value}, ""), readings)
    assert not list(contested_values(settled))
    assert settle_document(settled, readings).plain() == settled.plain()


@given(values(), chosen())
def test_the_order_of_readings_does_not_matter(value: object, readings: dict[str, str]) -> None:
    document = from_plain({"value": value}, "")
    whole = settle_document(document, readings).plain()
    for order in permutations(readings):
        step = document
        for question in order:
            step = settle_document(step, {question: readings[question]})
        assert step.plain() == whole


@given(values())
def test_without_readings_everything_stays(value: object) -> None:
    document = from_plain({"value": value}, "")
    assert settle_document(document, {}).plain() == document.plain()


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_rule_book_is_settled_under_every_combination(path: Path) -> None:
    document = check_rulebook(read_file(path)[0], path, "").document
    for readings in every_way(document):
        settled = settle_document(document, readings)
        assert not list(contested_values(settled))
        assert settle(document, readings) == settle(settled, readings)


def test_a_value_with_one_reading_equals_its_settled_self() -> None:
    path = BOOKS[1]
    node = read_file(path)[0]
    plain = node.plain()
    del plain["contested"]["heads"]["readings"]["wide"]
    plain["stages"] = _only(plain["stages"], {"heads": "narrow"})
    document = check_rulebook(from_plain(plain, "one.yaml"), path, "").document
    for bar in ("low", "high"):
        one_way = {"heads": "narrow", "bar": bar}
        assert settle(document, {"bar": bar}) == settle(settle_document(document, one_way), {})
        assert settle(document, {"bar": bar}).stages == settle(check_rulebook(node, path, "").document, one_way).stages


def _only(value: object, readings: dict[str, str]) -> object:
    """Contested values with nothing but the reading that is chosen."""
    if isinstance(value, dict):
        kept = (QUESTION, readings[value[QUESTION]]) if value.get(QUESTION) in readings else tuple(value)
        return {key: _only(below, readings) for key, below in value.items() if key in kept}
    return value


def test_a_settled_value_stands_on_the_line_of_its_reading() -> None:
    text = b"key:\n  question: one\n  a: 1\n  b:\n    question: two\n    x: 2\n    y: 3\n"
    document = read_text(text, "lines.yaml")
    assert locate(settle_document(document, {"one": "a", "two": "x"}), ("key",)).line == 3
    assert locate(settle_document(document, {"one": "b", "two": "y"}), ("key",)).line == 7


def test_checks_see_every_combination_that_meets_in_a_stage() -> None:
    document = check_rulebook(read_file(BOOKS[0])[0], BOOKS[0], "").document
    seen = ways(document)
    known = questions(document)
    for incumbent, size in product(known["incumbent-on-ballot"], known["size-of-threshold"]):
        wanted = {"incumbent-on-ballot": incumbent, "size-of-threshold": size}
        assert any(wanted.items() <= way.items() for way in seen)
    assert len(seen) < len(every_way(document))
