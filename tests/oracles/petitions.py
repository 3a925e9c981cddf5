"""Petitions signed by one person after the other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
from numpy.typing import NDArray


def deciding(lists: Sequence[int], needs: int) -> int | None:
    """The first signature after which some list has enough, by counting every list anew after each."""
    for length in range(1, len(lists) + 1):
        if max(list(lists[:length]).count(name) for name in lists) >= needs:
            return length - 1
    return None


def kth_time(times: Sequence[float], k: int) -> float:
    """The moment at which there are k signatures: the least time that at least k are no later than."""
    return min((time for time in times if sum(other <= time for other in times) >= k), default=float("inf"))


def at_least(k: int, people: int, chance: Fraction) -> Fraction:
    """The chance that at least k of some people act, each with the same chance; exact."""
    terms = (comb(people, m) * chance**m * (1 - chance) ** (people - m) for m in range(k, people + 1))
    return sum(terms, Fraction(0))


def at_least_by_cases(k: int, people: int, chance: Fraction) -> Fraction:
    """The same by going through every way in which people may act. For a few people only."""
    total = Fraction(0)
    for acts in product([False, True], repeat=people):
        if sum(acts) >= k:
            weight = Fraction(1)
            for act in acts:
                weight *= chance if act else 1 - chance
            total += weight
    return total


def sped_up(unit: Sequence[float], names: int, faster: float) -> list[float]:
    """Signing times when all rates grow with the names gathered, by following every person through time.

    Each person has an amount of waiting (its time at the first rate) and uses it up at the rate in force.
    """
    waiting = dict(enumerate(unit))
    now, gathered, found = 0.0, 0, []
    while waiting:
        rate = 1 + faster * (gathered // names)
        person = min(waiting, key=lambda who: (waiting[who], who))
        step = waiting.pop(person) / rate
        now += step
        waiting = {other: left - step * rate for other, left in waiting.items()}
        gathered += 1
        found.append(now)
    return found


def below(times: NDArray[np.int64], minute: int) -> float:
    """The part of runs in which something happened before a minute."""
    return sum(1 for time in times.tolist() if time < minute) / len(times)


def in_force(lists: list[int], minutes: list[int], until: list[int] | None, name: int, position: int, now: int) -> int:
    """How many of the signatures up to a position stand on a list in a minute, by looking at each of them."""
    there = [i for i in range(position + 1) if lists[i] == name and (until is None or until[i] >= now)]
    return len([i for i in there if minutes[i] <= now])


def deciding_in_force(lists: list[int], minutes: list[int], until: list[int], needs: int) -> int | None:
    """The position of the first signature with which a list holds enough that still count."""
    for position, minute in enumerate(minutes):
        in_force = [i for i in range(position + 1) if lists[i] == lists[position] and until[i] >= minute]
        if len(in_force) >= needs:
            return position
    return None
