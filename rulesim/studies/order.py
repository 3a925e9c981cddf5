"""What is to be played: which contest, how often, on which luck, under which readings, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from rulesim.engines.pieces import ENGINE, Engine
from rulesim.engines.workers import Where
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest, Settled


@dataclass(frozen=True)
class Order:
    """Play a contest `runs` times, or with a `precision` until every share is known so closely, `runs` at the most.

    Neither who plays nor whether rows are kept changes any run, so orders that differ in nothing else are equal.
    """

    contest: Contest
    runs: int
    seed: int = 1
    held: Mapping[str, str] = field(default_factory=dict)
    """Readings held from outside, beyond the scenario's own."""
    precision: Fraction | None = None
    rows: bool = field(default=False, compare=False)
    """Whether one row a run is kept; without, memory stays small however many runs are played."""
    where: Where = field(default=Where(), compare=False)
    engine: Engine = ENGINE

    @cached_property
    def settled(self) -> Settled:
        """What engines play. Raises InputError."""
        return settle(self.contest, self.held)
