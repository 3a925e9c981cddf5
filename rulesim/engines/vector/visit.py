"""Visits: a stage played by a cohort, and how it ends in each run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from rulesim.engines.mechanics.sizes import Eras, eras
from rulesim.engines.mechanics.times import Times
from rulesim.engines.outcomes import layout
from rulesim.engines.vector.cohort import Cohort
from rulesim.engines.vector.ledger import Ledger
from rulesim.engines.vector.papers import CastPapers
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Occasion, People
from rulesim.model.contest import Readings, Settled
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot
from rulesim.model.threshold import Threshold
from rulesim.rules.threshold import Sizes, needed


@dataclass(frozen=True)
class Block:
    """What the runs of a block have in common, and where their outcomes go."""

    settled: Settled
    people: People
    ledger: Ledger

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The people of the contest, in the order of all arrays by person."""
        return tuple(self.settled.scenario.people)

    def stage(self, readings: Readings, name: str) -> AnyStage:
        """A stage under some readings."""
        return self.rules(readings).stages[name]

    def rules(self, readings: Readings) -> Rules:
        """The book under some readings."""
        return self.settled.books[readings]

    @cached_property
    def counted_again(self) -> frozenset[str]:
        """Ballots whose papers a later one counts again."""
        stages = (stage for rules in self.settled.books.values() for stage in rules.stages.values())
        ballots = (stage for stage in stages if isinstance(stage, Ballot))
        return frozenset(section.papers_of for ballot in ballots for section in ballot.sections.values())

    @cached_property
    def _eras(self) -> Eras:
        return eras(self.settled.scenario)

    def by_size(self, at: Ints, number: Callable[[Sizes], int]) -> Ints:
        """A number that follows from the sizes of bodies at some minute of each run."""
        return self._eras.number_at(at, number)


def open_block(settled: Settled, people: People) -> Block:
    """A block in which nothing has been played."""
    return Block(settled, people, Ledger(layout(settled), people.runs))


@dataclass(frozen=True, slots=True)
class Visit:
    """A stage opening in all runs of a cohort, under the readings in force then and one case of conduct."""

    block: Block
    cohort: Cohort
    people: People
    """What people do in the runs of the cohort."""
    name: str
    number: int
    times: Times[Ints]
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

    def needed(self, threshold: Threshold, at: Ints) -> Ints:
        """How many people a threshold asks for at some minute of each run."""
        return self.block.by_size(at, lambda sizes: needed(threshold, sizes, self.rules.bodies))

    def constant(self, value: int) -> Ints:
        """The same whole number in every run."""
        return np.full(len(self.cohort), value, np.int64)


@dataclass(frozen=True, slots=True)
class Finish:
    """How a visit ends in each run. What it changes is changed then, and not before."""

    outcome: Ints
    """Positions among the outcomes of the stage."""
    at: Ints
    """The minute; NEVER if it continues until it is stopped."""
    figures: Mapping[str, Ints] = field(default_factory=dict)
    standing: Bools | None = None
    """Who is on the ballot from then on; None: no change."""
    winner: Ints | None = None
    """Who has won, as a position among the people; NOBODY_YET: no change."""
    votes: Mapping[str, Ints] | None = None
    papers: CastPapers | None = None
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
