"""Which case of conduct applies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.majorities import is_majority

from rulesim.luck.cases import Past, holds, pick
from rulesim.model.conduct import DecisionConduct, When

VOTES = {"for": 172, "against": 40, "valid": 212, "cast": 216, "present": 216, "entitled": 229}
AFTER_THE_VOTE = Past({"confidence": "carried"}, {"confidence": VOTES})


def when(**written: Any) -> When:
    return When.model_validate(written)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ({"stage": "confidence", "outcome": "carried"}, True),
        ({"stage": "confidence", "outcome": "lost"}, False),
        ({"stage": "challenge", "outcome": "met"}, False),
        ({"stage": "confidence", "at_least": "80%"}, True),
        ({"stage": "confidence", "at_least": "43/53"}, True),
        ({"stage": "confidence", "more_than": "43/53"}, False),
        ({"stage": "confidence", "at_least": "0.8113207"}, True),
        ({"stage": "confidence", "at_least": "0.8113208"}, False),
        ({"stage": "confidence", "at_least": "80%", "of": "cast"}, False),
        ({"stage": "confidence", "at_least": "80%", "of": "entitled"}, False),
        ({"stage": "confidence", "at_least": "3/4", "of": "entitled"}, True),
        ({"stage": "confidence", "votes": "against", "more_than": "10%"}, True),
        ({"stage": "confidence", "votes": "against", "more_than": "20%"}, False),
        ({"stage": "confidence", "outcome": "carried", "at_least": "90%"}, False),
        ({"stage": "challenge", "at_least": "0%"}, False),
    ],
)
def test_what_happened_at_a_stage(written: dict[str, Any], wanted: bool) -> None:
    assert holds(when(**written), AFTER_THE_VOTE, ()) == wanted


@given(st.integers(0, 40), st.integers(0, 40), st.fractions(0, 1, max_denominator=12))
def test_shares_are_tested_exactly(ours: int, theirs: int, share: Any) -> None:
    past = Past({}, {"vote": {"for": ours, "valid": ours + theirs}})
    for key, test in (("at_least", "at least"), ("more_than", "more than")):
        condition = when(stage="vote", **{key: share})
        assert holds(condition, past, ()) == is_majority(ours, ours + theirs, share, test)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ({"standing": ["ann"]}, True),
        ({"standing": ["ann", "bob"]}, True),
        ({"standing": ["ann", "cat"]}, False),
        ({"not_standing": ["cat"]}, True),
        ({"not_standing": ["cat", "bob"]}, False),
        ({"standing": ["ann"], "not_standing": ["cat"]}, True),
        ({"standing": ["ann"], "not_standing": ["bob"]}, False),
    ],
)
def test_who_stands(written: dict[str, Any], wanted: bool) -> None:
    assert holds(when(**written), Past(), ("ann", "bob")) == wanted


def test_the_first_case_that_applies_is_picked() -> None:
    written = [
        {"when": {"stage": "confidence", "outcome": "lost"}},
        {"when": {"stage": "confidence", "at_least": "80%"}},
        {"when": {"standing": ["ann"]}},
        {},
    ]
    cases = tuple(DecisionConduct.model_validate(case) for case in written)
    assert pick(cases, AFTER_THE_VOTE, ("ann",)) == 1
    assert pick(cases, Past(), ("ann",)) == 2
    assert pick(cases, Past(), ()) == 3
    assert pick(cases, Past({"confidence": "lost"}), ("ann",)) == 0
