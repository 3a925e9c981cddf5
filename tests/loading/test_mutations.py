"""Any part of a good file replaced by anything: it loads, or faults are told that people understand."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from loading.corpus import GOOD
from loading.documented import documented
from loading.documents import places, put, without
from loading.machine_words import machine_words
from rulesim.errors import Fault, InputError
from rulesim.loading.rulebook import check_rulebook
from rulesim.loading.scenario import load_document, settle
from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import Node
from rulesim.model.document import Path as Keys

VALUES: tuple[Any, ...] = (
    "foo", 5, 0, -1, True, [], {}, ["foo"], {"x": 1}, "rest", "120%", "0%", "1 day", ["mps"], "end.won", "2001-01-01",
    {"fact": "uk-lab-2016/plp"}, {"fact": "x"}, {"fact": ["a"]}, {"question": "q"}, {"question": ["q"]}, [["a"]],
    {"question": "heads", "narrow": "x", "wide": "y"}, {"low": "1%", "high": "2%"}, {"low": 1, "to": 2}, [{"a": 1}],
)  # fmt: skip
TRIES = 40


def faults(document: Node, path: Path) -> tuple[Fault, ...]:
    """What is told of a document; it may be nothing."""
    try:
        if path.name.startswith("scenario-"):
            settle(load_document(document, path, "", {}))
        else:
            check_rulebook(document, path, "")
    except InputError as error:
        return error.faults
    return ()


def changed(document: Node, place: Keys, luck: Random) -> Node:
    return without(document, place) if luck.random() < 0.1 else put(document, place, luck.choice(VALUES))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_changed_file_loads_or_is_told(path: Path) -> None:
    document, luck = read_file(path)[0], Random(path.stem)
    told = [faults(changed(document, place, luck), path) for place in luck.choices(list(places(document)), k=TRIES)]
    assert sum(map(bool, told)) > TRIES / 4
    for fault in (fault for some in told for fault in some):
        assert fault.slug in documented()
        assert machine_words(fault) == [], str(fault)
