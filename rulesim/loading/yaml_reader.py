"""Reads YAML 1.2, the safe part of it, into a tree that knows its lines."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from rulesim.errors import InputError, Place, fail
from rulesim.files import decode, read_bytes
from rulesim.loading.yaml_tree import Builder
from rulesim.model.document import Node

MAX_BYTES = 1_000_000
_QUOTES = "expected quotation marks around a text with ': ' in it, or a key in line with those above"


def read_file(path: FilePath) -> tuple[Node, bytes]:
    """The document in a file, and the bytes it was read from. Raises InputError."""
    content = read_bytes(path, MAX_BYTES)
    return read_text(content, str(path)), content


def read_text(content: bytes, file: str) -> Node:
    """The document in some bytes; `file` is the name used in errors. Raises InputError."""
    builder = Builder(file)
    for event in _events(decode(content, file), file):
        builder.take(event)
    return builder.document()


def _events(text: str, file: str) -> Iterator[Any]:
    """What the parser finds. Whatever stops it is a fault of the file, even where the parser has no error for it."""
    line = 1
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.end_mark.line + 1
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if "mapping values" in str(error.problem):
            raise _not_yaml(file, mark.line + 1 if mark else line, "a text contains ': '", _QUOTES) from None
        raise _not_yaml(file, mark.line + 1 if mark else line, str(error.problem or error.context)) from None
    except ReaderError as error:
        at = text.count("\n", 0, error.position) + 1
        raise _not_yaml(file, at, f"an unprintable character (number {error.character})") from None
    except Exception:
        raise _not_yaml(file, line, "the text cannot be read from here on") from None


def _not_yaml(file: str, line: int, found: str, expected: str = "expected valid YAML 1.2") -> InputError:
    return fail("not-yaml", Place(file, line), found, expected)
