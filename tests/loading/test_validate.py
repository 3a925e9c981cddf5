"""From documents to typed values: what does not fit is told where it stands, with the key that was meant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import AfterValidator, BaseModel

from loading.corpus import GOOD_RULEBOOKS, GOOD_SCENARIOS, ROOT
from loading.documents import at, put, without
from rulesim.errors import Fault, InputError
from rulesim.loading.contested import settle_document
from rulesim.loading.resolve import resolve
from rulesim.loading.rulebook import first_readings
from rulesim.loading.seeds import look_up
from rulesim.loading.validate import known_keys, validate
from rulesim.loading.yaml_reader import read_file, read_text
from rulesim.model.document import Node, children, walk
from rulesim.model.document import Path as Keys
from rulesim.model.file_value import FileValue
from rulesim.model.rulebook import Rules
from rulesim.model.scenario import Scenario

RULEBOOKS = (*GOOD_RULEBOOKS, ROOT / "rulesim" / "rulebooks" / "uk-labour-2016.yaml")
SCENARIOS = (*GOOD_SCENARIOS, ROOT / "scenarios" / "what-happened.yaml")


TELLING = ("kind", "any", "all")
"""Keys that tell which keys are known: without them others are."""


def settled(path: Path) -> Node:
    document = look_up(read_file(path)[0], None).document
    return settle_document(document, first_readings(document))


def resolved(path: Path) -> Node:
    return resolve(look_up(read_file(path)[0], None).document)[0]


def faults(model: type[BaseModel], node: Node) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        validate(model, node)
    return caught.value.faults


def keyed(model: type[BaseModel], node: Node) -> list[Keys]:
    """Where a document has keys that its model names; kinds of candidates are words of another sort."""
    paths = [path for path, below in walk(node) if below.is_map and known_keys(model, path)]
    return [path for path in paths if not set(dict(children(at(node, path)))) & {"incumbent", "challenger", "anyone"}]


def refuses_strange_keys(model: type[BaseModel], node: Node) -> None:
    paths = keyed(model, node)
    assert len(paths) > 1
    for path in paths:
        fault = next(fault for fault in faults(model, put(node, (*path, "strange-key"), 1)))
        assert fault.slug == "unknown-key"
        assert fault.place.path == ".".join(map(str, (*path, "strange-key")))
        assert "there is nothing" not in fault.expected


def finds_misspelt_keys(model: type[BaseModel], node: Node) -> None:
    for path in keyed(model, node):
        for key, below in dict(children(at(node, path))).items():
            misspelt = put(without(node, (*path, key)), (*path, f"{key}x"), below.plain())
            told = {fault.expected for fault in faults(model, misspelt) if fault.slug == "unknown-key"}
            assert f"did you mean '{key}'?" in told or key in TELLING


@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.stem)
def test_a_rule_book_refuses_strange_keys_everywhere(path: Path) -> None:
    refuses_strange_keys(Rules, settled(path))


@pytest.mark.parametrize("path", GOOD_RULEBOOKS, ids=lambda path: path.stem)
def test_a_misspelt_key_of_a_rule_book_is_recognised(path: Path) -> None:
    finds_misspelt_keys(Rules, settled(path))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_refuses_strange_keys_everywhere(path: Path) -> None:
    refuses_strange_keys(Scenario, resolved(path))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_misspelt_key_of_a_scenario_is_recognised(path: Path) -> None:
    finds_misspelt_keys(Scenario, resolved(path))


class Inner(FileValue):
    number: int
    flag: bool = False


class Outer(FileValue):
    inner: Inner
    pair: tuple[int, int] = (0, 0)


def read(text: str) -> Node:
    return read_text(text.encode(), "file.yaml")


def test_every_misfit_is_told_with_its_line_and_path() -> None:
    found = faults(Outer, read("inner:\n  number: few\n  flag: perhaps\npair: [1]\nother: 1\n"))
    assert [(fault.slug, fault.place.line, fault.place.path) for fault in found] == [
        ("not-a-number", 2, "inner.number"),
        ("not-true-or-false", 3, "inner.flag"),
        ("list-too-short", 4, "pair.1"),
        ("unknown-key", 5, "other"),
    ]


def test_the_path_may_start_further_up() -> None:
    with pytest.raises(InputError) as caught:
        validate(Inner, read("number: few"), ("conduct", "call", 0))
    assert caught.value.faults[0].place.path == "conduct.call.0.number"


@pytest.mark.parametrize("text", ["number: true", "number: 1.5", "number: [1]", "number: {a: 1}", "number: 1 day"])
def test_truth_and_decimals_are_no_whole_numbers(text: str) -> None:
    assert [fault.slug for fault in faults(Inner, read(text))] == ["not-a-number"]


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("false", False), ("FALSE", False)])
def test_true_and_false_are_true_and_false(text: str, flag: bool) -> None:
    assert validate(Inner, read(f"number: 1\nflag: {text}")).flag is flag


def _never(value: str) -> str:
    raise ValueError("a word of a library")


class Picky(FileValue):
    word: Annotated[str, AfterValidator(_never)]


def test_an_error_that_nobody_foresaw_has_a_slug_and_no_words_of_a_library() -> None:
    (fault,) = faults(Picky, read("word: x"))
    assert fault.slug == "not-valid"
    assert "library" not in str(fault)
