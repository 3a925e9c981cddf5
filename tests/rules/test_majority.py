"""Majorities, and what a motion comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import majorities as oracle
from strategies import majorities
from strategies.thresholds import TESTS

from rulesim.model.stages import Support
from rulesim.rules.motion import CARRIED, LOST, counted, needed, outcome
from rulesim.rules.threshold import passes, smallest

VOTES = st.integers(0, 30)
Vote = tuple[int, int, int, int, int]


def comes_to(needs: Support, vote: Vote) -> str:
    """What a vote comes to: for, against, spoilt, present, entitled."""
    return outcome(needs, counted(*vote))


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Votes for, against and spoilt, those present and those entitled; often level."""
    ours = draw(VOTES)
    theirs = draw(st.just(ours) | VOTES)
    spoilt, idle, away = draw(VOTES), draw(VOTES), draw(VOTES)
    present = ours + theirs + spoilt + idle
    return ours, theirs, spoilt, present, present + away


@given(VOTES, VOTES, st.fractions(0, 1, max_denominator=12), st.sampled_from(TESTS))
def test_a_share_is_reached_as_fractions_say(ours: int, base: int, share: Fraction, test: Any) -> None:
    assert passes(ours, share * base, test) == oracle.is_majority(ours, base, share, test)


@given(majorities(), votes())
def test_a_motion_comes_to_what_the_papers_say(needs: Support, vote: Vote) -> None:
    assert comes_to(needs, vote) == oracle.outcome(needs.share, needs.of, needs.test, needs.and_more, *vote)


@given(majorities(), votes())
def test_one_more_vote_for_a_motion_never_loses_it(needs: Support, vote: Vote) -> None:
    ours, theirs, spoilt, present, entitled = vote
    better = ours + 1, theirs, spoilt, present + 1, entitled + 1
    converted = ours + 1, theirs - 1, spoilt, present, entitled
    for other in (better, converted) if theirs else (better,):
        assert comes_to(needs, other) == CARRIED or comes_to(needs, vote) != CARRIED


@given(majorities(), votes())
def test_the_smallest_majority_is_just_enough(needs: Support, vote: Vote) -> None:
    ours, theirs, spoilt, present, entitled = vote
    base = counted(ours, theirs, spoilt, present, entitled)[needs.of]
    wanted = smallest(needs.share * base, needs.test)
    assert passes(wanted, needs.share * base, needs.test)
    assert wanted == 0 or not passes(wanted - 1, needs.share * base, needs.test)
    assert needed(needs, counted(*vote)) == wanted + needs.and_more
    assert (comes_to(needs, vote) == CARRIED) == (ours >= needed(needs, counted(*vote)))


@pytest.mark.parametrize(
    ("of", "wanted"), [("valid", 212), ("papers", 212), ("cast", 225), ("present", 229), ("entitled", 230)]
)
def test_the_bases(of: Any, wanted: int) -> None:
    assert counted(172, 40, 13, 229, 230)[of] == wanted


def test_the_vote_of_28_june_2016() -> None:
    simple = Support.model_validate({"share": "1/2"})
    assert smallest(simple.share * 212, simple.test) == 107
    assert comes_to(simple, (172, 40, 4, 216, 229)) == "carried"
    assert comes_to(simple, (106, 106, 4, 216, 229)) == "tied"
    assert comes_to(simple, (105, 107, 4, 216, 229)) == "lost"


def test_spoilt_papers_count_only_among_those_cast() -> None:
    vote = (5, 4, 2, 11, 20)
    wanted = {"valid": "carried", "cast": "lost", "present": "lost", "entitled": "lost"}
    for of, outcome_ in wanted.items():
        assert comes_to(Support.model_validate({"share": "1/2", "of": of}), vote) == outcome_


def test_exactly_two_thirds() -> None:
    vote = (20, 10, 0, 30, 30)
    assert comes_to(Support.model_validate({"share": "2/3", "test": "at least"}), vote) == "carried"
    assert comes_to(Support.model_validate({"share": "2/3", "test": "more than"}), vote) == "lost"
    assert comes_to(Support.model_validate({"share": "0.667", "test": "at least"}), vote) == "lost"


def test_sixty_in_a_hundred_and_one_more() -> None:
    """As the caucus of New Zealand Labour has it: 22 of 34."""
    needs = Support.model_validate({"share": "60%", "of": "entitled", "test": "at least", "and_more": 1})
    assert needed(needs, counted(22, 12, 0, 34, 34)) == 22
    assert comes_to(needs, (21, 13, 0, 34, 34)) == LOST
    assert comes_to(needs, (22, 12, 0, 34, 34)) == CARRIED
