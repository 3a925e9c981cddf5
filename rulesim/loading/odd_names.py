"""Names given in a file that could not be told from something else where they are used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from rulesim.loading.misfit import Misfit
from rulesim.model.document import Path

_NAME = re.compile(r"\w(?:[\w '’-]*\w)?")


def odd_names(path: Path, names: Iterable[str], reserved: Collection[str] = ()) -> Iterator[Misfit]:
    """A misfit for every name given at `path` that is no plain word, or is `reserved` for something else."""
    for name in names:
        if not _NAME.fullmatch(name):
            expected = "expected letters, digits and hyphens, such as 'rank-and-file'"
            yield Misfit("odd-name", (*path, name), f"the name '{name}'", expected)
        elif name in reserved:
            found = f"the name '{name}', which has a meaning of its own here"
            yield Misfit("odd-name", (*path, name), found, "expected another one")
