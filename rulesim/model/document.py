"""A document as read: a tree that knows the line of each value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rulesim.errors import Place

Scalar = str | int | bool | None
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document: a scalar, a list or a mapping, and the line it starts on.

    Decimals stay text (`"0.15"`), so that no float ever comes between a file and a rule.
    `fact` names the seed fact that the value was taken from, if it was.
    """

    file: str
    line: int
    value: Scalar = None
    items: "tuple[Node, ...] | None" = None
    fields: "Mapping[str, Node] | None" = None
    key_lines: Mapping[str, int] = field(default_factory=dict)
    fact: str = ""
    implied: bool = False
    """A list that the file does not write: its one item stands there alone."""

    def __hash__(self) -> int:
        return id(self)

    @property
    def is_map(self) -> bool:
        return self.fields is not None

    @property
    def is_list(self) -> bool:
        return self.items is not None

    def get(self, key: str) -> "Node | None":
        """The value under `key` of a mapping, or None."""
        return (self.fields or {}).get(key)

    def entries(self, key: str) -> "Mapping[str, Node]":
        """The values of the mapping under `key`, by name; none if there is no mapping."""
        below = self.get(key)
        return (below.fields if below else None) or {}

    def plain(self) -> Any:
        """The same value in plain Python: dict, list, str, int, bool or None."""
        if self.fields is not None:
            return {key: node.plain() for key, node in self.fields.items()}
        if self.items is not None:
            return [node.plain() for node in self.items]
        return self.value


def word(node: Node | None) -> str:
    """A word as written; empty for a list, a mapping and what is not there."""
    if node is None or node.is_map or node.is_list:
        return ""
    return str(node.value).lower() if isinstance(node.value, bool) else str(node.value)


def scalar(value: Scalar, like: Node, fact: str = "") -> Node:
    """A scalar at the place of `like`."""
    return Node(like.file, like.line, value, fact=fact)


def mapping(fields: Mapping[str, Node], like: Node) -> Node:
    """A mapping at the place of `like`, with other fields."""
    return Node(like.file, like.line, fields=dict(fields), key_lines=like.key_lines)


def sequence(items: tuple[Node, ...], like: Node) -> Node:
    """A list at the place of `like`, with other items."""
    return Node(like.file, like.line, items=items, implied=like.implied)


def from_plain(value: Any, file: str, line: int = 0) -> Node:
    """A document built in Python rather than read from a file."""
    if isinstance(value, Mapping):
        fields = {str(key): from_plain(item, file, line) for key, item in value.items()}
        return Node(file, line, fields=fields)
    if isinstance(value, list | tuple):
        return Node(file, line, items=tuple(from_plain(item, file, line) for item in value))
    if value is None or isinstance(value, bool | int | str):
        return Node(file, line, value)
    return Node(file, line, str(value))


def children(node: Node) -> Iterator[tuple[str | int, Node]]:
    """The direct parts of a node with their keys or positions."""
    if node.fields is not None:
        yield from node.fields.items()
    elif node.items is not None:
        yield from enumerate(node.items)


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """The node and everything below it, outermost first, in the order of the file."""
    yield path, node
    for key, child in children(node):
        yield from walk(child, (*path, key))


def dotted(path: Path) -> str:
    """A path as people write it: `stages.challenge.needs.share`."""
    return ".".join(str(part) for part in path)


def locate(root: Node, path: Path) -> Place:
    """The place of a path, or of the deepest part of it that exists, as it stands in the file.

    A sole item may be written without its list, and a word in a list is known by itself rather than by its number.
    """
    node: Node | None = root
    file, line, written = root.file, root.line, []
    for part in path:
        if node is not None and node.is_map and isinstance(part, int):
            continue
        if node is None or not node.implied:
            written.append(part)
        found = dict(children(node)).get(part) if node is not None else None
        if node is not None and found is not None:
            here = found.file == node.file
            file, line = found.file or root.file, node.key_lines.get(str(part), found.line) if here else found.line
        node = found
    if written and isinstance(written[-1], int) and node is not None and not (node.is_map or node.is_list):
        written.pop()
    return Place(file, line, dotted(tuple(written)))


def replace(root: Node, path: Path, new: Node) -> Node:
    """The same document with `new` at `path`; mappings on the way are made if missing."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    if root.items is not None and isinstance(head, int):
        parts = list(root.items)
        parts[head] = replace(parts[head], rest, new)
        return sequence(tuple(parts), root)
    fields = dict(root.fields or {})
    below = fields.get(str(head), Node(root.file, root.line, fields={}))
    fields[str(head)] = replace(below, rest, new)
    return mapping(fields, root)
