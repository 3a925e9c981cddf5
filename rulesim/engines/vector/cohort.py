"""Cohorts: runs in the same situation, whatever ways they came."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rulesim.engines.vector.papers import Papers
from rulesim.engines.vector.paths import START
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
    """The last outcome of each stage that a condition asks about."""
    visits: Mapping[str, int] = field(default_factory=dict)
    stages: int = 0
    """How many stages have been played one after the other."""


@dataclass(slots=True)
class Cohort:
    """Runs with one history, as far as it matters for what may follow, in arrays with one entry a run."""

    history: History
    rows: Ints
    """Their rows in the block, in order."""
    path: Ints
    """The path of each, as a number of `Paths`."""
    now: Ints
    """The minute of the contest in each."""
    immune_until: Ints
    standing: Bools
    """Who is on the ballot, by person and run."""
    winner: Ints
    votes: Mapping[str, Mapping[str, Ints]] = field(default_factory=dict)
    """The votes on each motion that a condition asks about: its sides, and the bases of shares."""
    papers: Mapping[str, Papers] = field(default_factory=dict)
    """The papers of each ballot that a later one counts again."""

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, runs: Ints) -> Cohort:
        """Some of the runs, by their positions in order."""
        if len(runs) == len(self):
            return replace(self)
        return Cohort(
            self.history,
            self.rows[runs],
            self.path[runs],
            self.now[runs],
            self.immune_until[runs],
            self.standing[:, runs],
            self.winner[runs],
            {motion: {name: many[runs] for name, many in votes.items()} for motion, votes in self.votes.items()},
            {ballot: papers.take(runs) for ballot, papers in self.papers.items()},
        )

    def situation(self) -> Hashable:
        """What cohorts must have in common to go on as one. Papers to be counted again keep cohorts apart."""
        history = self.history
        outcomes, visits = sorted(history.outcomes.items()), sorted(history.visits.items())
        apart = id(self) if self.papers else 0
        return history.readings, history.answered, history.vacant, *outcomes, *visits, history.stages, apart


def join(cohorts: Sequence[Cohort]) -> Cohort:
    """Cohorts in one situation as one, its runs in order."""
    if len(cohorts) == 1:
        return cohorts[0]
    rows = np.concatenate([cohort.rows for cohort in cohorts])
    order = np.argsort(rows)
    first = cohorts[0]
    return Cohort(
        first.history,
        rows[order],
        np.concatenate([cohort.path for cohort in cohorts])[order],
        np.concatenate([cohort.now for cohort in cohorts])[order],
        np.concatenate([cohort.immune_until for cohort in cohorts])[order],
        np.concatenate([cohort.standing for cohort in cohorts], axis=1)[:, order],
        np.concatenate([cohort.winner for cohort in cohorts])[order],
        {
            motion: {name: np.concatenate([cohort.votes[motion][name] for cohort in cohorts])[order] for name in votes}
            for motion, votes in first.votes.items()
        },
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
        np.full(len(rows), START, np.int64),
        np.zeros(len(rows), np.int64),
        np.full(len(rows), immune, np.int64),
        np.repeat(standing, len(rows), axis=1),
        np.full(len(rows), NOBODY_YET, np.int64),
    )


def visited(history: History, stage: str) -> History:
    """The history once a stage is about to be played once more."""
    return replace(history, visits={**history.visits, stage: history.visits.get(stage, 0) + 1})
