"""Builds the tree of a document from the events of a YAML parser.

No tags, no merge keys, no repeated keys, nothing left empty; size, depth and aliases are bounded, so that
no file can keep the reader busy for long.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from rulesim.errors import Fault, InputError, Place, fail, raise_if
from rulesim.loading.stray_marks import stray
from rulesim.loading.yaml_slip import short
from rulesim.model.document import Node, Scalar, children, word

MAX_DEPTH = 40
MAX_VALUES = 100_000

_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_INT = re.compile(r"[-+]?[0-9]+")
_WORD = re.compile(r"[\w.-]+")
_HUGE = re.compile(r"\s*[-+]?[0-9_]{13,}(\.0*)?\s*")
_BREAKS = re.compile(r" *[\t\n\u2028\u2029][ \t\n\u2028\u2029]*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _scalar(text: str, plain: bool) -> Scalar:
    """YAML 1.2 core schema, but decimals stay text: they become exact fractions later."""
    if not plain:
        return text
    if text in (text.lower(), text.upper(), text.capitalize()) and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return int(text) if _INT.fullmatch(text) else text


def _on_one_line(text: str) -> str:
    """A text without the breaks that it has in the file, as after `|`: all that is shown of it is one paragraph."""
    return _BREAKS.sub(" ", text).strip() if _BREAKS.search(text) else text


def _depth(node: Node) -> int:
    return 1 + max((_depth(below) for _, below in children(node)), default=0) if node.is_map or node.is_list else 0


def _is_empty(node: Node) -> bool:
    return not node.is_map and not node.is_list and node.value is None


def _nothing_after(name: str, in_flow: bool, first: bool) -> tuple[str, str]:
    """What is told of a key that has no value: it may be no key, but what follows a comma in a text or a number."""
    word, colon, rest = name.partition(":")
    if colon and _WORD.fullmatch(word) and rest[:1].strip() and not rest.startswith("//"):
        return _nothing(f"'{short(name)}'"), f"expected a space after the colon: '{short(f'{word}: {rest}')}'"
    word, blank, rest = name.partition(" ")
    if in_flow and name.isdigit() and not first:
        return "a comma within a number", "expected digits alone, such as 40000"
    if in_flow and blank and first:
        return _nothing(f"'{short(name)}'"), f"expected a colon after the key: '{short(f'{word}: {rest}')}'"
    if in_flow and blank:
        expected = "expected quotation marks around a text with a comma in it, or a colon after a key"
        return _nothing(f"'{short(name)}'"), expected
    below = "" if in_flow else " or, with more spaces before it, on the next line"
    return _nothing(f"'{short(name)}:'"), f"expected a value after it{below}, or no such entry"


def _nothing(after: str) -> str:
    return f"there is nothing after {after}"


class Builder:
    """Builds the tree from parser events, and gathers faults on the way."""

    def __init__(self, events: Iterator[Any], file: str, text: str = ""):
        self.events, self.file, self.text = events, file, text
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        """Each value that an alias can repeat, how many values it holds and how deep they go."""
        self.unused: dict[str, int] = {}
        """The lines of those that none repeats."""
        self.alone: Node | None = None
        """What was last marked to be repeated though nothing is there."""
        self.values, self.level = 0, 0
        self.strayed = 0
        """The line on which a mark was last told of."""

    def document(self) -> Node:
        """The tree. Raises InputError with every fault found on the way."""
        root, documents = None, 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                self.start(event, documents)
            elif isinstance(event, NodeEvent):
                root = self.value(event)
        for anchor, line in self.unused.items():
            expected = f"expected '*{anchor}' elsewhere, or quotation marks around a text that begins with '&'"
            self.wrong("unused-anchor", line, f"nothing repeats what is marked '&{anchor}'", expected)
        raise_if(self.faults)
        if root is None or not root.is_map:
            expected = "expected lines such as 'scenario: my-party'"
            raise fail("not-a-mapping", Place(self.file, 1), "the file holds no keys and values", expected)
        return root

    def start(self, event: Any, number: int) -> None:
        line = event.start_mark.line + 1
        if number > 1:
            expected = "expected one document, without a line '---' or '...'"
            self.stop("several-documents", line, "a second document in one file", expected)
        if event.version not in (None, (1, 2)):
            self.stop("not-yaml", line, "the file asks for another version of YAML", "expected YAML 1.2")

    def value(self, event: Any) -> Node:
        line, before = event.start_mark.line + 1, self.values
        if isinstance(event, AliasEvent):
            return self.alias(str(event.anchor), line)
        if event.tag is not None:
            expected = "expected plain values without tags; quotation marks around a text that begins with '!'"
            self.stop("yaml-tag", line, f"the tag {event.tag}", expected)
        node = self.scalar(event, line) if isinstance(event, ScalarEvent) else self.collection(event, line)
        if event.anchor:
            self.anchors[str(event.anchor)] = node, self.values - before, _depth(node)
            if _is_empty(node):
                self.alone = node
            else:
                self.unused[str(event.anchor)] = line
        return node

    def alias(self, anchor: str, line: int) -> Node:
        if anchor not in self.anchors:
            found, expected = f"'*{anchor}' repeats nothing", f"expected a value marked '&{anchor}' before it"
            self.stop("not-yaml", line, found, f"{expected}; quotation marks around a text that begins with '*'")
        self.unused.pop(anchor, None)
        node, size, depth = self.anchors[anchor]
        self.bound(line, size, depth)
        return node

    def scalar(self, event: Any, line: int) -> Node:
        self.bound(line, 1, 0)
        odd = _UNPRINTABLE.search(event.value)
        if odd:
            found = f"an unprintable character (number {ord(odd[0])})"
            self.stop("not-yaml", line, found, "expected text that can be printed")
        if _HUGE.fullmatch(event.value):
            found = f"the number {event.value.strip()[:20]}… is too long"
            self.stop("number-too-large", line, found, "expected at most 12 digits")
        end = event.end_mark.index
        odd_mark = (
            stray(event.value, self.text[end : end + 9]) if event.style is None and line != self.strayed else None
        )
        if odd_mark:
            self.strayed = line
            self.wrong("stray-mark", line, *odd_mark)
        return Node(self.file, line, _scalar(_on_one_line(event.value), event.style is None))

    def look_for_marks(self, event: Any, line: int) -> None:
        """Notes a mark in a text that was hardly meant, once on a line."""
        end = event.end_mark.index
        if event.style is None and line != self.strayed and (found := stray(event.value, self.text[end : end + 9])):
            self.strayed = line
            self.wrong("stray-mark", line, *found)

    def collection(self, event: Any, line: int) -> Node:
        self.level += 1
        self.bound(line, 1, 0)
        node = self.mapping(line, event.flow_style) if isinstance(event, MappingStartEvent) else self.sequence(line)
        self.level -= 1
        return node

    def bound(self, line: int, size: int, depth: int) -> None:
        self.values += size
        if self.values > MAX_VALUES:
            found = f"more than {MAX_VALUES:,} values once aliases are followed"
            self.stop("too-many-values", line, found, f"expected at most {MAX_VALUES:,}")
        if self.level + depth > MAX_DEPTH:
            found = f"values are nested more than {MAX_DEPTH} levels deep"
            self.stop("nested-too-deep", line, found, f"expected at most {MAX_DEPTH}")

    def below(self) -> Iterator[Node]:
        """The values up to the end of a list or mapping, keys included."""
        while not isinstance(event := next(self.events), CollectionEndEvent):
            yield self.value(event)

    def sequence(self, line: int) -> Node:
        items: list[Node] = []
        for node in self.below():
            items.append(node)
            found = _nothing(f"the dash or comma before item {len(items)}")
            self.refuse_empty(node, node.line, found, "expected a value, or no such entry")
        return Node(self.file, line, items=tuple(items))

    def mapping(self, line: int, in_flow: bool) -> Node:
        fields: dict[str, Node] = {}
        lines: dict[str, int] = {}
        below = self.below()
        for key, node in zip(below, below, strict=True):
            fault, name = self.key_fault(key, lines), word(key)
            if fault:
                self.faults.append(fault)
                continue
            fields[name], lines[name] = node, key.line
            self.refuse_empty(node, key.line, *_nothing_after(name, in_flow, first=len(fields) == 1))
        return Node(self.file, line, fields=fields, key_lines=lines)

    def key_fault(self, key: Node, lines: Mapping[str, int]) -> Fault | None:
        place, name = Place(self.file, key.line), word(key)
        if key.is_map or key.is_list or key.value is None:
            return Fault("odd-key", place, "a key that is not a word", "expected a word and a colon")
        if name == "<<":
            return Fault("yaml-merge", place, "a merge key <<", "expected the keys themselves")
        if name in lines:
            first = f"expected it once (first on line {lines[name]})"
            return Fault("repeated-key", Place(self.file, key.line, name), f"the key '{name}' is repeated", first)
        return None

    def refuse_empty(self, node: Node, line: int, found: str, expected: str) -> None:
        if _is_empty(node):
            if node is self.alone:
                expected += "; quotation marks around a text that begins with '&'"
            self.wrong("empty-value", line, found, expected)

    def wrong(self, slug: str, line: int, found: str, expected: str) -> None:
        self.faults.append(Fault(slug, Place(self.file, line), found, expected))

    def stop(self, slug: str, line: int, found: str, expected: str) -> NoReturn:
        raise InputError([*self.faults, Fault(slug, Place(self.file, line), found, expected)])
