"""Contested values: each hangs on a question that is asked, has a value for every reading, and stands where it may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from rulesim.errors import nearest
from rulesim.loading.misfit import Misfit
from rulesim.loading.settling import QUESTION, contested_values
from rulesim.model.document import Node, Path

Questions = Mapping[str, tuple[str, ...]]
"""The readings of each contested question."""
MAX_WAYS = 500
_FIXED = ("kind", "title")


def check_contested(document: Node, known: Questions) -> Iterator[Misfit]:
    """Every misfit of the contested values of a rule book as written."""
    consulted = set()
    for path, question, node in contested_values(document):
        consulted.add(question)
        yield from _misplaced(path)
        if question in known:
            yield from _readings(path, node, known[question])
        else:
            found, expected = f"the question '{question}'", nearest(question, known)
            yield Misfit("unknown-question", (*path, QUESTION), found, expected)
    yield from _too_many(document, known)
    for question in known:
        if question not in consulted:
            found = f"nothing in the book depends on '{question}'"
            yield Misfit("question-unused", ("contested", question), found, "expected a value that is contested by it")


def meeting(document: Node) -> dict[Path, tuple[str, ...]]:
    """For each stage or other part of the book, the questions that values in it hang on."""
    found: dict[Path, tuple[str, ...]] = {}
    for path, question, _ in contested_values(document):
        here = found.setdefault(path[:2], ())
        if question not in here:
            found[path[:2]] = (*here, question)
    return found


def _readings(path: Path, node: Node, readings: tuple[str, ...]) -> Iterator[Misfit]:
    given = [key for key in node.fields or {} if key != QUESTION]
    for reading in given:
        if reading not in readings:
            yield Misfit("unknown-reading", (*path, reading), f"the reading '{reading}'", nearest(reading, readings))
    for reading in readings:
        if reading not in given:
            found = f"no value for the reading '{reading}'"
            yield Misfit("reading-without-value", (*path, QUESTION), found, f"expected '{reading}: …'")


def _misplaced(path: Path) -> Iterator[Misfit]:
    inside = path[0] in ("stages", "endings") and len(path) > 2 if path else False
    if not inside or path[2] in _FIXED:
        found = "a contested value here"
        expected = "expected it inside a stage or an ending, and not for its kind or title"
        yield Misfit("contested-misplaced", path, found, expected)


def _too_many(document: Node, known: Questions) -> Iterator[Misfit]:
    for path, questions in meeting(document).items():
        combinations = prod(len(known.get(question, ())) for question in questions)
        if combinations > MAX_WAYS:
            found = f"{combinations:,} combinations of readings in one place"
            yield Misfit("too-many-readings", path, found, f"expected at most {MAX_WAYS}")
