"""Documents taken apart and put together again for tests: as plain data, in another order, with a part changed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from rulesim.model.document import Node, Path, children, from_plain, mapping, replace, sequence, walk


def shuffled(node: Node, luck: Random) -> Node:
    """The same document with the keys of every mapping in another order."""
    if node.fields is not None:
        fields = [(key, shuffled(below, luck)) for key, below in node.fields.items()]
        luck.shuffle(fields)
        return mapping(dict(fields), node)
    if node.items is not None:
        return sequence(tuple(shuffled(below, luck) for below in node.items), node)
    return node


def without(root: Node, path: Path) -> Node:
    """The document without what stands at a path."""
    holder = at(root, path[:-1])
    if holder.fields is not None:
        left = {key: below for key, below in holder.fields.items() if key != path[-1]}
        return replace(root, path[:-1], mapping(left, holder))
    items = tuple(below for i, below in enumerate(holder.items or ()) if i != path[-1])
    return replace(root, path[:-1], sequence(items, holder))


def put(root: Node, path: Path, value: Any) -> Node:
    """The document with a plain value at a path."""
    return replace(root, path, from_plain(value, root.file, at(root, path[:-1]).line))


def at(root: Node, path: Path) -> Node:
    """The part of a document at a path that exists."""
    for key in path:
        root = dict(children(root))[key]
    return root


def places(root: Node) -> Iterator[Path]:
    """Every path of a document but the empty one."""
    return (path for path, _ in walk(root) if path)
