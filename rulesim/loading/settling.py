"""Settling: one reading chosen for each contested question, and each contested value replaced by one value.

A contested value is a mapping with the key `question` and one key for each reading of that question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rulesim.model.document import Node, Path, mapping, sequence, walk, word

QUESTION = "question"


def is_contested(node: Node) -> bool:
    """Whether a value of a rule book depends on a reading."""
    return node.fields is not None and QUESTION in node.fields and bool(word(node.fields[QUESTION]))


def contested_values(book: Node) -> Iterator[tuple[Path, str, Node]]:
    """Every contested value of a rule book: where it stands, the question it hangs on, and itself."""
    for path, node in walk(book):
        if node.fields is not None and is_contested(node):
            yield path, word(node.fields[QUESTION]), node


def settle_document(node: Node, readings: Mapping[str, str]) -> Node:
    """The document under some readings. Questions not in `readings` stay contested."""
    reading = _reading(node, readings)
    if reading is not None and node.fields is not None:
        return settle_document(node.fields[reading], readings)
    if node.fields is not None:
        settled = mapping({key: settle_document(child, readings) for key, child in node.fields.items()}, node)
        return replace(settled, key_lines={**node.key_lines, **_lines(node.fields, readings)})
    if node.items is not None:
        return sequence(tuple(settle_document(child, readings) for child in node.items), node)
    return node


def _reading(node: Node, readings: Mapping[str, str]) -> str | None:
    """The reading under which a contested value is settled; None if it is not contested or stays so."""
    if node.fields is None or not is_contested(node):
        return None
    reading = readings.get(word(node.fields[QUESTION]), "")
    return reading if reading in node.fields else None


def _lines(fields: Mapping[str, Node], readings: Mapping[str, str]) -> dict[str, int]:
    """The lines of contested values: where the chosen reading stands, rather than where the choice begins."""
    found = {}
    for key, node in fields.items():
        while (reading := _reading(node, readings)) is not None and node.fields is not None:
            found[key] = node.key_lines.get(reading, node.line)
            node = node.fields[reading]
    return found
