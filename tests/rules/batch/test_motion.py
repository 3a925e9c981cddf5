"""Majorities and motions in many runs at once, against one run at a time and against fractions of a pile of papers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import majorities as oracle
from strategies.thresholds import TESTS

from rulesim.model.stages import Motion, Support, outcomes
from rulesim.rules import motion
from rulesim.rules.batch import motion as batch
from rulesim.rules.batch.integers import roomy
from rulesim.rules.batch.threshold import reaches, smallest
from rulesim.rules.threshold import passes

UGLY = (
    Fraction("0.666666666666666667"),
    Fraction("0.6666666666666667"),
    Fraction(10**17 + 1, 2 * 10**17 + 1),
    Fraction(2, 3) - Fraction(1, 2**70),
)
"""Shares with which a product of 64 bits is cut."""
BASES = ("valid", "papers", "cast", "present", "entitled")
Vote = tuple[int, int, int, int, int]


def shares() -> st.SearchStrategy[Fraction]:
    return st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(2, 3), Fraction(1), *UGLY)) | st.fractions(0, 1)


def bodies() -> st.SearchStrategy[int]:
    """Caucuses, memberships, and everybody there is a hundred times over."""
    return st.integers(0, 12) | st.integers(0, 2_000) | st.integers(0, 10**12)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Votes for, against and spoilt, those present and those entitled; often level."""
    ours = draw(bodies())
    theirs, spoilt, idle, away = draw(st.just(ours) | bodies()), draw(bodies()), draw(bodies()), draw(bodies())
    present = ours + theirs + spoilt + idle
    return ours, theirs, spoilt, present, present + away


@st.composite
def supports(draw: st.DrawFn) -> Support:
    more = draw(st.sampled_from((0, 0, 1, 3)))
    return Support(
        share=draw(shares()), of=draw(st.sampled_from(BASES)), test=draw(st.sampled_from(TESTS)), and_more=more
    )


def columns(runs: list[Vote]) -> Any:
    return (np.array(column, np.int64) for column in zip(*runs, strict=True))


@given(supports(), st.lists(votes(), min_size=1, max_size=8))
def test_many_runs_at_once_equal_one_at_a_time(needs: Support, runs: list[Vote]) -> None:
    together = motion.counted(*columns(runs))
    one_by_one = [motion.counted(*run) for run in runs]
    assert batch.needed(needs, together).tolist() == [motion.needed(needs, votes) for votes in one_by_one]
    comes_to = [batch.KINDS[kind] for kind in batch.outcome(needs, together).tolist()]
    assert comes_to == [motion.outcome(needs, votes) for votes in one_by_one]


@given(st.data())
def test_an_outcome_is_what_the_papers_say(data: st.DataObject) -> None:
    needs = data.draw(supports())
    few = st.integers(0, 12)
    run = tuple(data.draw(st.tuples(few, few, few)))
    present = sum(run) + data.draw(few)
    vote = (*run, present, present + data.draw(few))
    (kind,) = batch.outcome(needs, motion.counted(*columns([vote]))).tolist()
    assert batch.KINDS[kind] == oracle.outcome(needs.share, needs.of, needs.test, needs.and_more, *vote)


@given(shares(), st.sampled_from(TESTS), st.lists(st.tuples(bodies(), bodies()), min_size=1, max_size=6))
def test_a_share_is_reached_as_fractions_say(share: Fraction, test: Any, runs: list[tuple[int, int]]) -> None:
    ours, base = (np.array(column, np.int64) for column in zip(*runs, strict=True))
    assert reaches(ours, base, share, test).tolist() == [oracle.is_majority(*run, share, test) for run in runs]
    assert reaches(ours, base, share, test).tolist() == [passes(one, of * share, test) for one, of in runs]


@given(shares(), st.sampled_from(TESTS), st.integers(1, 10**10), st.lists(bodies(), min_size=1, max_size=6))
def test_the_smallest_majority_of_a_part_is_just_enough(
    share: Fraction, test: Any, over: int, bases: list[int]
) -> None:
    found = smallest(np.array(bases, np.int64), share, test, over=np.full(len(bases), over, np.int64))
    for wanted, base in zip(found.tolist(), bases, strict=True):
        assert oracle.is_majority(wanted * over, base, share, test)
        assert wanted == 0 or not oracle.is_majority((wanted - 1) * over, base, share, test)


@pytest.mark.parametrize("share", UGLY)
def test_a_long_fraction_is_no_more_than_it_says(share: Fraction) -> None:
    """Of 2,000 votes 1,334 are more than any of these shares, and 1,000 are not."""
    needs = Support(share=share)
    votes = motion.counted(*columns([(1334, 666, 0, 2000, 2000), (1000, 1000, 0, 2000, 2000)]))
    assert batch.needed(needs, votes).tolist() == [motion.needed(needs, motion.counted(0, 2000, 0, 2000, 2000))] * 2
    assert [batch.KINDS[kind] for kind in batch.outcome(needs, votes).tolist()] == ["carried", "lost"]


@pytest.mark.parametrize(
    ("share", "test", "wanted"),
    [
        ("1/2", "more than", ["tied", "carried", "carried"]),
        ("1/2", "at least", ["carried", "carried", "carried"]),
        ("2/3", "more than", ["lost", "lost", "lost"]),
        ("2/3", "at least", ["lost", "lost", "carried"]),
    ],
)
def test_level_votes_and_exactly_the_share(share: str, test: str, wanted: list[str]) -> None:
    needs = Support.model_validate({"share": share, "test": test})
    votes = motion.counted(*columns([(15, 15, 0, 30, 30), (16, 14, 0, 30, 30), (20, 10, 0, 30, 30)]))
    assert [batch.KINDS[kind] for kind in batch.outcome(needs, votes).tolist()] == wanted


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=4), st.integers(0, 2**70))
def test_no_product_is_cut(numbers: list[int], factor: int) -> None:
    assert roomy(np.array(numbers, np.int64), factor).tolist() == [number * factor for number in numbers]


def test_outcomes_stand_in_the_order_of_the_model() -> None:
    needs = {"share": "1/2"}
    vote = {"kind": "motion", "title": "Vote", "clause": "1", "says": "half", "then": {}, "by": ["mps"]}
    assert outcomes(Motion.model_validate({**vote, "asks": "that they go", "needs": needs})) == batch.KINDS
