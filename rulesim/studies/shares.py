"""Shares of runs with their intervals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many runs, which share of all, and the 95% interval of that share (Wilson 1927)."""

    count: int
    share: float
    low: float
    high: float


@lru_cache(maxsize=65536)
def estimate(count: int, runs: int) -> Estimate:
    """The share `count` of `runs`; its interval is valid for shares of 0 and 1 too. Raises ValueError without runs."""
    if runs < 1:
        raise ValueError("a share needs at least one run")
    interval = binomtest(count, runs).proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(count, count / runs, float(max(interval.low, 0.0)), float(min(interval.high, 1.0)))


def known_exactly(count: int, runs: int) -> Estimate:
    """The share `count` of `runs` where every run is the same, so that nothing is estimated."""
    return Estimate(count, count / runs, count / runs, count / runs)


def tally(counts: Mapping[str, int], order: Iterable[str], runs: int) -> Mapping[str, Estimate]:
    """The share of runs with each word that some run has, the most frequent first, equal ones in `order`."""
    found = Counter({word: counts[word] for word in order if counts.get(word)})
    return {word: estimate(count, runs) for word, count in found.most_common()}


def of_runs(mask: NDArray[np.bool_]) -> Estimate:
    """The share of runs for which something holds."""
    return estimate(int(mask.sum()), len(mask))
