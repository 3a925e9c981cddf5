"""Inverse distribution functions: from a number between 0 and 1 to people, minutes and shares."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.petitions import at_least
from scipy.stats import binom

from rulesim.luck.binomial import binomial
from rulesim.luck.draws import Draws
from rulesim.luck.quantiles import delay, latest, portion, soonest, unknown
from rulesim.model.conduct import Delay
from rulesim.model.scenario import Unknown

PEOPLE = st.integers(0, 300)
CHANCES = st.floats(0, 1) | st.sampled_from([0.0, 0.05, 0.5, 0.95, 1.0])
U = Draws(1, 0).uniform("quantiles")[:200]


@given(PEOPLE, CHANCES)
def test_a_fixed_chance_and_one_for_each_run_give_the_same_people(people: int, chance: float) -> None:
    by_table = binomial(U, people, chance)
    by_run = binomial(U, np.full(len(U), people), np.full(len(U), chance))
    assert by_table.dtype == by_run.dtype == np.int64
    assert np.array_equal(by_table, by_run)


@given(st.lists(PEOPLE, min_size=1, max_size=len(U)), CHANCES)
def test_numbers_of_people_that_differ_by_run_are_looked_up_each_for_itself(people: list[int], chance: float) -> None:
    u = U[: len(people)]
    alone = [int(binomial(u[i : i + 1], many, chance)[0]) for i, many in enumerate(people)]
    assert binomial(u, np.array(people), chance).tolist() == alone


@given(st.integers(1, 300), st.floats(0.001, 0.999))
def test_it_is_the_inverse_that_scipy_knows(people: int, chance: float) -> None:
    assert np.array_equal(binomial(U, people, chance), binom.ppf(U, people, chance).astype(int))


@given(st.integers(1, 30), st.integers(1, 9), st.floats(0.001, 0.999))
def test_it_is_the_inverse_of_the_exact_distribution(people: int, tenths: int, u: float) -> None:
    found = int(binomial(np.array([u]), people, tenths / 10)[0])
    chance, edge = Fraction(tenths, 10), Fraction(1, 10**9)
    assert 1 - at_least(found + 1, people, chance) >= Fraction(u) - edge
    assert found == 0 or 1 - at_least(found, people, chance) < Fraction(u) + edge


@given(st.integers(300, 3_000_000), st.floats(1e-6, 1 - 1e-6), st.integers(0, 7))
def test_it_is_the_smallest_number_that_the_distribution_reaches(people: int, chance: float, apart: int) -> None:
    """Whether the steps are looked up, as for one number of people, or each run is looked for by itself."""
    u, many = U[:40], people - np.arange(40) * apart
    for among in (people, many):
        found = binomial(u, among, chance)
        assert (binom.cdf(found, among, chance) >= u).all()
        assert (binom.cdf(found - 1, among, chance) < u).all()


@given(st.lists(st.integers(0, 2**53 - 1), min_size=1, max_size=8), st.integers(1, 400), st.floats(0.001, 0.999))
def test_only_steps_are_left_out_between_which_no_draw_can_fall(draws: list[int], people: int, chance: float) -> None:
    u = np.array(draws) / 2**53
    assert np.array_equal(binomial(u, people, chance), np.searchsorted(binom.cdf(np.arange(people), people, chance), u))


def test_the_steps_for_hundreds_of_thousands_of_people_take_little_memory() -> None:
    """There were 3 GB of them: a step for each of 300,000 people and each number of people that differs by run."""
    u = Draws(1, 0).uniform("many")
    among = 300_000 - binomial(u, 200_000, 0.3)
    tracemalloc.start()
    for chance in (0.2, 0.4, 0.6):
        binomial(u, among, chance)
        binomial(u, 300_000, chance)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


@given(PEOPLE, CHANCES, CHANCES)
def test_a_higher_chance_gives_every_run_as_many_people_or_more(people: int, one: float, other: float) -> None:
    low, high = sorted([one, other])
    fewer, more = binomial(U, people, low), binomial(U, people, high)
    assert (fewer <= more).all()
    assert (fewer >= 0).all()
    assert (more <= people).all()


@given(PEOPLE, CHANCES)
def test_a_higher_draw_gives_as_many_people_or_more(people: int, chance: float) -> None:
    assert (np.diff(binomial(np.sort(U), people, chance)) >= 0).all()


def test_none_and_all_are_certain() -> None:
    edges = np.array([0.0, 1e-300, 0.5, 1 - 2**-53])
    assert binomial(edges, 10, 0.0).tolist() == [0, 0, 0, 0]
    assert binomial(edges, 10, 1.0).tolist() == [10, 10, 10, 10]
    assert binomial(edges, 0, 0.5).tolist() == [0, 0, 0, 0]
    assert binomial(edges, np.array([10, 0, 10, 10]), np.array([1.0, 0.5, 0.0, 0.5])).tolist() == [10, 0, 0, 10]


@given(st.integers(0, 500), st.fractions(0, 1, max_denominator=200))
def test_a_portion_is_to_the_nearest_person(people: int, share: Fraction) -> None:
    found = portion(people, share)
    assert isinstance(found, int)
    assert abs(found - people * share) <= Fraction(1, 2)
    if (people * share).denominator == 2:
        assert found > people * share
    assert np.asarray(portion(people, np.array([float(share)]))).tolist() == [found]


def law(**written: Any) -> Delay:
    return Delay.model_validate(written)


def test_delays_at_known_draws() -> None:
    waits = np.array([0.0, -np.log(0.75), np.log(2), 1.0, np.inf])
    assert delay(waits, law(exactly="90 minutes")).tolist() == [90.0] * 4 + [np.inf]
    between = delay(waits, law(between=["1 hour", "3 hours"]))
    assert between[:3] == pytest.approx([60.0, 90.0, 120.0], rel=1e-12)
    assert between[4] == np.inf
    assert delay(waits, law(mean="6 days")).tolist() == (6 * 24 * 60 * waits).tolist()


@given(st.integers(0, 1000), st.integers(1, 1000), st.floats(0, 40), st.floats(0, 40))
def test_a_longer_wait_is_never_a_shorter_delay(low: int, more: int, one: float, other: float) -> None:
    waits = np.sort(np.array([one, other]))
    for written in ({"mean": f"{more} minutes"}, {"between": [f"{low} minutes", f"{low + more} minutes"]}):
        found = delay(waits, law(**written))
        assert found[0] <= found[1]
        assert "mean" in written or (low <= found[0] and found[1] <= low + more)


PERCENTS = st.integers(1, 99)


@given(PERCENTS, PERCENTS)
def test_one_run_in_twenty_lies_below_a_range_and_one_above(one: int, other: int) -> None:
    low, high = sorted([one, other])
    ninety = Unknown.model_validate({"low": f"{low}%", "high": f"{high}%"})
    found = unknown(np.array([0.05, 0.95]), ninety)
    assert found == pytest.approx([low / 100, high / 100], abs=1e-12)
    assert (np.diff(unknown(np.sort(U), ninety)) >= 0).all()


def test_the_middle_of_a_range_is_midway_in_log_odds() -> None:
    ninety = Unknown.model_validate({"low": "1/5", "high": "4/5"})
    assert unknown(np.array([0.5]), ninety) == pytest.approx([0.5], abs=1e-12)
    inside = unknown(np.array([0.0, 1e-12, 1 - 2**-53]), ninety)
    assert ((inside > 0) & (inside < 1)).all()


@given(PERCENTS, PERCENTS, st.floats(0, 1))
def test_any_value_between_two_is_equally_likely(one: int, other: int, u: float) -> None:
    low, high = sorted([one, other])
    flat = Unknown.model_validate({"from": f"{low}%", "to": f"{high}%"})
    found = float(unknown(np.array([u]), flat)[0])
    assert found == pytest.approx(low / 100 + u * (high - low) / 100, abs=1e-12)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ({"exactly": "90 minutes"}, 90, 90),
        ({"exactly": "0 minutes"}, 0, 0),
        ({"between": ["1 hour", "3 hours"]}, 60, 180),
        ({"mean": "6 days"}, 0, None),
    ],
)
def test_a_delay_has_a_shortest_and_perhaps_a_longest(written: dict[str, Any], first: int, last: int | None) -> None:
    assert (soonest(law(**written)), latest(law(**written))) == (first, last)
