"""How many of some people act, each with a chance of their own: the inverse of the binomial distribution.

A chance that is the same in all runs is passed as one number: then the steps of the distribution are worked out once
for each number of people, and looked up.
"""

from functools import lru_cache

import numpy as np
from scipy.stats import binom

from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import People


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
    if isinstance(people, int):
        return np.searchsorted(_steps(people, chance), u, side="left").astype(np.int64)
    return _by_table(u, people, chance)


@lru_cache(maxsize=16_384)
def _steps(people: int, chance: float) -> Floats:
    """The distribution up to each number but the whole: a `u` above all of them is everybody."""
    return np.asarray(binom.cdf(np.arange(people), people, chance))


def _by_table(u: Floats, people: Ints, chance: float) -> Ints:
    """By bisection in the steps for each run's own number of people."""
    sizes, which = np.unique(people, return_inverse=True)
    table = _table(tuple(sizes.tolist()), chance)
    low, high = np.zeros_like(people), people.copy()
    for _ in range(int(sizes[-1]).bit_length()):
        middle = (low + high) // 2
        below = (table[which, np.minimum(middle, table.shape[1] - 1)] < u) & (low < high)
        low, high = np.where(below, middle + 1, low), np.where(below, high, middle)
    return low


@lru_cache(maxsize=64)
def _table(sizes: tuple[int, ...], chance: float) -> Floats:
    table = np.full((len(sizes), max(1, *sizes)), 2.0)
    for row, people in zip(table, sizes, strict=True):
        row[:people] = _steps(people, chance)
    return table


def _by_run(u: Floats, people: int | Ints, chance: Floats) -> Ints:
    n, p = np.broadcast_arrays(np.asarray(people, np.int64), np.clip(chance, 0, 1))
    found = binom.ppf(np.where(u > 0, u, np.finfo(float).tiny), n, p)
    return np.clip(np.nan_to_num(found, nan=0.0), 0, n).astype(np.int64)
