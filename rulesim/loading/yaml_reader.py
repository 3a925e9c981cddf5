"""Reads YAML 1.2, the safe part of it, into a tree that knows its lines.

No tags, no merge keys, no repeated keys; size, depth and aliases are bounded, so that no file can
make the reader run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from rulesim.errors import Fault, InputError, Place, fail
from rulesim.model.document import Node, Scalar

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_VALUES = 100_000

_NULL = re.compile(r"^(null|Null|NULL|~|)$")
_TRUE = re.compile(r"^(true|True|TRUE)$")
_FALSE = re.compile(r"^(false|False|FALSE)$")
_INT = re.compile(r"^[-+]?[0-9]{1,18}$")


def read_file(path: FilePath) -> tuple[Node, bytes]:
    """The document in a file, and the bytes it was read from. Raises InputError."""
    place = Place(str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            size = f"the file has {path.stat().st_size / 1e6:,.0f} MB"
            raise fail("file-too-large", place, size, f"expected at most {MAX_BYTES / 1e6:.0f} MB")
        content = path.read_bytes()
    except OSError as error:
        raise fail(
            "file-unreadable",
            place,
            f"the file cannot be read ({error.strerror})",
            "expected a readable file",
        ) from None
    return read_text(content, str(path)), content


def read_text(content: bytes, file: str) -> Node:
    """The document in some bytes; `file` is the name used in errors. Raises InputError."""
    builder = _Builder(file)
    for event in _events(_decode(content, file), file):
        builder.take(event)
    return builder.document()


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, content[: error.start].count(b"\n") + 1)
        raise fail("not-utf-8", place, "bytes that are not UTF-8 text", "expected a text file in UTF-8") from None


def _events(text: str, file: str) -> Iterator[Any]:
    """What the parser finds. Whatever it trips over is the file's fault: it also meets odd text with errors of its own."""
    line = 1
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.end_mark.line + 1
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _not_yaml(file, mark.line + 1 if mark else line, str(error.problem or error.context)) from None
    except ReaderError as error:
        place = text.count("\n", 0, error.position) + 1
        raise _not_yaml(file, place, f"the character number {ord(str(error.character))}") from None
    except Exception:
        raise _not_yaml(file, line, "text that cannot be made out after this line") from None


def _not_yaml(file: str, line: int, found: str) -> InputError:
    return fail("not-yaml", Place(file, line), found, "expected valid YAML 1.2")


def _scalar(text: str, plain: bool) -> Scalar:
    """YAML 1.2 core schema, but decimals stay text: they become exact fractions later."""
    if not plain:
        return text
    if _NULL.match(text):
        return None
    if _TRUE.match(text) or _FALSE.match(text):
        return bool(_TRUE.match(text))
    if _INT.match(text):
        return int(text)
    return text


@dataclass(frozen=True, slots=True)
class _Part:
    """A finished value, how many values it holds and how deep they go."""

    node: Node
    size: int = 1
    depth: int = 0


class _Builder:
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
                self.refuse_tag(event, line)
                self.bound(line, 1, 0)
                self.add(_Part(Node(self.file, line, _scalar(event.value, event.style is None))), event.anchor)

    def start(self, event: Any, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop("several-documents", line, "a second document in one file", "expected one document")
        if event.version not in (None, (1, 2)):
            self.stop("not-yaml", line, "another version of YAML", "expected YAML 1.2")

    def refuse_tag(self, event: Any, line: int) -> None:
        if event.tag is not None:
            self.stop("yaml-tag", line, f"the tag {event.tag}", "expected plain values without tags")

    def alias(self, anchor: str, line: int) -> None:
        if anchor not in self.anchors:
            self.stop("not-yaml", line, f"the alias *{anchor}", f"expected an anchor &{anchor} before it")
        part = self.anchors[anchor]
        self.bound(line, part.size, part.depth)
        self.add(part, None)

    def bound(self, line: int, size: int, depth: int) -> None:
        self.values += size
        if self.values > MAX_VALUES:
            found = f"more than {MAX_VALUES:,} values once aliases are followed"
            self.stop("too-many-values", line, found, "expected fewer")
        if len(self.open) + depth > MAX_DEPTH:
            self.stop("nested-too-deep", line, f"more than {MAX_DEPTH} levels", "expected fewer levels")

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
        if self.faults:
            raise InputError(self.faults)
        if self.root is None or not self.root.is_map:
            raise fail(
                "not-a-mapping",
                Place(self.file, 1),
                "no keys and values",
                "expected lines such as 'scenario: my-party'",
            )
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
            yield from self.empty(part.node, f"item {len(self.items)} of a list")
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
        name = _key(key.value)
        if name == "<<":
            yield Fault("yaml-merge", place, "a merge key <<", "expected the keys themselves")
        elif name in self.fields:
            first = f"expected it once (first on line {self.key_lines[name]})"
            yield Fault("repeated-key", Place(self.file, key.line, name), f"'{name}' a second time", first)
        else:
            self.fields[name] = node
            self.key_lines[name] = key.line
            yield from self.empty(node, f"'{name}:'")

    def empty(self, node: Node, what: str) -> Iterator[Fault]:
        if not node.is_map and not node.is_list and node.value is None:
            place = Place(self.file, node.line)
            yield Fault(
                "empty-value", place, f"nothing after {what}", "expected a value; leave the key out if none is meant"
            )

    def part(self) -> _Part:
        items = None if self.is_map else tuple(self.items)
        fields = MappingProxyType(self.fields) if self.is_map else None
        node = Node(self.file, self.line, items=items, fields=fields, key_lines=MappingProxyType(self.key_lines))
        return _Part(node, self.size, self.depth + 1)


def _key(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
