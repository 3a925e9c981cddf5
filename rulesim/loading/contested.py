"""Contested values: found, settled and checked.

A contested value is a mapping with the key `question` and one key for each reading of that question. To settle it is
to choose one reading, and to put the value of that reading in its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import prod

from rulesim.errors import meant, nearest
from rulesim.loading.path_fault import PathFault
from rulesim.model.document import Node, Path, walk, word

Questions = Mapping[str, tuple[str, ...]]
"""The readings of each contested question."""
MAX_WAYS = 500
_FIXED = ("kind", "title")
QUESTION = "question"


def is_contested(node: Node) -> bool:
    """Whether a value of a rule book depends on a reading."""
    return bool(word(node.get(QUESTION)))


def contested_values(book: Node) -> Iterator[tuple[Path, str, Node]]:
    """Every contested value of a rule book: where it stands, the question it depends on, and itself."""
    for path, node in walk(book):
        if is_contested(node):
            yield path, word(node.get(QUESTION)), node


def settle_document(node: Node, readings: Mapping[str, str]) -> Node:
    """The document under some readings. Questions not in `readings` stay contested."""
    reading = _reading(node, readings)
    if reading is not None and node.fields is not None:
        return settle_document(node.fields[reading], readings)
    if node.fields is not None:
        settled = {key: settle_document(child, readings) for key, child in node.fields.items()}
        return replace(node, fields=settled, key_lines={**node.key_lines, **_lines(node.fields, readings)})
    if node.items is not None:
        return replace(node, items=tuple(settle_document(child, readings) for child in node.items))
    return node


def _reading(node: Node, readings: Mapping[str, str]) -> str | None:
    """The reading under which a contested value is settled; None if it is not contested or stays so."""
    reading = readings.get(word(node.get(QUESTION))) if is_contested(node) else None
    return reading if reading in (node.fields or {}) else None


def _lines(fields: Mapping[str, Node], readings: Mapping[str, str]) -> dict[str, int]:
    """The lines of contested values: where the chosen reading stands, rather than where the choice begins."""
    found = {}
    for key, node in fields.items():
        while (reading := _reading(node, readings)) is not None and node.fields is not None:
            found[key] = node.key_lines.get(reading, node.line)
            node = node.fields[reading]
    return found


def check_contested(document: Node, known: Questions) -> Iterator[PathFault]:
    """Every fault in the contested values of a rule book as written."""
    consulted = set()
    for path, question, node in contested_values(document):
        consulted.add(question)
        yield from _misplaced(path)
        if question in known:
            yield from _readings(path, node, known[question])
        else:
            found = f"unknown question '{question}'"
            yield PathFault("unknown-question", (*path, QUESTION), found, nearest(question, known))
    yield from _too_many(document, known)
    for question in known if consulted <= set(known) else ():  # a misspelt one may be the one that seems unused
        if question not in consulted:
            found = f"nothing in the rule book depends on '{question}'"
            yield PathFault(
                "question-unused",
                ("contested", question),
                found,
                f"expected a value with 'question: {question}', or no such question",
            )


def meeting(document: Node) -> dict[Path, tuple[str, ...]]:
    """For each stage or other part of the book, the questions that values in it depend on."""
    found: dict[Path, tuple[str, ...]] = {}
    for path, question, _ in contested_values(document):
        found[path[:2]] = tuple(dict.fromkeys((*found.get(path[:2], ()), question)))
    return found


def _readings(path: Path, node: Node, readings: tuple[str, ...]) -> Iterator[PathFault]:
    given = [key for key in node.fields or {} if key != QUESTION]
    for reading in given:
        if reading not in readings:
            found = f"unknown reading '{reading}'"
            yield PathFault("unknown-reading", (*path, reading), found, nearest(reading, readings))
    strange = set(given) - set(readings)
    for reading in readings:
        if reading not in given and not any(meant(one, [reading]) for one in strange):
            found = f"the reading '{reading}' has no value"
            yield PathFault("reading-without-value", (*path, QUESTION), found, f"expected '{reading}: …'")


def _misplaced(path: Path) -> Iterator[PathFault]:
    inside = path[0] in ("stages", "endings") and len(path) > 2 if path else False
    if not inside or path[2] in _FIXED:
        expected = "expected it in a stage or an ending, and not as its kind or title"
        yield PathFault("contested-misplaced", path, "a contested value may not stand here", expected)


def _too_many(document: Node, known: Questions) -> Iterator[PathFault]:
    for path, questions in meeting(document).items():
        combinations = prod(len(known.get(question, ())) for question in questions)
        if combinations > MAX_WAYS:
            found = f"one place depends on {combinations:,} combinations of readings"
            yield PathFault("too-many-readings", path, found, f"expected at most {MAX_WAYS}")
