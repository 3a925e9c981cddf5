"""From votes to seats, points or unit votes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import AsManyAs, Points

Ints = NDArray[np.int64]


def how_many(seats: int | AsManyAs, sizes: Mapping[str, int]) -> int:
    """A number of seats, given the size of each body at the count."""
    return sizes[seats.as_many_as] if isinstance(seats, AsManyAs) else seats


def highest_averages(votes: Mapping[str, Fraction], seats: int) -> dict[str, Fraction]:
    """Seats by d'Hondt: each in turn to the highest votes / (seats so far + 1).

    Level averages go to whoever has more votes, then to whoever is named first.
    """
    won = dict.fromkeys(votes, 0)
    for _ in range(seats if any(votes.values()) else 0):
        best = max(votes, key=lambda who: (votes[who] / (won[who] + 1), votes[who]))
        won[best] += 1
    return {who: Fraction(count) for who, count in won.items()}


def points(by_unit: Ints, rule: Points) -> Ints:
    """Points of each candidate, in units of the last decimal kept; `by_unit` has the shape (candidate, unit).

    A unit's points are divided in proportion to its votes and cut after the decimals that the rule keeps.
    """
    papers = by_unit.sum(axis=0)
    worth = np.minimum(papers, rule.points) if rule.at_most_papers else np.where(papers > 0, rule.points, 0)
    scaled: Ints = by_unit * worth * 10**rule.decimals // np.maximum(papers, 1)
    total: Ints = scaled.sum(axis=1)
    return total


def unit_votes(by_unit: Ints) -> Ints:
    """How many units each candidate leads alone; `by_unit` has the shape (candidate, unit)."""
    best = by_unit.max(axis=0)
    leads = (by_unit == best) & (best > 0)
    alone: Ints = (leads & (leads.sum(axis=0) == 1)).sum(axis=1)
    return alone
