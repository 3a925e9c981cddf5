"""Runs that flip: those that end with another ending, or another leader, under one reading of a question than another.

The verdict on a question follows from the 95% interval of the share of runs that flip:

- `academic`: the whole interval lies at or below 1%;
- `decisive`: the whole interval lies above 5%;
- `open`: so many runs cannot show either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rulesim.engines.outcomes import Outcomes, join
from rulesim.model.contest import Settled
from rulesim.studies.shares import Estimate
from rulesim.studies.summary import Summary, summarise

Places = Mapping[str, Mapping[str, int]]
"""For each question that is varied, the position among the variants of each of its readings."""


def flipped(tables: Sequence[Outcomes], columns: tuple[str, ...] = ("ending", "leader")) -> NDArray[np.bool_]:
    """Which runs do not end in the same way in all of several tables."""
    first, *others = tables
    differ = (first.codes(column) != other.codes(column) for other in others for column in columns)
    return reduce(np.logical_or, differ, np.zeros(len(first), bool))


@dataclass(frozen=True, order=True, slots=True)
class Flip:
    """A run, and the first two readings between which it flips."""

    run: int
    one: str
    other: str


@dataclass
class Compared:
    """Several variants of the same runs, compared; counts that add up. Flips and `earliest` are by question."""

    summaries: list[Summary]
    """One for each variant."""
    flips: Counter[str] = field(default_factory=Counter)
    leader_flips: Counter[str] = field(default_factory=Counter)
    """How many of the runs that flip have another leader."""
    earliest: dict[str, Flip] = field(default_factory=dict)
    """The first run that flips."""
    tables: list[list[Outcomes]] = field(default_factory=list)

    @property
    def runs(self) -> int:
        return self.summaries[0].runs

    def add(self, other: Compared) -> None:
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


def compare(variants: Sequence[Settled], questions: Places, rows: bool, tables: list[Outcomes]) -> Compared:
    """The runs of one piece, given their outcomes in each variant; `rows` says whether these are kept."""
    found = Compared([summarise(settled, table) for settled, table in zip(variants, tables, strict=True)])
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


ACADEMIC_UP_TO = 0.01
DECISIVE_ABOVE = 0.05
Verdict = Literal["academic", "decisive", "open"]


def verdict(flips: Estimate) -> Verdict:
    """The verdict on a share of flips."""
    if flips.high <= ACADEMIC_UP_TO:
        return "academic"
    return "decisive" if flips.low > DECISIVE_ABOVE else "open"
