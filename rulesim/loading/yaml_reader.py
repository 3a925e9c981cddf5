"""Reads YAML 1.2, the safe part of it, into a tree that knows its lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from rulesim.errors import InputError, Place, fail
from rulesim.loading.yaml_tree import Builder
from rulesim.model.document import Node

MAX_BYTES = 1_000_000
_QUOTES = "expected quotation marks around a text with ': ' in it, or a key in line with those above"


def read_file(path: FilePath) -> tuple[Node, bytes]:
    """The document in a file, and the bytes it was read from. Raises InputError."""
    place = Place(str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            size = f"the file has {path.stat().st_size / 1e6:,.0f} MB"
            raise fail("file-too-large", place, size, f"expected at most {MAX_BYTES / 1e6:.0f} MB")
        content = path.read_bytes()
    except OSError as error:
        found = f"the file cannot be read ({error.strerror})"
        raise fail("file-unreadable", place, found, "expected a readable file") from None
    return read_text(content, str(path)), content


def read_text(content: bytes, file: str) -> Node:
    """The document in some bytes; `file` is the name used in errors. Raises InputError."""
    builder = Builder(file)
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
    """What the parser finds. Whatever it trips over is the file's fault, also where it has no error of its own."""
    line = 1
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.end_mark.line + 1
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "mapping values" in str(error.problem):
            raise _not_yaml(file, mark.line + 1 if mark else line, "a ': ' within a text", _QUOTES) from None
        raise _not_yaml(file, mark.line + 1 if mark else line, str(error.problem or error.context)) from None
    except ReaderError as error:
        at = text.count("\n", 0, error.position) + 1
        raise _not_yaml(file, at, f"an unprintable character (number {error.character})") from None
    except Exception:
        raise _not_yaml(file, line, "text from here on that cannot be made out") from None


def _not_yaml(file: str, line: int, found: str, expected: str = "expected valid YAML 1.2") -> InputError:
    return fail("not-yaml", Place(file, line), found, expected)
