"""Shares of runs and their intervals, against the formula in the paper."""

from __future__ import annotations

from math import comb, isclose, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulesim.studies.shares import estimate, of_runs, tally

Z = NormalDist().inv_cdf(0.975)


def wilson(count: int, runs: int) -> tuple[float, float]:
    """The interval as Wilson (1927) writes it."""
    p, n = count / runs, runs
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return middle - half, middle + half


@given(runs=st.integers(1, 100_000), part=st.floats(0, 1))
def test_the_interval_is_wilsons(runs: int, part: float) -> None:
    count = round(runs * part)
    found = estimate(count, runs)
    low, high = wilson(count, runs)
    assert (found.count, found.share) == (count, count / runs)
    assert isclose(found.low, max(low, 0), abs_tol=1e-9)
    assert isclose(found.high, min(high, 1), abs_tol=1e-9)
    assert 0 <= found.low <= found.share <= found.high <= 1


@pytest.mark.parametrize("runs", [1, 10, 1000])
def test_never_and_always_have_intervals_too(runs: int) -> None:
    never, always = estimate(0, runs), estimate(runs, runs)
    assert (never.share, never.low) == (0, 0)
    assert (always.share, always.high) == (1, 1)
    assert isclose(never.high, Z * Z / (runs + Z * Z))
    assert isclose(always.low, 1 - never.high)


def test_a_known_interval() -> None:
    found = estimate(10, 100)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0552, 0.1744)


def test_a_share_of_no_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one run"):
        estimate(0, 0)


@pytest.mark.parametrize("chance", [0.02, 0.1, 0.5, 0.93])
def test_the_truth_is_within_about_as_often_as_stated(chance: float) -> None:
    """Summed exactly over the binomial distribution rather than drawn."""
    runs = 200
    within = sum(
        comb(runs, k) * chance**k * (1 - chance) ** (runs - k)
        for k in range(runs + 1)
        if estimate(k, runs).low <= chance <= estimate(k, runs).high
    )
    assert 0.93 < within < 0.98


def test_a_tally_is_ordered_by_frequency_then_by_the_order_given() -> None:
    found = tally({"b": 2, "c": 2, "a": 1, "d": 0}, ("a", "b", "c", "d"), 5)
    assert {word: share.count for word, share in found.items()} == {"b": 2, "c": 2, "a": 1}
    assert list(found) == ["b", "c", "a"]
    assert all(share == estimate(share.count, 5) for share in found.values())


def test_of_runs_counts_those_for_which_it_holds() -> None:
    assert of_runs(np.array([True, False, True, False])) == estimate(2, 4)
