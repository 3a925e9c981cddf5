"""Petitions against closed forms: binomial tails and order statistics."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from oracles.petitions import at_least, below
from scipy.stats import beta, binom

from luck.crowd import NOW, crowd, distance, distance_allowed, plausible
from rulesim.luck.draws import BLOCK
from rulesim.luck.petition import signatures

DAY = 24 * 60
MEAN = 6 * DAY


@pytest.mark.parametrize("bar", [20, 24, 28, 32])
def test_the_chance_that_a_petition_is_met_is_a_binomial_tail(bar: int) -> None:
    people = crowd("petition", {"sign": {"rebels": {"chance": "2/5"}}}, {"rebels": 60})
    met = int((signatures(people, NOW).count >= bar).sum())
    assert plausible(met, BLOCK, float(at_least(bar, 60, Fraction(2, 5))))


@pytest.mark.parametrize("bar", [18, 22, 26])
def test_two_blocs_have_the_tail_of_their_sum(bar: int) -> None:
    sign = {"rebels": {"chance": "1/2"}, "others": {"chance": "1/5"}}
    people = crowd("petition", {"sign": sign}, {"rebels": 30, "others": 40})
    met = int((signatures(people, NOW).count >= bar).sum())
    exactly = [at_least(k, 30, Fraction(1, 2)) - at_least(k + 1, 30, Fraction(1, 2)) for k in range(31)]
    wanted = sum(part * at_least(max(bar - k, 0), 40, Fraction(1, 5)) for k, part in enumerate(exactly))
    assert plausible(met, BLOCK, float(wanted))


def test_the_number_who_sign_is_binomial() -> None:
    people = crowd("petition", {"sign": {"rebels": {"chance": "2/5"}}}, {"rebels": 60})
    law = {k: float(binom.cdf(k - 1, 60, 0.4)) for k in range(62)}
    assert distance(signatures(people, NOW).count, law) < distance_allowed()


@pytest.mark.parametrize("k", [1, 10, 25, 40])
def test_the_time_of_the_kth_signature_is_an_order_statistic(k: int) -> None:
    conduct = {"sign": {"rebels": {"share": "100%", "after": {"mean": "6 days"}}}}
    found = signatures(crowd("petition", conduct, {"rebels": 40}), NOW)
    marks = range(0, 40 * DAY, DAY // 4)
    law = {mark: float(beta.cdf(1 - np.exp(-mark / MEAN), k, 40 - k + 1)) for mark in marks}
    assert distance(found.minutes[k - 1], law) < distance_allowed()
    assert below(found.minutes[k - 1], 3 * DAY) == pytest.approx(law[3 * DAY], abs=distance_allowed())


@pytest.mark.parametrize("days", [3, 6, 10])
def test_the_chance_to_be_met_within_a_window(days: int) -> None:
    """A member signs in time with the chance to sign at all times the chance to do so by then."""
    conduct = {"sign": {"rebels": {"chance": "60%", "after": {"mean": "6 days"}}}}
    found = signatures(crowd("petition", conduct, {"rebels": 50}), NOW)
    in_time = ((found.minutes >= 0) & (found.minutes < days * DAY)).sum(axis=0)
    each = 0.6 * (1 - np.exp(-days * DAY / MEAN))
    law = {k: float(binom.cdf(k - 1, 50, each)) for k in range(52)}
    assert distance(in_time, law) < distance_allowed()


def test_with_momentum_the_mean_time_of_the_kth_signature_is_a_sum_of_mean_gaps() -> None:
    """When i have signed, n - i are left, each at a rate multiplied by 1 + i/10: the gap has the mean of its law."""
    conduct = {"sign": {"rebels": {"share": "100%", "after": {"mean": "6 days"}}}}
    momentum = {"names": 1, "faster": "10%"}
    found = signatures(crowd("petition", {**conduct, "momentum": momentum}, {"rebels": 30}), NOW)
    gaps = [MEAN / ((30 - i) * (1 + i / 10)) for i in range(20)]
    mean, spread = sum(gaps), sum(gap**2 for gap in gaps) ** 0.5
    assert float(found.minutes[19].mean()) + 0.5 == pytest.approx(mean, abs=3.3 * spread / BLOCK**0.5)
