"""Contested values: each hangs on a question that is asked, has a value for every reading, and stands where it may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from rulesim.errors import Fault, nearest
from rulesim.loading.settling import QUESTION, contested_values
from rulesim.model.document import Node, Path, locate

Questions = Mapping[str, tuple[str, ...]]
"""The readings of each contested question."""
MAX_WAYS = 500
_FIXED = ("kind", "title")


def check_contested(document: Node, known: Questions) -> Iterator[Fault]:
    """Every fault of the contested values of a rule book as written."""
    consulted = set()
    for path, question, node in contested_values(document):
        consulted.add(question)
        yield from _misplaced(document, path)
        if question in known:
            yield from _readings(document, path, node, known[question])
        else:
            place = locate(document, (*path, QUESTION))
            yield Fault("unknown-question", place, f"the question '{question}'", nearest(question, known))
    yield from _too_many(document, known)
    for question in known:
        if question not in consulted:
            found = f"nothing in the book depends on '{question}'"
            place = locate(document, ("contested", question))
            yield Fault("question-unused", place, found, "expected a value that is contested by it")


def meeting(document: Node) -> dict[Path, tuple[str, ...]]:
    """For each stage or other part of the book, the questions that values in it hang on."""
    found: dict[Path, tuple[str, ...]] = {}
    for path, question, _ in contested_values(document):
        here = found.setdefault(path[:2], ())
        if question not in here:
            found[path[:2]] = (*here, question)
    return found


def _readings(document: Node, path: Path, node: Node, readings: tuple[str, ...]) -> Iterator[Fault]:
    given = [key for key in node.fields or {} if key != QUESTION]
    for reading in given:
        if reading not in readings:
            place = locate(document, (*path, reading))
            yield Fault("unknown-reading", place, f"the reading '{reading}'", nearest(reading, readings))
    for reading in readings:
        if reading not in given:
            found = f"no value for the reading '{reading}'"
            yield Fault("reading-without-value", locate(document, (*path, QUESTION)), found, f"expected '{reading}: …'")


def _misplaced(document: Node, path: Path) -> Iterator[Fault]:
    inside = path[0] in ("stages", "endings") and len(path) > 2 if path else False
    if not inside or path[2] in _FIXED:
        found = "a contested value here"
        expected = "expected it inside a stage or an ending, and not for its kind or title"
        yield Fault("contested-misplaced", locate(document, path), found, expected)


def _too_many(document: Node, known: Questions) -> Iterator[Fault]:
    for path, questions in meeting(document).items():
        combinations = prod(len(known.get(question, ())) for question in questions)
        if combinations > MAX_WAYS:
            found = f"{combinations:,} combinations of readings in one place"
            yield Fault("too-many-readings", locate(document, path), found, f"expected at most {MAX_WAYS}")
