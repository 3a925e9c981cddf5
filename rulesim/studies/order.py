"""What is to be played: which contest and which variants of it, how often, on which luck, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product

from rulesim.engines.pieces import ENGINE, Engine
from rulesim.engines.workers import Where
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import consulted, settle
from rulesim.model.contest import Contest, Readings, Settled


@dataclass(frozen=True)
class Order:
    """Play a contest `runs` times or, with a `precision`, until every share is known that closely, but no more often.

    Neither where it is played nor whether rows are kept changes any run, so orders that differ only in that are equal.
    """

    contest: Contest
    runs: int
    seed: int = 1
    held: Mapping[str, str] = field(default_factory=dict)
    """Readings held from outside, beyond the scenario's own."""
    precision: Fraction | None = None
    rows: bool = field(default=False, compare=False)
    """Whether one row for each run is kept; without rows, memory stays small however many runs are played."""
    where: Where = field(default=Where(), compare=False)
    engine: Engine = ENGINE

    @cached_property
    def settled(self) -> Settled:
        """What engines play. Raises InputError."""
        return settle(self.contest, self.held)


@dataclass(frozen=True)
class Variants:
    """The variants of a contest that a study of its readings plays, none of them twice.

    A reading that the scenario already holds, or that was ruled before it begins, is the base itself.
    """

    order: Order
    played: tuple[Settled, ...]
    """The first is the base."""
    place: Mapping[Readings, int]
    """The position among them of each variant, by the readings it holds; the base holds none."""

    @property
    def varied(self) -> dict[str, dict[str, int]]:
        """For each question that is consulted and not held from outside, the position of each of its readings."""
        found: dict[str, dict[str, int]] = {}
        for key, at in self.place.items():
            if len(key) == 1:
                ((question, reading),) = key
                found.setdefault(question, {})[reading] = at
        return found

    @property
    def runs(self) -> int:
        """The most runs that are played."""
        return self.order.runs * len(self.played)


def vary(order: Order, combinations: bool = False) -> Variants:
    """Every reading of every question not held from outside and, if asked for, every combination. Raises InputError."""
    played: dict[object, Settled] = {}
    place: dict[Readings, int] = {}
    for key in _keys(order, combinations):
        settled = settle(order.contest, {**order.held, **dict(key)}) if key else order.settled
        alike = _alike(settled)
        played.setdefault(alike, settled)
        place[key] = list(played).index(alike)
    return Variants(order, tuple(played.values()), place)


def _keys(order: Order, combinations: bool) -> list[Readings]:
    used = consulted(order.contest)
    asked = {question: readings for question, readings in questions(order.contest.book).items() if question in used}
    pairs = [[(question, reading) for reading in asked[question]] for question in asked if question not in order.held]
    keys: list[Readings] = [(), *((pair,) for readings in pairs for pair in readings)]
    return [*keys, *product(*pairs)] if combinations and len(pairs) > 1 else keys


def _alike(settled: Settled) -> object:
    """Equal for two variants in which the same happens: it matters that a question was answered before the start, not
    whether it was held or ruled."""
    return settled.start, settled.ruled, frozenset((*dict(settled.held), *settled.scenario.begins.ruled))
