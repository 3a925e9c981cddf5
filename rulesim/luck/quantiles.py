"""From uniform numbers to counts, delays and shares by inverse distribution functions.

Inverse functions keep runs comparable: a higher chance gives every run at least as many people.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from scipy.special import ndtri
from scipy.stats import binom

from rulesim.luck.draws import Floats, Ints
from rulesim.model.conduct import Delay
from rulesim.model.scenario import Unknown

_Z = NormalDist().inv_cdf(0.95)


@lru_cache(maxsize=4096)
def _binomial_steps(people: int, chance: float) -> Floats:
    return np.asarray(binom.cdf(np.arange(people), people, chance))


def binomial(u: Floats, people: int | Ints, chance: float | Floats) -> Ints:
    """How many of `people` act, each with `chance`: the inverse of the binomial distribution at `u`."""
    if isinstance(people, int) and isinstance(chance, float):
        if chance >= 1 or chance <= 0 or people == 0:
            return np.full(u.shape, people if chance >= 1 else 0, np.int64)
        return np.searchsorted(_binomial_steps(people, chance), u, side="left").astype(np.int64)
    n, p = np.broadcast_arrays(np.asarray(people, np.int64), np.clip(np.asarray(chance, np.float64), 0, 1))
    found = binom.ppf(np.where(u > 0, u, np.finfo(float).tiny), n, p)
    return np.clip(np.nan_to_num(found, nan=0.0), 0, n).astype(np.int64)


def portion(people: int, share: Fraction | Floats) -> int | Ints:
    """That part of `people`, to the nearest person (a half goes up)."""
    if isinstance(share, Fraction):
        return int(people * share + Fraction(1, 2))
    return np.floor(_settled(people * share) + 0.5).astype(np.int64)


def _settled(people: Floats) -> Floats:
    """Parts of people without the noise of their last digits, so that a half is a half."""
    return np.round(people, 6)


def delay(u: Floats, law: Delay) -> Floats:
    """Minutes until somebody acts."""
    if law.exactly is not None:
        return np.full(u.shape, float(law.exactly))
    if law.between is not None:
        low, high = law.between
        return low + u * (high - low)
    assert law.mean is not None
    return -law.mean * np.log1p(-u)


def unknown(u: Floats, law: Unknown) -> Floats:
    """A share that nobody knows: see `Unknown` for the two kinds of range."""
    if law.least is not None and law.most is not None:
        low, high = float(law.least), float(law.most)
        return low + u * (high - low)
    assert law.low is not None
    assert law.high is not None
    low, high = (float(np.log(x / (1 - x))) for x in (float(law.low), float(law.high)))
    z = ndtri(np.clip(u, 1e-16, 1 - 1e-16))
    return 1 / (1 + np.exp(-((low + high) / 2 + z * (high - low) / (2 * _Z))))


def apportion(people: Ints, parts: Floats) -> Ints:
    """Whole people in proportion to `parts` (candidates, runs), by largest remainders; of level ones the earlier wins.

    Columns whose parts are all zero get nobody.
    """
    whole = parts.sum(axis=0)
    exact = _settled(np.where(whole > 0, parts * (people / np.where(whole > 0, whole, 1)), 0.0))
    base = np.floor(exact)
    left = np.where(whole > 0, people - base.sum(axis=0), 0)
    order = np.argsort(_settled(base - exact), axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    counts: Ints = (base + (rank < left)).astype(np.int64)
    return counts
