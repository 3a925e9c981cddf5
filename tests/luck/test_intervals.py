"""Estimates of a chance hold what they say: 95% of their 95% intervals contain the exact chance."""

from __future__ import annotations

from fractions import Fraction

import pytest
from oracles.petitions import at_least
from scipy.stats import binomtest

from luck.crowd import NOW, RISK, crowd
from rulesim.luck.motion import division
from rulesim.luck.petition import signatures
from rulesim.studies.shares import CONFIDENCE, of_runs

TRIES = 200
RUNS = 800


def fits(hits: int) -> bool:
    return bool(binomtest(hits, TRIES, CONFIDENCE).pvalue > RISK)


@pytest.mark.parametrize("by", ["seed", "block"])
def test_the_chance_to_carry_a_motion(by: str) -> None:
    exact = float(at_least(51, 101, Fraction(48, 100)))
    conduct = {"votes": {"mps": {"chances": {"for": "48%", "against": "rest"}}}}
    hits = 0
    for number in range(TRIES):
        votes = division(crowd("motion", conduct, {"mps": 101}, **{by: number}), NOW)
        estimate = of_runs((votes.votes_for > votes.against)[:RUNS])
        hits += estimate.low <= exact <= estimate.high
    assert fits(hits)


@pytest.mark.parametrize("bar", [4, 8])
def test_the_chance_to_meet_a_petition_in_time(bar: int) -> None:
    """Six of ten sign, half of them in time."""
    exact = float(at_least(bar, 12, Fraction(3, 10)))
    conduct = {"sign": {"mps": {"chance": "60%", "after": {"between": ["0 minutes", "2 hours"]}}}}
    hits = 0
    for seed in range(TRIES):
        signed = signatures(crowd("petition", conduct, {"mps": 12}, seed=seed), NOW)
        in_time = ((signed.minutes >= 0) & (signed.minutes < 60)).sum(axis=0)
        estimate = of_runs((in_time >= bar)[:RUNS])
        hits += estimate.low <= exact <= estimate.high
    assert fits(hits)
