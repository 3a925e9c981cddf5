"""Mentions: words in a document that must name something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rulesim.errors import Fault, nearest
from rulesim.model.document import Node, Path, locate

UNKNOWN = "unknown"
"""What a scenario calls a share that nobody knows."""
_NAME = re.compile(r"\w(?:[\w '’-]*\w)?")


def word(node: Node) -> str:
    """A word as it was written; nothing for a list or a mapping."""
    if node.is_map or node.is_list:
        return ""
    return str(node.value).lower() if isinstance(node.value, bool) else str(node.value)


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that must be one of the `known` names of a kind of thing: a body, a person, a stage."""

    what: str
    word: str
    path: Path
    known: Collection[str]

    @property
    def slug(self) -> str:
        return "unknown-range" if self.what == UNKNOWN else f"unknown-{self.what}"


def unknown(mentions: Iterable[Mention], document: Node) -> Iterator[Fault]:
    """A fault for every mention of something that does not exist."""
    for mention in mentions:
        if mention.word not in mention.known:
            found = f"the {mention.what} '{mention.word}'"
            place = locate(document, mention.path)
            yield Fault(mention.slug, place, found, nearest(mention.word, mention.known))


def odd_names(document: Node, path: Path, names: Iterable[str], reserved: Collection[str] = ()) -> Iterator[Fault]:
    """A fault for every name given at `path` that could not be told from something else where it is used."""
    for name in names:
        if not _NAME.fullmatch(name):
            expected = "expected letters, digits and hyphens, such as 'rank-and-file'"
            yield Fault("odd-name", locate(document, (*path, name)), f"the name '{name}'", expected)
        elif name in reserved:
            found = f"the name '{name}', which has a meaning of its own here"
            yield Fault("odd-name", locate(document, (*path, name)), found, "expected another one")
