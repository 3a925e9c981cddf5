"""Flips and verdicts: the rule as stated, at its edges."""

from __future__ import annotations

from math import nextafter

import pytest
from engines.contests import contest, motion

from rulesim.engines.outcomes import Outcomes, collect, layout
from rulesim.loading.scenario import settle
from rulesim.studies.flips import ACADEMIC_UP_TO, DECISIVE_ABOVE, flipped, verdict
from rulesim.studies.shares import Estimate, estimate


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, ACADEMIC_UP_TO, "academic"),
        (0, nextafter(ACADEMIC_UP_TO, 1), "open"),
        (DECISIVE_ABOVE, 1, "open"),
        (nextafter(DECISIVE_ABOVE, 1), 1, "decisive"),
        (0.02, 0.04, "open"),
        (0, 1, "open"),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, found: str) -> None:
    assert verdict(Estimate(1, 0.5, low, high)) == found


@pytest.mark.parametrize(
    ("count", "runs", "found"),
    [
        (0, 100, "open"),
        (0, 380, "open"),
        (0, 381, "academic"),
        (0, 1000, "academic"),
        (4, 1000, "open"),
        (3, 1000, "academic"),
        (100, 1000, "decisive"),
        (64, 1000, "decisive"),
        (63, 1000, "open"),
        (20, 20, "decisive"),
    ],
)
def test_with_so_many_flips_in_so_many_runs(count: int, runs: int, found: str) -> None:
    assert verdict(estimate(count, runs)) == found


def test_more_flips_never_make_it_more_academic() -> None:
    order = {"academic": 0, "open": 1, "decisive": 2}
    ranks = [order[verdict(estimate(count, 500))] for count in range(501)]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def table(*runs: tuple[int, int]) -> Outcomes:
    """A table of runs, each with an ending and a leader; their paths differ everywhere."""
    stage = motion(then={"carried": "end.over", "lost": "end.empty", "tied": "end.over"})
    settled = settle(contest({"vote": stage}, {"vote": {"given": {"for": 1, "against": 0}}}))
    rows = [{"ending": ending, "leader": leader, "decided": number} for number, (ending, leader) in enumerate(runs)]
    return collect(layout(settled), rows, [f"path {number} {runs}" for number in range(len(runs))])


def test_a_run_flips_if_its_ending_or_its_leader_differs() -> None:
    one = table((0, 0), (0, 0), (0, 0), (1, 1))
    other = table((0, 0), (1, 0), (0, 1), (1, 1))
    assert flipped([one, other]).tolist() == [False, True, True, False]
    assert flipped([other, one]).tolist() == [False, True, True, False]
    assert not flipped([one, one]).any(), "another path to the same end is no flip"


def test_of_three_readings_any_two_may_differ() -> None:
    one, two, three = table((0, 0), (0, 0)), table((0, 0), (0, 0)), table((0, 0), (1, 0))
    for order in ([one, two, three], [three, one, two], [one, three, two]):
        assert flipped(order).tolist() == [False, True]


def test_a_single_reading_flips_nothing() -> None:
    assert not flipped([table((0, 0), (1, 1))]).any()
