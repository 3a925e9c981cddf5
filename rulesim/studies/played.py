"""What is kept of several variants of the same runs: counts, the runs that flip, and the rows if they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rulesim.engines.outcomes import Outcomes, join
from rulesim.model.contest import Settled
from rulesim.studies.summary import Summary, summarise

Places = Mapping[str, Mapping[str, int]]
"""For each question that is varied, at which place among the variants each of its readings stands."""


def flipped(tables: Sequence[Outcomes], columns: tuple[str, ...] = ("ending", "leader")) -> NDArray[np.bool_]:
    """Which runs do not end alike in all of several tables."""
    first, *others = tables
    changed = np.zeros(len(first), bool)
    for other in others:
        for column in columns:
            changed |= first.codes(column) != other.codes(column)
    return changed


@dataclass(frozen=True, order=True, slots=True)
class Flip:
    """A run, and the first two readings between which it ends otherwise."""

    run: int
    one: str
    other: str


@dataclass
class Played:
    """Counts of runs that add up. `flips`, `leader_flips` and `earliest`, the first run that flips, are by question."""

    summaries: list[Summary]
    """One a variant."""
    flips: Counter[str] = field(default_factory=Counter)
    leader_flips: Counter[str] = field(default_factory=Counter)
    """How many of the runs that flip have another leader."""
    earliest: dict[str, Flip] = field(default_factory=dict)
    tables: list[list[Outcomes]] = field(default_factory=list)

    @property
    def runs(self) -> int:
        return self.summaries[0].runs

    def add(self, other: Played) -> None:
        """Adds other runs of the same variants."""
        for mine, theirs in zip(self.summaries, other.summaries, strict=True):
            mine.add(theirs)
        self.flips.update(other.flips)
        self.leader_flips.update(other.leader_flips)
        for question, flip in other.earliest.items():
            self.earliest[question] = min(flip, self.earliest.get(question, flip))
        self.tables += other.tables

    def rows(self, variant: int) -> Outcomes:
        """All rows of a variant."""
        return join(piece[variant] for piece in self.tables)


def take(variants: Sequence[Settled], questions: Places, rows: bool, tables: list[Outcomes]) -> Played:
    """What is kept of a piece, made where it is played."""
    found = Played([summarise(settled, table) for settled, table in zip(variants, tables, strict=True)])
    for question, places in questions.items():
        readings = {reading: tables[at] for reading, at in places.items()}
        changed = flipped(list(readings.values()))
        found.flips[question] = int(changed.sum())
        found.leader_flips[question] = int(flipped(list(readings.values()), ("leader",)).sum())
        if found.flips[question]:
            found.earliest[question] = _first(readings, changed)
    if rows:
        found.tables.append(tables)
    return found


def _first(readings: Mapping[str, Outcomes], changed: NDArray[np.bool_]) -> Flip:
    row = int(np.flatnonzero(changed)[0])
    (one, table), *others = readings.items()
    other = next(name for name, found in others if flipped([table, found])[row])
    return Flip(table.first + row, one, other)
