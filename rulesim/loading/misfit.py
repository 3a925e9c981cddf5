"""What is wrong at a path of a document, before it is known on which line that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rulesim.errors import Fault
from rulesim.model.document import Node, Path, locate


class Misfit(NamedTuple):
    """Something wrong at a path: the slug that explains it, what was found and what was expected."""

    slug: str
    path: Path
    found: str
    expected: str


def placed(misfits: Iterable[Misfit], document: Node) -> Iterator[Fault]:
    """The faults that misfits are, each on its line of the document."""
    for slug, path, found, expected in misfits:
        yield Fault(slug, locate(document, path), found, expected)


def not_negative(path: Path, counts: Mapping[str, int]) -> Iterator[Misfit]:
    """A misfit for every number of people below nought."""
    for name, count in counts.items():
        if count < 0:
            yield Misfit("number-too-small", (*path, name), f"'{count}'", "expected 0 or more")
