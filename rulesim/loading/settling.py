"""Settling: one reading chosen for each contested question, and each contested value replaced by one value.

A contested value is a mapping with the key `question` and one key for each reading of that question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulesim.model.document import Node, Path, mapping, sequence, walk

QUESTION = "question"


def is_contested(node: Node) -> bool:
    """Whether a value of a rule book depends on a reading."""
    return node.fields is not None and QUESTION in node.fields and not node.fields[QUESTION].is_map


def contested_values(book: Node) -> Iterator[tuple[Path, str, Node]]:
    """Every contested value of a rule book: where it stands, the question it hangs on, and itself."""
    for path, node in walk(book):
        if node.fields is not None and is_contested(node):
            yield path, str(node.fields[QUESTION].value), node


def settle_document(node: Node, readings: Mapping[str, str]) -> Node:
    """The document under some readings. Questions not in `readings` stay contested."""
    if node.fields is not None:
        if is_contested(node):
            chosen = node.fields.get(readings.get(str(node.fields[QUESTION].value), ""))
            if chosen is not None:
                return settle_document(chosen, readings)
        return mapping({key: settle_document(child, readings) for key, child in node.fields.items()}, node)
    if node.items is not None:
        return sequence(tuple(settle_document(child, readings) for child in node.items), node)
    return node
