"""Values replaced from outside: `--set PATH=VALUE`."""

from collections.abc import Iterable, Mapping

from rulesim.errors import Fault, InputError, Place, fail, nearest
from rulesim.loading.yaml_reader import read_text
from rulesim.model.document import Node, Path, children, dotted, from_plain, replace
from rulesim.model.rulebook import Rules

RULES_PREFIX = "rules."
"""Precedes the paths of values in the rule book of a scenario."""


def override(document: Node, overrides: Mapping[str, str], prefix: str = "") -> Node:
    """The document with values replaced, each `path: value` as written on the command line. Raises InputError."""
    for path, text in overrides.items():
        if path.startswith(prefix):
            place = Place(f"--set {path}={text}")
            keys = _keys(document, path.removeprefix(prefix).split("."), place)
            document = replace(document, keys, _typed_in(text, place))
    return document


def _typed_in(text: str, place: Place) -> Node:
    """The value that some text stands for, at a place that has no lines."""
    try:
        document = read_text(f"value: {text}\n".encode(errors="surrogateescape"), place.file)
    except InputError as error:
        raise InputError(Fault(fault.slug, place, fault.found, fault.expected) for fault in error.faults) from None
    if set(document.fields or {}) != {"value"}:
        raise fail("not-yaml", place, "more than one value", "expected one value")
    return from_plain(document.plain()["value"], place.file)


def _instead(words: list[str], i: int, known: Iterable[str]) -> str:
    in_book = i == 0 and words[0] in Rules.model_fields
    return f"did you mean '{RULES_PREFIX}{'.'.join(words)}'?" if in_book else nearest(words[i], known)


def _keys(document: Node, words: list[str], place: Place) -> Path:
    """The path that some words name; only the last of them may be new, and only in a mapping."""
    path: list[str | int] = []
    node = document
    for i, word in enumerate(words):
        key = int(word) if node.is_list and word.isascii() and word.isdecimal() else word
        below = dict(children(node))
        if key not in below and not (node.is_map and i == len(words) - 1):
            at = f"'{dotted(tuple(words[:i]))}'" if i else "the file"
            raise fail("override-unknown", place, f"{at} has no '{word}'", _instead(words, i, map(str, below)))
        path.append(key)
        node = below.get(key, node)
    return tuple(path)
