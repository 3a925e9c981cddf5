"""Seats, points and unit votes over arrays are those of the rules."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rulesim.model.section import Points
from rulesim.rules import conversion as rule
from rulesim.rules.batch.conversion import highest_averages, points, unit_votes
from rulesim.rules.batch.scores import Scores

NAMES = ("ann", "bob", "cat")
UNITS = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=1, max_size=4)
"""Votes by unit and candidate; few, so that leaders are often level."""


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(1, 40))
def test_seats_are_those_of_the_rules(votes: list[int], seats: int) -> None:
    named = {str(who): Fraction(many) for who, many in enumerate(votes)}
    wanted = [int(many) for many in rule.highest_averages(named, seats).values()]
    assert highest_averages(np.array(votes)[:, None], np.array([seats]))[:, 0].tolist() == wanted


def told(scores: Scores) -> dict[str, Fraction]:
    return {who: Fraction(int(x), int(scores.scale[0])) for who, x in zip(NAMES, scores.many[:, 0], strict=True)}


@given(UNITS, st.integers(1, 200), st.booleans(), st.integers(0, 6), st.sampled_from([1, 1, 10**9]))
def test_points_are_those_of_the_rules(units: list[list[int]], worth: int, few: bool, decimals: int, size: int) -> None:
    how = Points(units=len(units), points=worth * size, at_most_papers=few, decimals=decimals)
    named = [{who: many * size for who, many in zip(NAMES, unit, strict=True)} for unit in units]
    assert told(points(np.array(units).T[:, :, None] * size, how)) == rule.points(NAMES, named, how)


@given(UNITS)
def test_unit_votes_are_those_of_the_rules(units: list[list[int]]) -> None:
    named = [dict(zip(NAMES, unit, strict=True)) for unit in units]
    assert told(unit_votes(np.array(units).T[:, :, None])) == rule.unit_votes(NAMES, named)


def test_points_of_large_units_are_not_cut() -> None:
    """10 million papers worth a million points in millionths: the product is beyond 64 bits."""
    how = Points(units=1, points=1_000_000, decimals=6)
    found = points(np.array([[[10_000_000]], [[0]], [[0]]]), how)
    assert told(found) == {"ann": 1_000_000, "bob": 0, "cat": 0}
