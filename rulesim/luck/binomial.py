"""How many of some people act, each with a chance of their own: the inverse of the binomial distribution.

A chance that is the same in all runs is passed as one number: then the steps of the distribution are worked out once
for each number of people, and looked up. Only steps that a draw can fall between are, and if there would still be too
many of them, each run is looked for by itself.
"""

from functools import lru_cache
from math import sqrt

import numpy as np
from scipy.stats import binom

from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import People

_WIDTH = 5
"""Of n people who act each with some chance, fewer than the mean less 5√n do so seldom (Hoeffding 1963: e^-50 at most)
that no draw is as small, and more than the mean and 5√n so seldom that no draw is as large."""
_STEPS = 2**17
"""How many steps may be looked up together."""


def how_many(people: People, purpose: str, among: int | Ints, chance: float | Floats) -> Ints:
    """How many act of those `among` whom each does with `chance`; a certainty needs no draw."""
    certain = isinstance(chance, float) and not 0 < chance < 1
    return binomial(np.zeros(people.runs) if certain else people.draws.uniform(purpose), among, chance)


def binomial(u: Floats, people: int | Ints, chance: float | Floats) -> Ints:
    """How many of `people` act, each with `chance`: the smallest number up to which the distribution reaches `u`."""
    if not isinstance(chance, float):
        return _by_run(u, people, chance)
    if chance >= 1 or chance <= 0:
        return np.broadcast_to(np.asarray(people if chance >= 1 else 0, np.int64), u.shape).copy()
    sizes, which = np.unique(people, return_inverse=True)
    if len(sizes) * _steps_of(int(sizes[-1])) > _STEPS:
        return _one_by_one(u, people, chance)
    if isinstance(people, int):
        first, steps = _steps(people, chance)
        return np.where(u > 0, first + np.searchsorted(steps, u, side="left"), 0)
    return _by_table(u, people, (sizes, which), chance)


def _steps_of(people: int) -> int:
    return min(people, 2 * int(_WIDTH * sqrt(people)) + 2)


@lru_cache(maxsize=1024)
def _steps(people: int, chance: float) -> tuple[int, Floats]:
    """The distribution up to each number that matters but the whole, and the first such number: a `u` above all of them
    is everybody."""
    first = max(0, int(people * chance - _WIDTH * sqrt(people)))
    numbers = np.arange(first, min(people, first + _steps_of(people)))
    return first, np.asarray(binom.cdf(numbers, people, chance))


def _by_table(u: Floats, people: Ints, distinct: tuple[Ints, Ints], chance: float) -> Ints:
    """By bisection in the steps for each run's own number of people, given as one of the `distinct` ones."""
    sizes, which = distinct
    first, table = _table(tuple(sizes.tolist()), chance)
    low, high = np.zeros_like(people), np.minimum(people - first[which], table.shape[1])
    for _ in range(table.shape[1].bit_length()):
        middle = (low + high) // 2
        below = (table[which, np.minimum(middle, table.shape[1] - 1)] < u) & (low < high)
        low, high = np.where(below, middle + 1, low), np.where(below, high, middle)
    return np.where(u > 0, first[which] + low, 0)


@lru_cache(maxsize=64)
def _table(sizes: tuple[int, ...], chance: float) -> tuple[Ints, Floats]:
    """For each number of people the first step, and all steps."""
    every = [_steps(people, chance) for people in sizes]
    table = np.full((len(sizes), max(1, *(len(steps) for _, steps in every))), 2.0)
    for row, (_, steps) in zip(table, every, strict=True):
        row[: len(steps)] = steps
    return np.array([first for first, _ in every], np.int64), table


def _one_by_one(u: Floats, people: int | Ints, chance: float) -> Ints:
    """The quantile of each run, set right where it is not just the smallest number that reaches `u`."""
    found = np.where(u > 0, _by_run(u, people, np.full(len(u), chance)), 0)
    while (short := binom.cdf(found, people, chance) < u).any():
        found = found + short
    while (beyond := (found > 0) & (binom.cdf(found - 1, people, chance) >= u)).any():
        found = found - beyond
    return found


def _by_run(u: Floats, people: int | Ints, chance: Floats) -> Ints:
    n, p = np.broadcast_arrays(np.asarray(people, np.int64), np.clip(chance, 0, 1))
    found = binom.ppf(np.where(u > 0, u, np.finfo(float).tiny), n, p)
    return np.clip(np.nan_to_num(found, nan=0.0), 0, n).astype(np.int64)
