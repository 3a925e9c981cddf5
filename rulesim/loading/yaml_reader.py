"""Reads YAML 1.2, the safe part of it, into a tree that knows its lines."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from rulesim.errors import InputError, Place, fail
from rulesim.files import decode, read_bytes
from rulesim.loading.foreign_files import refuse_foreign
from rulesim.loading.yaml_slips import slip
from rulesim.loading.yaml_tree import Builder
from rulesim.model.document import Node

MAX_BYTES = 1_000_000
_VALID = "expected valid YAML 1.2"
_MARKED = "expected quotation marks around a text that begins with a sign"
_TAB = "'\\t'"
_TABBED = re.compile(r"^ *\t", re.MULTILINE)
_IN_WORDS = {
    "mapping values": ("a text contains ': '", "expected quotation marks around a text with ': ' in it"),
    "<block end>": ("this line does not fit those above it", "expected the same indentation for what belongs together"),
    "end of stream": ("a quotation mark is not closed", "expected another where the text ends"),
    "',' or ']'": ("a list that opens with '[' is not closed, or lacks a comma", "expected commas, and ']' at the end"),
    "',' or '}'": (
        "a group that opens with '{' is not closed, or lacks a comma",
        "expected commas, and '}' at the end",
    ),
    "could not find expected ':'": ("a line without a colon", "expected a key, a colon and a value"),
    "expected the node content": ("a sign where a value belongs", _MARKED),
    "cannot start any token": ("a text begins with a sign that none can begin with", _MARKED),
}
"""What the parser calls its commonest problems, and what to say of those where no slip can be told."""
_NOT_CLOSED = ("end of stream", "',' or ']'", "',' or '}'")
"""What is told where it began, not where the parser noticed."""


def read_file(path: FilePath) -> tuple[Node, str]:
    """The document in a file, and the SHA-256 of the file. Raises InputError."""
    content = read_bytes(path, MAX_BYTES)
    refuse_foreign(content, str(path))
    return read_text(content, str(path)), sha256(content).hexdigest()


def read_text(content: bytes, file: str) -> Node:
    """The document in some bytes; `file` is the name used in errors. Raises InputError."""
    text = decode(content, file)
    return Builder(_events(text, file), file, text).document()


def _events(text: str, file: str) -> Iterator[Any]:
    """What the parser finds. Whatever stops it is a fault of the file, even where the parser has no error for it."""
    line = 1
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.end_mark.line + 1
            yield event
    except MarkedYAMLError as error:
        raise _told(text, file, error, line) from None
    except ReaderError as error:
        at = text.count("\n", 0, error.position) + 1
        raise _not_yaml(file, at, f"an unprintable character (number {error.character})") from None
    except Exception:
        raise _not_yaml(file, line, "the text cannot be read from here on") from None


def _told(text: str, file: str, error: MarkedYAMLError, line: int) -> InputError:
    """What is said of a problem of the parser's: the slip that led to it, or else the problem itself."""
    mark, problem = error.problem_mark or error.context_mark, str(error.problem or error.context)
    noticed = mark.line + 1 if mark else line
    began = error.context_mark.line + 1 if error.context_mark and any(one in problem for one in _NOT_CLOSED) else 0
    if _TAB in problem:
        return _not_yaml(file, noticed, _tabs(text, noticed), "expected spaces instead of tabs")
    if found := slip(text, noticed, began):
        return _not_yaml(file, *found)
    said = next((said for words, said in _IN_WORDS.items() if words in problem), (problem, _VALID))
    return _not_yaml(file, began or noticed, *said)


def _tabs(text: str, line: int) -> str:
    """A tab, and on how many lines below others stand before the first word."""
    more = sum(text.count("\n", 0, found.start()) + 1 > line for found in _TABBED.finditer(text))
    return f"a tab, as on {more} more line{'s' if more > 1 else ''}" if more else "a tab"


def _not_yaml(file: str, line: int, found: str, expected: str = _VALID) -> InputError:
    return fail("not-yaml", Place(file, line), found, expected)
