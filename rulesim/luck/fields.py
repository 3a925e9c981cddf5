"""Fields: who stands in which runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from rulesim.luck.draws import Ints
from rulesim.luck.people import Field


def everywhere(standing: Iterable[str], runs: int) -> Field:
    """The same people standing in every run."""
    return {person: np.ones(runs, bool) for person in standing}


def groups(field: Field) -> Iterator[tuple[tuple[str, ...], Ints]]:
    """Everybody who stands in some runs, and those runs, for each distinct field."""
    if not field:
        return
    marks = sum((stands.astype(np.int64) << place for place, stands in enumerate(field.values())), np.int64(0))
    for mark in np.unique(marks).tolist():
        standing = tuple(person for place, person in enumerate(field) if mark >> place & 1)
        yield standing, np.flatnonzero(marks == mark)
