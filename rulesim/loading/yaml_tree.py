"""Builds the tree of a document from the events of a YAML parser.

No tags, no merge keys, no repeated keys, nothing left empty; size, depth and aliases are bounded, so that
no file can keep the reader busy for long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rulesim.errors import Fault, InputError, Place, fail
from rulesim.model.document import Node, Scalar, word

MAX_DEPTH = 40
MAX_VALUES = 100_000

_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_INT = re.compile(r"[-+]?[0-9]+")
_HUGE = re.compile(r"\s*[-+]?[0-9_]{13,}(\.0*)?\s*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _scalar(text: str, plain: bool) -> Scalar:
    """YAML 1.2 core schema, but decimals stay text: they become exact fractions later."""
    if not plain:
        return text
    if text in (text.lower(), text.upper(), text.capitalize()) and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return int(text) if _INT.fullmatch(text) else text


@dataclass(frozen=True, slots=True)
class _Part:
    """A finished value, how many values it holds and how deep they go."""

    node: Node
    size: int = 1
    depth: int = 0


class Builder:
    """Builds the tree from parser events, without recursion, and gathers faults on the way."""

    def __init__(self, file: str):
        self.file = file
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.anchors: dict[str, _Part] = {}
        self.root: Node | None = None
        self.documents = 0
        self.values = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match event:
            case DocumentStartEvent():
                self.start(event, line)
            case AliasEvent():
                self.alias(str(event.anchor), line)
            case MappingStartEvent() | SequenceStartEvent():
                self.refuse_tag(event, line)
                self.open.append(_Open(self.file, line, isinstance(event, MappingStartEvent), event.anchor))
                self.bound(line, 1, 0)
            case MappingEndEvent() | SequenceEndEvent():
                done = self.open.pop()
                self.add(done.part(), done.anchor)
            case ScalarEvent():
                self.scalar(event, line)

    def start(self, event: Any, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop("several-documents", line, "a second document in one file", "expected one document")
        if event.version not in (None, (1, 2)):
            self.stop("not-yaml", line, "the file asks for another version of YAML", "expected YAML 1.2")

    def scalar(self, event: Any, line: int) -> None:
        self.refuse_tag(event, line)
        self.bound(line, 1, 0)
        odd = _UNPRINTABLE.search(event.value)
        if odd:
            found = f"an unprintable character (number {ord(odd[0])})"
            self.stop("not-yaml", line, found, "expected text that can be printed")
        if _HUGE.fullmatch(event.value):
            found = f"the number {event.value.strip()[:20]}… is too long"
            self.stop("number-too-large", line, found, "expected at most 12 digits")
        self.add(_Part(Node(self.file, line, _scalar(event.value, event.style is None))), event.anchor)

    def refuse_tag(self, event: Any, line: int) -> None:
        if event.tag is not None:
            self.stop("yaml-tag", line, f"the tag {event.tag}", "expected plain values without tags")

    def alias(self, anchor: str, line: int) -> None:
        if anchor not in self.anchors:
            self.stop("not-yaml", line, f"unknown alias *{anchor}", f"expected an anchor &{anchor} before it")
        part = self.anchors[anchor]
        self.bound(line, part.size, part.depth)
        self.add(part, None)

    def bound(self, line: int, size: int, depth: int) -> None:
        self.values += size
        if self.values > MAX_VALUES:
            found = f"more than {MAX_VALUES:,} values once aliases are followed"
            self.stop("too-many-values", line, found, f"expected at most {MAX_VALUES:,}")
        if len(self.open) + depth > MAX_DEPTH:
            found = f"values are nested more than {MAX_DEPTH} levels deep"
            self.stop("nested-too-deep", line, found, f"expected at most {MAX_DEPTH}")

    def add(self, part: _Part, anchor: str | None) -> None:
        if anchor:
            self.anchors[str(anchor)] = part
        if self.open:
            self.faults.extend(self.open[-1].add(part))
        else:
            self.root = part.node

    def stop(self, slug: str, line: int, found: str, expected: str) -> NoReturn:
        raise InputError([*self.faults, Fault(slug, Place(self.file, line), found, expected)])

    def document(self) -> Node:
        """The tree. Raises InputError with every fault found on the way."""
        if self.faults:
            raise InputError(self.faults)
        if self.root is None or not self.root.is_map:
            expected = "expected lines such as 'scenario: my-party'"
            raise fail("not-a-mapping", Place(self.file, 1), "the file holds no keys and values", expected)
        return self.root


class _Open:
    """A list or mapping still being read."""

    def __init__(self, file: str, line: int, is_map: bool, anchor: str | None):
        self.file, self.line, self.is_map, self.anchor = file, line, is_map, anchor
        self.items: list[Node] = []
        self.fields: dict[str, Node] = {}
        self.key_lines: dict[str, int] = {}
        self.key: Node | None = None
        self.size, self.depth = 1, 0

    def add(self, part: _Part) -> Iterator[Fault]:
        self.size, self.depth = self.size + part.size, max(self.depth, part.depth)
        if not self.is_map:
            self.items.append(part.node)
            yield from self.empty(part.node, part.node.line, f"the dash or comma before item {len(self.items)}")
        elif self.key is None:
            self.key = part.node
        else:
            key, self.key = self.key, None
            yield from self.put(key, part.node)

    def put(self, key: Node, node: Node) -> Iterator[Fault]:
        place = Place(self.file, key.line)
        if key.is_map or key.is_list or key.value is None:
            yield Fault("odd-key", place, "a key that is not a word", "expected a word and a colon")
            return
        name = word(key)
        if name == "<<":
            yield Fault("yaml-merge", place, "a merge key <<", "expected the keys themselves")
        elif name in self.fields:
            first = f"expected it once (first on line {self.key_lines[name]})"
            yield Fault("repeated-key", Place(self.file, key.line, name), f"the key '{name}' is repeated", first)
        else:
            self.fields[name] = node
            self.key_lines[name] = key.line
            yield from self.empty(node, key.line, f"'{name}:'")

    def empty(self, node: Node, line: int, what: str) -> Iterator[Fault]:
        if not node.is_map and not node.is_list and node.value is None:
            comma = " " in what.strip("'") and self.is_map
            expected = "expected quotes around a text with a comma" if comma else "expected a value, or no such entry"
            yield Fault("empty-value", Place(self.file, line), f"there is nothing after {what}", expected)

    def part(self) -> _Part:
        items = None if self.is_map else tuple(self.items)
        fields = self.fields if self.is_map else None
        node = Node(self.file, self.line, items=items, fields=fields, key_lines=self.key_lines)
        return _Part(node, self.size, self.depth + 1)
