"""What is wrong at a path of a document, before its line is known."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rulesim.errors import Fault
from rulesim.model.document import Node, Path, locate

_NAME = re.compile(r"\w(?:[\w '’-]*\w)?")


class PathFault(NamedTuple):
    """Something wrong at a path: the slug that explains it, what was found and what is expected."""

    slug: str
    path: Path
    found: str
    expected: str


def located(faults: Iterable[PathFault], document: Node) -> Iterator[Fault]:
    """The faults, each with its line in the document."""
    for slug, path, found, expected in faults:
        yield Fault(slug, locate(document, path), found, expected)


def not_negative(path: Path, counts: Mapping[str, int]) -> Iterator[PathFault]:
    """A fault for every negative number of people."""
    for name, count in counts.items():
        if count < 0:
            yield PathFault("number-too-small", (*path, name), f"the negative number {count}", "expected 0 or more")


def odd_names(path: Path, names: Iterable[str], reserved: Collection[str] = ()) -> Iterator[PathFault]:
    """A fault for every name at `path` that is not a plain word, or is `reserved` for something else."""
    for name in names:
        if not _NAME.fullmatch(name):
            expected = "expected letters, digits and hyphens, such as 'rank-and-file'"
            yield PathFault("odd-name", (*path, name), f"the name '{name}' cannot be used", expected)
        elif name in reserved:
            yield PathFault("odd-name", (*path, name), f"the name '{name}' is reserved", "expected another name")
