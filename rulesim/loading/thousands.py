"""Whole numbers that can be read in two ways: `40.000` is forty to a computer, and forty thousand to much of Europe."""

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rulesim.loading.model_types import members, step, tagged
from rulesim.model.document import Node, Path, walk

_NOUGHTS = re.compile(r"(\d{1,3})\.000")


def thousands(model: type[BaseModel], node: Node) -> Iterator[tuple[Path, str, str]]:
    """Where a document has such numbers, what is written there, and what is expected."""
    for path, one in walk(node):
        found = _NOUGHTS.fullmatch(one.value) if isinstance(one.value, str) else None
        if found and int in members(_kind(model, path)):
            digits = found[0].replace(".", "")
            yield path, f"'{found[0]}'", f"expected digits alone: {digits}, or {found[1]} if that is meant"


def _kind(model: type[BaseModel], path: Path) -> Any:
    """The type of what stands at a place of a document, where a single item may stand without its list."""
    kind: Any = model
    for part in path:
        lists = [one for one in members(kind) if get_origin(one) is tuple]
        if isinstance(part, str) and lists:
            kind = get_args(lists[0])[0]
        kind = tagged(kind, part) or step(kind, part)
    return kind
