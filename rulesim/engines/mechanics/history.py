"""What has happened so far, as far as anything that follows depends on it: in one run, or in all of a cohort."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rulesim.errors import fail
from rulesim.model.contest import Readings, Settled
from rulesim.model.quantities import minutes_between

MAX_STAGES = 200
"""After this many stages a contest is taken to be endless."""


@dataclass(frozen=True, slots=True)
class History:
    """The readings in force, whether the office is vacant, and the stages played."""

    readings: Readings
    answered: frozenset[str]
    """Questions whose reading is known: fixed beforehand, or ruled on by now."""
    vacant: bool
    outcomes: Mapping[str, str] = field(default_factory=dict)
    """The last outcome of each stage that a condition of somebody's conduct asks about."""
    visits: Mapping[str, int] = field(default_factory=dict)
    """How often each stage has been begun, in the order of the first time."""
    stages: int = 0
    """How many stages have been played one after the other."""

    @property
    def in_force(self) -> Readings:
        """The readings in force, without placeholders for questions that nobody has answered."""
        return tuple((question, reading) for question, reading in self.readings if question in self.answered)


def at_the_start(settled: Settled) -> History:
    """The history of a contest about to begin."""
    scenario, begins = settled.scenario, settled.scenario.begins
    return History(settled.start, frozenset((*dict(settled.held), *begins.ruled)), scenario.is_vacant)


def immune_at_the_start(settled: Settled) -> int:
    """The minute until which no petition against the leader can open, as the contest begins."""
    until = settled.scenario.begins.immune_until
    return 0 if until is None else minutes_between(settled.scenario.starts, until)


def come_to(settled: Settled, history: History, stage: str) -> History:
    """The history once a contest has reached a stage. Raises RulesimError if it seems to go round and round."""
    if history.stages >= MAX_STAGES:
        found = f"a run went through {MAX_STAGES} stages without reaching an ending"
        raise fail("endless-contest", settled.place("stages", stage, "then"), found, "expected a path that ends")
    return replace(history, stages=history.stages + 1)


def visited(history: History, stage: str) -> History:
    """The history once a stage is about to be played once more."""
    return replace(history, visits={**history.visits, stage: history.visits.get(stage, 0) + 1})
