"""Reads YAML 1.2, the safe part of it, into a tree that knows its lines."""

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
from rulesim.loading.yaml_tree import Builder
from rulesim.model.document import Node

MAX_BYTES = 1_000_000
_VALID = "expected valid YAML 1.2"
_IN_WORDS = {
    "mapping values": (
        "a text contains ': '",
        "expected quotation marks around a text with ': ' in it, or a key in line with those above",
    ),
    "<block end>": ("this line does not fit those above it", "expected the same indentation for what belongs together"),
    "'\\t'": ("a tab", "expected spaces instead of tabs"),
    "end of stream": (
        "the quotation mark that opens on this line is not closed",
        "expected another where the text ends; an apostrophe within single quotation marks is written twice",
    ),
    "',' or ']'": (
        "the list that opens on this line with '[' is not closed, or lacks a comma",
        "expected a comma between its entries, and ']' after the last",
    ),
    "',' or '}'": (
        "the group that opens on this line with '{' is not closed, or lacks a comma",
        "expected a comma between its entries, and '}' after the last",
    ),
}
"""What the parser calls the commonest problems, and what to say of them."""
_NOT_CLOSED = tuple(_IN_WORDS[problem] for problem in ("end of stream", "',' or ']'", "',' or '}'"))
"""What is told where it began, not where the parser noticed."""


def read_file(path: FilePath) -> tuple[Node, str]:
    """The document in a file, and the SHA-256 of the file. Raises InputError."""
    content = read_bytes(path, MAX_BYTES)
    refuse_foreign(content, str(path))
    return read_text(content, str(path)), sha256(content).hexdigest()


def read_text(content: bytes, file: str) -> Node:
    """The document in some bytes; `file` is the name used in errors. Raises InputError."""
    return Builder(_events(decode(content, file), file), file).document()


def _events(text: str, file: str) -> Iterator[Any]:
    """What the parser finds. Whatever stops it is a fault of the file, even where the parser has no error for it."""
    line = 1
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.end_mark.line + 1
            yield event
    except MarkedYAMLError as error:
        mark, problem = error.problem_mark or error.context_mark, str(error.problem or error.context)
        said = next((said for words, said in _IN_WORDS.items() if words in problem), (problem, _VALID))
        if said in _NOT_CLOSED and error.context_mark:
            mark = error.context_mark
        raise _not_yaml(file, mark.line + 1 if mark else line, *said) from None
    except ReaderError as error:
        at = text.count("\n", 0, error.position) + 1
        raise _not_yaml(file, at, f"an unprintable character (number {error.character})") from None
    except Exception:
        raise _not_yaml(file, line, "the text cannot be read from here on") from None


def _not_yaml(file: str, line: int, found: str, expected: str = _VALID) -> InputError:
    return fail("not-yaml", Place(file, line), found, expected)
