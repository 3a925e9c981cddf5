"""Cohorts: runs in the same situation, whatever paths they took."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rulesim.engines.mechanics.effects import NOBODY_YET
from rulesim.engines.mechanics.history import History, at_the_start, immune_at_the_start
from rulesim.engines.vector.ledger import START
from rulesim.engines.vector.papers import CastPapers
from rulesim.luck.draws import Bools, Ints
from rulesim.model.contest import Settled


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
    papers: Mapping[str, CastPapers] = field(default_factory=dict)
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
        """What cohorts must have in common to continue as one. Papers to be counted again keep cohorts separate."""
        history = self.history
        outcomes, visits = sorted(history.outcomes.items()), sorted(history.visits.items())
        apart = id(self) if self.papers else 0
        return history.readings, history.answered, history.vacant, *outcomes, *visits, history.stages, apart


def join(cohorts: Sequence[Cohort]) -> Cohort:
    """Cohorts in the same situation as one, its runs in order."""
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


def open_cohort(settled: Settled, rows: Ints) -> Cohort:
    """The cohort of runs about to begin."""
    scenario = settled.scenario
    standing = np.array([[person in scenario.begins.candidates] for person in scenario.people])
    return Cohort(
        at_the_start(settled),
        rows,
        np.full(len(rows), START, np.int64),
        np.zeros(len(rows), np.int64),
        np.full(len(rows), immune_at_the_start(settled), np.int64),
        np.repeat(standing, len(rows), axis=1),
        np.full(len(rows), NOBODY_YET, np.int64),
    )


class Waiting:
    """Cohorts about to play a stage."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, tuple[str, list[Cohort]]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, stage: str, cohort: Cohort) -> None:
        """Has a cohort wait for others that reach the stage in the same situation."""
        self._waiting.setdefault((stage, cohort.situation()), (stage, []))[1].append(cohort)

    def pop(self) -> tuple[str, Cohort]:
        """A stage, and all runs that reach it in one situation; the least advanced first, so that none is late."""
        first = min(self._waiting, key=lambda where: self._waiting[where][1][0].history.stages)
        stage, cohorts = self._waiting.pop(first)
        return stage, join(cohorts)
