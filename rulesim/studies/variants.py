"""The variants of a contest that a study of its readings plays: one for each reading, none of them twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import consulted, settle
from rulesim.model.contest import Readings, Settled
from rulesim.studies.order import Order
from rulesim.studies.played import Places


@dataclass(frozen=True)
class Variants:
    """What is played for an order, and which of it each reading, or combination of readings, comes to.

    A reading that the scenario holds already, or that had been ruled before it begins, comes to the base itself.
    """

    order: Order
    played: tuple[Settled, ...]
    """Each once; the first is the base."""
    place: Mapping[Readings, int]
    """Where among them each variant stands, by the readings at which it holds questions; the base holds none."""

    @property
    def varied(self) -> Places:
        """Where among them the readings of each question stand that is consulted and not held from outside."""
        found: dict[str, dict[str, int]] = {}
        for key, at in self.place.items():
            if len(key) == 1:
                ((question, reading),) = key
                found.setdefault(question, {})[reading] = at
        return found

    @property
    def runs(self) -> int:
        """How many runs are played at the most."""
        return self.order.runs * len(self.played)


def vary(order: Order, combinations: bool = False) -> Variants:
    """Every reading of every question that is not held from outside and, if asked for, every combination of them.

    Raises InputError.
    """
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
    """Two variants of one contest with the same value here are the same contest, event by event.

    Whether a question was held or ruled before the start makes no difference to what happens, only that it was
    answered.
    """
    return settled.start, settled.ruled, frozenset((*dict(settled.held), *settled.scenario.begins.ruled))
