"""What is wrong at a path of a document, before it is known on which line that stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rulesim.errors import Fault
from rulesim.model.document import Node, Path, locate

_NAME = re.compile(r"\w(?:[\w '’-]*\w)?")


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


def odd_names(path: Path, names: Iterable[str], reserved: Collection[str] = ()) -> Iterator[Misfit]:
    """A misfit for every name given at `path` that is no plain word, or is `reserved` for something else."""
    for name in names:
        if not _NAME.fullmatch(name):
            expected = "expected letters, digits and hyphens, such as 'rank-and-file'"
            yield Misfit("odd-name", (*path, name), f"the name '{name}'", expected)
        elif name in reserved:
            found = f"the name '{name}', which has a meaning of its own here"
            yield Misfit("odd-name", (*path, name), found, "expected another one")
