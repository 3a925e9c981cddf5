"""Visits: a stage played by a cohort, and how it ends in each run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from rulesim.engines.vector.block import Block
from rulesim.engines.vector.cohort import Cohort
from rulesim.engines.vector.papers import Papers
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Occasion, People
from rulesim.model.quantities import minutes_between
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot, Motion, Petition


@dataclass(frozen=True, slots=True)
class Times:
    """When a stage opens and closes in each run; `closes` None: nothing ends it."""

    opens: Ints
    closes: Ints | None

    def take(self, runs: Ints) -> Times:
        """Some of the runs, by their positions."""
        return Times(self.opens[runs], None if self.closes is None else self.closes[runs])


@dataclass(frozen=True, slots=True)
class Visit:
    """A stage opening in all runs of a cohort, under the readings in force then and one case of conduct."""

    block: Block
    cohort: Cohort
    people: People
    """What people do in the runs of the cohort."""
    name: str
    number: int
    times: Times
    beside: bool
    case: int

    @property
    def rules(self) -> Rules:
        return self.block.rules(self.cohort.history.readings)

    @property
    def stage(self) -> AnyStage:
        return self.rules.stages[self.name]

    @property
    def occasion(self) -> Occasion:
        """What people know this visit by."""
        return Occasion(self.name, self.number, self.case)

    def constant(self, value: int) -> Ints:
        """The same whole number in every run."""
        return np.full(len(self.cohort), value, np.int64)


@dataclass(frozen=True, slots=True)
class Finish:
    """How a visit ends in each run. What it changes is changed then, and not before."""

    outcome: Ints
    """Positions among the outcomes of the stage."""
    at: Ints
    """The minute; NEVER if it goes on until it is stopped."""
    figures: Mapping[str, Ints] = field(default_factory=dict)
    standing: Bools | None = None
    """Who is on the ballot from then on; None: nobody new, nobody gone."""
    winner: Ints | None = None
    """Who has won, as a position among the people; NOBODY_YET leaves it as it was."""
    votes: Mapping[str, Ints] | None = None
    papers: Papers | None = None
    """The rounds of a ballot, for those that count its papers again."""

    def take(self, runs: Ints) -> Finish:
        """Some of the runs, by their positions."""
        return Finish(
            self.outcome[runs],
            self.at[runs],
            {name: values[runs] for name, values in self.figures.items()},
            None if self.standing is None else self.standing[:, runs],
            None if self.winner is None else self.winner[runs],
            None if self.votes is None else {name: values[runs] for name, values in self.votes.items()},
            None if self.papers is None else self.papers.take(runs),
        )


def times_of(block: Block, cohort: Cohort, name: str) -> Times:
    """When a stage opens and closes that is about to be played now."""
    stage = block.stage(cohort.history.readings, name)
    slot, starts = block.settled.scenario.timetable.get(name), block.settled.scenario.starts
    opens = cohort.now + stage.opens_after
    if slot and (slot.opens or slot.after is not None):
        opens = cohort.now + (slot.after or 0)
    if slot and slot.opens:
        opens = np.maximum(opens, minutes_between(starts, slot.opens))
    if isinstance(stage, Petition) and stage.waits_for_immunity:
        opens = np.maximum(opens, cohort.immune_until)
    length = slot.lasts if slot and slot.lasts is not None else _length(stage)
    closes = None if length is None else opens + length
    if slot and slot.closes:
        closes = np.maximum(opens, minutes_between(starts, slot.closes))
    return Times(opens, closes)


def _length(stage: AnyStage) -> int | None:
    return stage.lasts if isinstance(stage, Motion | Ballot) else stage.window
