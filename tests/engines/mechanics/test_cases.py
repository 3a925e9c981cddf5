"""Which case of conduct applies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.majorities import is_majority

from rulesim.engines.mechanics.cases import cases_of, holds
from rulesim.model.conduct import DecisionConduct, When

Past = tuple[Mapping[str, str], Mapping[str, Mapping[str, int]]]
"""The last outcome of each stage, and the votes on each motion."""
VOTES = {"for": 172, "against": 40, "valid": 212, "cast": 216, "present": 216, "entitled": 229}
AFTER_THE_VOTE: Past = ({"confidence": "carried"}, {"confidence": VOTES})
NOTHING: Past = ({}, {})


def nobody(person: str) -> bool:
    """Nobody is on the ballot."""
    return False


def pick(cases: tuple[DecisionConduct, ...], past: Past, standing: Collection[str]) -> int:
    """The case that applies in one run."""
    found = cases_of(cases, True, lambda condition: bool(holds(condition, *past, lambda who: who in standing)))
    return list(found).index(True)


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
    assert holds(when(**written), *AFTER_THE_VOTE, nobody) is wanted


@given(st.integers(0, 40), st.integers(0, 40), st.fractions(0, 1, max_denominator=12))
def test_shares_are_tested_exactly(ours: int, theirs: int, share: Any) -> None:
    votes = {"vote": {"for": ours, "valid": ours + theirs}}
    for key, test in (("at_least", "at least"), ("more_than", "more than")):
        condition = when(stage="vote", **{key: share})
        assert holds(condition, {}, votes, nobody) == is_majority(ours, ours + theirs, share, test)


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
    assert holds(when(**written), *NOTHING, lambda person: person in ("ann", "bob")) is wanted


def test_the_first_case_that_applies_is_picked() -> None:
    written = [
        {"when": {"stage": "confidence", "outcome": "lost"}},
        {"when": {"stage": "confidence", "at_least": "80%"}},
        {"when": {"standing": ["ann"]}},
        {},
    ]
    cases = tuple(DecisionConduct.model_validate(case) for case in written)
    assert pick(cases, AFTER_THE_VOTE, ("ann",)) == 1
    assert pick(cases, NOTHING, ("ann",)) == 2
    assert pick(cases, NOTHING, ()) == 3
    assert pick(cases, ({"confidence": "lost"}, {}), ("ann",)) == 0


UGLY = Fraction("0.666666666666666667")
"""A share with which a product of 64 bits is cut."""
PEOPLE = ("ann", "bob")


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    """What a condition says of a vote and of who stands."""
    share = st.sampled_from((Fraction(1, 2), UGLY)) | st.fractions(0, 1, max_denominator=9)
    votes = {key: draw(share) for key in ("at_least", "more_than") if draw(st.booleans())}
    stand = {key: draw(st.lists(st.sampled_from(PEOPLE), max_size=1)) for key in ("standing", "not_standing")}
    outcome = {"outcome": draw(st.sampled_from(("carried", "lost")))} if draw(st.booleans()) else {}
    asked = {"stage": "vote", "of": draw(st.sampled_from(("valid", "entitled")))} if votes or outcome else {}
    return {**asked, **votes, **stand, **outcome}


@given(st.lists(conditions(), max_size=3), st.data())
def test_in_each_of_many_runs_the_case_applies_that_applies_to_it_alone(said: list[Any], data: st.DataObject) -> None:
    usable = [one for one in said if any(one.values())]
    cases = tuple(DecisionConduct.model_validate(one) for one in (*({"when": one} for one in usable), {}))
    counts = st.lists(st.integers(0, 2_000), min_size=4, max_size=4)
    ours, theirs, away = data.draw(counts), data.draw(counts), data.draw(counts)
    columns = {"for": np.array(ours), "valid": np.array(ours) + theirs, "entitled": np.array(ours) + theirs + away}
    standing = {who: np.array(data.draw(st.lists(st.booleans(), min_size=4, max_size=4))) for who in PEOPLE}
    outcomes = {"vote": "carried"}

    def happened(condition: When) -> Any:
        return holds(condition, outcomes, {"vote": columns}, standing.__getitem__)

    every = list(cases_of(cases, np.ones(4, bool), happened))
    assert np.sum(every, axis=0).tolist() == [1] * 4, "one case applies in each run"
    for run in range(4):
        votes = {"vote": {name: int(many[run]) for name, many in columns.items()}}
        here = [who for who in PEOPLE if standing[who][run]]
        assert [bool(one[run]) for one in every].index(True) == pick(cases, (outcomes, votes), here)
