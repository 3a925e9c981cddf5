"""Whole people in proportion to parts."""

from __future__ import annotations

import numpy as np

from rulesim.luck.draws import Floats, Ints
from rulesim.luck.quantiles import settled


def apportion(people: Ints, parts: Floats) -> Ints:
    """Whole people in proportion to `parts` (candidates, runs), by largest remainders; of level ones the earlier wins.

    Columns whose parts are all zero get nobody.
    """
    whole = parts.sum(axis=0)
    shares = np.divide(parts, whole, out=np.zeros_like(parts), where=whole > 0)
    exact = settled(shares * people)
    base = np.floor(exact)
    left = np.where(whole > 0, people - base.sum(axis=0), 0)
    counts: Ints = (base + (_places(settled(exact - base)) < left)).astype(np.int64)
    return counts


def _places(remainders: Floats) -> Ints:
    """How many come before each: those with more, and of the level ones the earlier."""
    before = np.zeros(remainders.shape, np.int64)
    for one in range(len(remainders)):
        for other in range(one):
            later_wins = remainders[one] > remainders[other]
            before[other] += later_wins
            before[one] += ~later_wins
    return before
