"""Visits: a stage played by a cohort, and how it ends in each run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from rulesim.engines.mechanics.sizes import Eras, eras
from rulesim.engines.vector.by_run import ByRun
from rulesim.engines.vector.cohort import Cohort, Waiting
from rulesim.engines.vector.ledger import Ledger
from rulesim.engines.vector.papers import CastPapers
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Occasion, People
from rulesim.model.contest import Settled
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot
from rulesim.model.threshold import Threshold
from rulesim.rules.threshold import needed

Stage = TypeVar("Stage", bound=AnyStage)


@dataclass(frozen=True)
class Block:
    """What the runs of a block have in common, where their outcomes go, and which of them wait to be played on."""

    settled: Settled
    people: People
    ledger: Ledger
    waiting: Waiting = field(default_factory=Waiting)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The people of the contest, in the order of all arrays by person."""
        return tuple(self.settled.scenario.people)

    def rules(self, cohort: Cohort) -> Rules:
        """The book that a cohort is under by now."""
        return self.settled.books[cohort.history.readings]

    @cached_property
    def counted_again(self) -> frozenset[str]:
        """Ballots whose papers a later one counts again."""
        stages = (stage for rules in self.settled.books.values() for stage in rules.stages.values())
        ballots = (stage for stage in stages if isinstance(stage, Ballot))
        return frozenset(section.papers_of for ballot in ballots for section in ballot.sections.values())

    @cached_property
    def eras(self) -> Eras:
        """The sizes of bodies."""
        return eras(self.settled.scenario)


@dataclass(frozen=True, slots=True)
class Visit(Generic[Stage]):
    """A stage opening in all runs of a cohort, under the readings in force then and one case of conduct."""

    block: Block
    cohort: Cohort
    people: People
    """What people do in the runs of the cohort."""
    occasion: Occasion
    """What people know this visit by."""
    stage: Stage
    opens: Ints
    closes: Ints | None
    beside: bool

    @property
    def rules(self) -> Rules:
        return self.block.rules(self.cohort)

    def needed(self, threshold: Threshold, at: Ints) -> Ints:
        """How many people a threshold asks for at some minute of each run."""
        return self.block.eras.number_at(at, lambda sizes: needed(threshold, sizes, self.rules.bodies))


@dataclass(frozen=True, slots=True)
class Finish(ByRun):
    """How a visit ends in each run. What it changes is changed then, and not before."""

    outcome: Ints
    """Positions among the results of the stage."""
    at: Ints
    """The minute; NEVER if it continues until it is stopped."""
    figures: Mapping[str, Ints] = field(default_factory=dict)
    standing: Bools | None = None
    """Who is on the ballot from then on; None: no change."""
    stood: Bools | None = None
    """Who was on a ballot that has elected somebody; nobody where it has not."""
    winner: Ints | None = None
    """Who has won, as a position among the people; NOBODY_YET: no change."""
    votes: Mapping[str, Ints] | None = None
    papers: CastPapers | None = None
    """The rounds of a ballot, for those that count its papers again."""
