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
    table = np.array(list(field.values()))
    if not len(table):
        return
    if (table == table[:, :1]).all():
        yield _named(field, table[:, 0].tolist()), np.arange(table.shape[1])
        return
    distinct, which = np.unique(table, axis=1, return_inverse=True)
    for number, column in enumerate(distinct.T.tolist()):
        yield _named(field, column), np.flatnonzero(which.reshape(-1) == number)


def _named(field: Field, column: list[bool]) -> tuple[str, ...]:
    return tuple(person for person, stands in zip(field, column, strict=True) if stands)
