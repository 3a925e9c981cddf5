"""Runs that end otherwise under another reading, counted piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rulesim.engines.outcomes import Outcomes, join
from rulesim.studies.summary import Summary, summarise


def flipped(tables: list[Outcomes], columns: tuple[str, ...] = ("ending", "leader")) -> NDArray[np.bool_]:
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
class Compared:
    """Several variants of the same runs: the counts of each, the runs that flip, and the tables if they are kept."""

    summaries: list[Summary]
    flips: Counter[str] = field(default_factory=Counter)
    """By question."""
    earliest: dict[str, Flip] = field(default_factory=dict)
    """By question, the first run that flips."""
    tables: list[list[Outcomes]] = field(default_factory=list)

    def add(self, other: Compared) -> None:
        """Adds other runs of the same variants."""
        for mine, theirs in zip(self.summaries, other.summaries, strict=True):
            mine.add(theirs)
        self.flips.update(other.flips)
        for question, flip in other.earliest.items():
            self.earliest[question] = min(flip, self.earliest.get(question, flip))
        self.tables += other.tables

    def rows(self, variant: int) -> Outcomes:
        """All rows of a variant."""
        return join(piece[variant] for piece in self.tables)


@dataclass(frozen=True)
class Compare:
    """What is made of a piece where it is played.

    `questions` says for each question at which place among the variants each of its readings stands.
    """

    questions: Mapping[str, Mapping[str, int]]
    rows: bool

    def __call__(self, tables: list[Outcomes]) -> Compared:
        found = Compared([summarise(table) for table in tables])
        for question, places in self.questions.items():
            readings = {reading: tables[at] for reading, at in places.items()}
            changed = flipped(list(readings.values()))
            found.flips[question] = int(changed.sum())
            if found.flips[question]:
                found.earliest[question] = _first(readings, changed)
        if self.rows:
            found.tables.append(tables)
        return found


def _first(readings: Mapping[str, Outcomes], changed: NDArray[np.bool_]) -> Flip:
    row = int(np.flatnonzero(changed)[0])
    (one, table), *others = readings.items()
    other = next(name for name, found in others if flipped([table, found])[row])
    return Flip(table.first + row, one, other)
