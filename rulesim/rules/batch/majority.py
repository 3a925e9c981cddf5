"""Shares of votes in many runs at once: `rules.majority` over arrays."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rulesim.model.threshold import Test
from rulesim.rules.batch.whole import Whole, roomy

_ONE = np.ones(1, np.int64)


def reaches(votes: Whole, base: Whole, share: Fraction, test: Test) -> NDArray[np.bool_]:
    """In which runs `votes` are at least (or more than) `share` of `base`."""
    ours, bar = roomy(votes, share.denominator), roomy(base, share.numerator)
    return np.asarray(ours >= bar if test == "at least" else ours > bar, bool)


def smallest_majority(base: Whole, share: Fraction, test: Test, over: Whole = _ONE) -> NDArray[np.int64]:
    """The smallest whole numbers of votes that are such a share of `base` / `over`."""
    return least(roomy(base, share.numerator), roomy(over, share.denominator), test)


def least(bar: Whole, over: Whole, test: Test) -> NDArray[np.int64]:
    """The smallest whole numbers that pass the bars `bar` / `over`."""
    return np.asarray(-(-bar // over) if test == "at least" else bar // over + 1, np.int64)
