"""Cohorts: runs that have had the same stages with the same outcomes so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from rulesim.luck.draws import Bools, Ints
from rulesim.model.contest import Readings, Settled
from rulesim.model.quantities import minutes_between

NOBODY_YET = -1
"""In place of a winner's position among the people: there is none."""


@dataclass(frozen=True, slots=True)
class History:
    """What is the same in all runs of a cohort."""

    readings: Readings
    answered: frozenset[str]
    """Questions whose reading is known: held from outside, or ruled on by now."""
    vacant: bool
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """The last outcome of each stage."""
    visits: Mapping[str, int] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    stages: int = 0
    """How many stages have been played one after the other."""


@dataclass(slots=True)
class Cohort:
    """Runs with one history, in arrays with one entry a run."""

    history: History
    rows: Ints
    """Their rows in the block."""
    now: Ints
    """The minute of the contest in each."""
    immune_until: Ints
    standing: Bools
    """Who is on the ballot, by person and run."""
    winner: Ints
    votes: Mapping[str, Mapping[str, Ints]] = field(default_factory=dict)
    """The votes on each motion: its sides, and the bases of shares."""

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, runs: Ints) -> Cohort:
        """Some of the runs, by their positions in order."""
        if len(runs) == len(self):
            return replace(self)
        return Cohort(
            self.history,
            self.rows[runs],
            self.now[runs],
            self.immune_until[runs],
            self.standing[:, runs],
            self.winner[runs],
            {motion: {name: many[runs] for name, many in votes.items()} for motion, votes in self.votes.items()},
        )


def at_the_start(settled: Settled, rows: Ints) -> Cohort:
    """The cohort of runs about to begin."""
    begins, scenario = settled.scenario.begins, settled.scenario
    answered = frozenset((*dict(settled.held), *begins.ruled))
    immune = minutes_between(scenario.starts, begins.immune_until) if begins.immune_until is not None else 0
    standing = np.array([[person in begins.candidates] for person in scenario.people])
    return Cohort(
        History(settled.start, answered, begins.vacant),
        rows,
        np.zeros(len(rows), np.int64),
        np.full(len(rows), immune, np.int64),
        np.repeat(standing, len(rows), axis=1),
        np.full(len(rows), NOBODY_YET, np.int64),
    )


def visited(history: History, stage: str) -> History:
    """The history once a stage is about to be played once more."""
    return replace(history, visits={**history.visits, stage: history.visits.get(stage, 0) + 1})
