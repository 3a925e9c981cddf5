"""Cohorts: runs in the same situation, whatever paths they took."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np

from rulesim.engines.mechanics.effects import NOBODY_YET
from rulesim.engines.mechanics.history import History, at_the_start, immune_at_the_start
from rulesim.engines.mechanics.lists import lists
from rulesim.engines.vector.by_run import ByRun, join
from rulesim.engines.vector.ledger import START
from rulesim.engines.vector.papers import CastPapers
from rulesim.luck.draws import Bools, Ints
from rulesim.model.contest import Settled


@dataclass(slots=True)
class Cohort(ByRun):
    """Runs with one history, as far as it matters for what may follow."""

    history: History
    rows: Ints
    """Their rows in the block, in order."""
    path: Ints
    """The path of each, as the ledger numbers them."""
    now: Ints
    """The minute of the contest in each."""
    immune_until: Ints
    standing: Bools
    """Who is on the ballot, by person and run."""
    winner: Ints
    lists: Mapping[str, Bools] = field(default_factory=dict)
    """By ballot whose candidates may stand again, who was on it when it opened; nobody once nominations are held."""
    votes: Mapping[str, Mapping[str, Ints]] = field(default_factory=dict)
    """The votes on each motion that a condition asks about: its sides, and the bases of shares."""
    papers: Mapping[str, CastPapers] = field(default_factory=dict)
    """The papers of each ballot that a later one counts again."""

    def __len__(self) -> int:
        return len(self.rows)

    def situation(self) -> Hashable:
        """What cohorts must have in common to continue as one. Papers to be counted again keep cohorts separate."""
        history = self.history
        outcomes, visits = sorted(history.outcomes.items()), sorted(history.visits.items())
        apart = id(self) if self.papers else 0
        return history.readings, history.answered, history.vacant, *outcomes, *visits, history.stages, apart


def open_cohort(settled: Settled, rows: Ints) -> Cohort:
    """The cohort of runs about to begin."""
    scenario, none = settled.scenario, np.zeros(len(rows), np.int64)
    on_ballot = np.array([person in scenario.begins.candidates for person in scenario.people], bool)
    standing, immune_until = np.repeat(on_ballot[:, None], len(rows), axis=1), none + immune_at_the_start(settled)
    again = {ballot: np.zeros_like(standing) for ballot in sorted(lists(settled))}
    return Cohort(at_the_start(settled), rows, none + START, none, immune_until, standing, none + NOBODY_YET, again)


class Waiting(dict[tuple[str, Hashable], list[Cohort]]):
    """Cohorts about to play a stage, by the stage and their situation."""

    def put(self, stage: str, cohort: Cohort) -> None:
        """Has a cohort wait for others that reach the stage in the same situation."""
        self.setdefault((stage, cohort.situation()), []).append(cohort)

    def take_next(self) -> tuple[str, Cohort]:
        """A stage, and all runs that reach it in one situation; the least advanced first, so that none is late."""
        first = min(self, key=lambda where: self[where][0].history.stages)
        cohorts = self.pop(first)
        if len(cohorts) == 1:
            return first[0], cohorts[0]
        return first[0], join(cohorts, np.argsort(np.concatenate([cohort.rows for cohort in cohorts])))
