"""Reads YAML 1.2, the safe part of it, into a tree that knows its lines.

No tags, no merge keys, no repeated keys; size, depth and aliases are bounded, so that no file can
make the reader run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from rulesim.errors import Fault, InputError, Place, fail
from rulesim.model.document import Node, Scalar

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

_NULL = re.compile(r"^(null|Null|NULL|~|)$")
_TRUE = re.compile(r"^(true|True|TRUE)$")
_FALSE = re.compile(r"^(false|False|FALSE)$")
_INT = re.compile(r"^[-+]?[0-9]+$")


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
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise fail(
            "not-text", Place(file, line), "bytes that are not UTF-8 text", "expected a text file in UTF-8"
        ) from None
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise fail(
            "not-yaml", Place(file, line), str(error.problem or error.context), "expected valid YAML 1.2"
        ) from None
    except (YAMLError, ValueError) as error:
        raise fail("not-yaml", Place(file), str(error).splitlines()[0], "expected valid YAML 1.2") from None
    return builder.document()


def _events(text: str) -> Iterator[Any]:
    yaml = YAML(typ="rt", pure=True)
    yield from yaml.parse(text)


def _scalar(text: str, plain: bool) -> Scalar:
    """YAML 1.2 core schema, but decimals stay text: they become exact fractions later."""
    if not plain:
        return text
    if _NULL.match(text):
        return None
    if _TRUE.match(text) or _FALSE.match(text):
        return bool(_TRUE.match(text))
    if _INT.match(text) and len(text) < 19:
        return int(text)
    return text


class _Builder:
    """Builds the tree from parser events, without recursion, and gathers faults on the way."""

    def __init__(self, file: str):
        self.file = file
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0

    def take(self, event: Any) -> None:
        name = type(event).__name__
        line = event.start_mark.line + 1
        if name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.stop("several-documents", line, "a second document in one file", "expected one document")
        elif name == "AliasEvent":
            self.alias(str(event.anchor), line)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self.refuse_tag(event, line)
            if len(self.open) >= MAX_DEPTH:
                self.stop("nested-too-deep", line, f"more than {MAX_DEPTH} levels", "expected fewer levels")
            self.open.append(_Open(line, name[0] == "M", event.anchor))
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            done = self.open.pop()
            self.add(done.node(self.file), done.anchor, done.size)
        elif name == "ScalarEvent":
            self.refuse_tag(event, line)
            self.add(Node(self.file, line, _scalar(event.value, bool(event.implicit[0]))), event.anchor, 1)

    def refuse_tag(self, event: Any, line: int) -> None:
        if event.tag is not None and str(event.tag) != "!":
            self.stop("yaml-tag", line, f"the tag {event.tag}", "expected plain values without tags")

    def alias(self, anchor: str, line: int) -> None:
        if anchor not in self.anchors:
            self.stop("not-yaml", line, f"the alias *{anchor}", f"expected an anchor &{anchor} before it")
        node, size = self.anchors[anchor]
        self.add(node, None, size)

    def add(self, node: Node, anchor: str | None, size: int) -> None:
        self.nodes += size
        if self.nodes > MAX_NODES * 2 or size > MAX_NODES:
            self.stop(
                "too-many-values",
                node.line,
                f"more than {MAX_NODES:,} values once aliases are followed",
                "expected fewer",
            )
        if anchor:
            self.anchors[str(anchor)] = (node, size)
        if not self.open:
            self.root = node
            return
        fault = self.open[-1].add(node, size, self.file)
        if fault:
            self.faults.append(fault)

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

    def __init__(self, line: int, is_map: bool, anchor: str | None):
        self.line, self.is_map, self.anchor = line, is_map, anchor
        self.items: list[Node] = []
        self.fields: dict[str, Node] = {}
        self.key_lines: dict[str, int] = {}
        self.key: Node | None = None
        self.size = 1

    def add(self, node: Node, size: int, file: str) -> Fault | None:
        self.size += size
        if not self.is_map:
            self.items.append(node)
            return None
        if self.key is None:
            self.key = node
            return None
        key, self.key = self.key, None
        return self.put(key, node, file)

    def put(self, key: Node, node: Node, file: str) -> Fault | None:
        if key.is_map or key.is_list or key.value is None:
            return Fault("odd-key", Place(file, key.line), "a key that is not a word", "expected a word and a colon")
        name = _key(key.value)
        if name == "<<":
            return Fault("yaml-merge", Place(file, key.line), "a merge key <<", "expected the keys themselves")
        if name in self.fields:
            first = self.key_lines[name]
            return Fault(
                "repeated-key",
                Place(file, key.line, name),
                f"'{name}' a second time",
                f"expected it once (first on line {first})",
            )
        self.fields[name] = node
        self.key_lines[name] = key.line
        return None

    def node(self, file: str) -> Node:
        if not self.is_map:
            return Node(file, self.line, items=tuple(self.items))
        return Node(file, self.line, fields=MappingProxyType(self.fields), key_lines=MappingProxyType(self.key_lines))


def _key(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
