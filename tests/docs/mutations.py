"""Other values for a place of a document: what an option might have said instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from rulesim.loading.seeds import find_fact
from rulesim.model.document import Node, Path, children, from_plain, mapping, replace, sequence, word
from rulesim.model.quantities import parse_duration, parse_moment, parse_share


def at(root: Node, path: Path) -> Node | None:
    """The value at a path, if it stands there."""
    node: Node | None = root
    for key in path:
        node = dict(children(node)).get(key) if node else None
    return node


def put(root: Node, path: Path, value: Any) -> Node:
    return replace(root, path, value if isinstance(value, Node) else from_plain(value, "changed", 1))


def without(root: Node, path: Path) -> Node:
    """The document without the entry at a path."""
    above = at(root, path[:-1])
    assert above is not None
    if above.items is not None:
        left = sequence(tuple(item for place, item in enumerate(above.items) if place != path[-1]), above)
    else:
        left = mapping({key: item for key, item in (above.fields or {}).items() if key != path[-1]}, above)
    return replace(root, path[:-1], left)


def others(node: Node, ids: Sequence[str]) -> Iterator[Any]:
    """Values that could stand instead of one; `ids` are the names that the contest knows."""
    reference = node.get("fact")
    if reference is not None and (fact := find_fact(word(reference))):
        node = from_plain(fact.value, "fact")
    if node.is_map or node.is_list:
        yield from _smaller(node)
        for key, below in list(children(node))[:3]:
            yield from (replace(node, (key,), _node(value)) for value in others(below, ids))
    elif isinstance(node.value, bool) or word(node) in ("true", "false"):
        yield word(node) == "false"
    elif isinstance(node.value, int):
        yield from (node.value + 1, max(node.value - 1, 0), 2 * node.value + 1, 1, 5, 100)
    else:
        yield from _other_words(word(node), ids)


def _node(value: Any) -> Node:
    return value if isinstance(value, Node) else from_plain(value, "changed", 1)


def _smaller(node: Node) -> Iterator[Node]:
    """A list or mapping less one entry, and a list turned round."""
    for key, _ in list(children(node))[:4]:
        yield without(node, (key,))
    if node.items and len(node.items) > 1:
        yield sequence(node.items[::-1], node)


def _other_words(text: str, ids: Sequence[str]) -> Iterator[str]:
    if _reads(parse_share, text):
        yield from ("2%", "97%", "45%")
    elif _reads(parse_duration, text):
        yield from ("1 hour", "3 days", "400 days")
    elif _reads(parse_moment, text):
        moment = parse_moment(text)
        yield from ((moment + timedelta(days=days)).isoformat(timespec="minutes") for days in (1, -1, 40, -40))
    else:
        yield from (name for name in ids if name != text)


def _reads(parse: Any, text: str) -> bool:
    try:
        parse(text)
    except (PydanticCustomError, ValueError):
        return False
    return True
