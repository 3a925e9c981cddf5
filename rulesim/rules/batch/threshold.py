"""Thresholds that are shares, in many runs at once: `rules.threshold` over arrays."""

from fractions import Fraction

import numpy as np

from rulesim.model.threshold import Test
from rulesim.rules.batch.integers import ONE, Bools, Ints, Whole, roomy


def reaches(votes: Whole, base: Whole, share: Fraction, test: Test) -> Bools:
    """In which runs `votes` are at least (or more than) `share` of `base`."""
    ours, threshold = roomy(votes, share.denominator), roomy(base, share.numerator)
    return np.asarray(ours >= threshold if test == "at least" else ours > threshold, bool)


def smallest(base: Whole, share: Fraction, test: Test, over: Whole = ONE) -> Ints:
    """The smallest whole numbers of votes that are such a share of `base` / `over`."""
    threshold, whole = roomy(base, share.numerator), roomy(over, share.denominator)
    return np.asarray(-(-threshold // whole) if test == "at least" else threshold // whole + 1, np.int64)
