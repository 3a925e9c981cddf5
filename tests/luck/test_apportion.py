"""Whole people in proportion to shares."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.apportionment import largest_remainders

from rulesim.luck.division import apportion

PARTS = st.lists(st.integers(0, 100), min_size=1, max_size=5)
MANY_PARTS = st.lists(st.integers(0, 4), min_size=12, max_size=40)
"""Many are put in order rather than compared pair by pair; few values, so that remainders are often level."""


def apportioned(people: int, parts: list[Fraction]) -> list[int]:
    table = np.array([[float(part)] for part in parts])
    return apportion(np.array([people]), table)[:, 0].tolist()


@given(st.integers(0, 600), PARTS | MANY_PARTS, st.integers(1, 100))
def test_as_a_count_in_fractions(people: int, parts: list[int], whole: int) -> None:
    shares = [Fraction(part, whole) for part in parts]
    assert apportioned(people, shares) == largest_remainders(people, shares)


@given(st.integers(0, 600_000), PARTS)
def test_people_are_conserved_and_nobody_is_a_whole_person_off(people: int, parts: list[int]) -> None:
    found = apportioned(people, [Fraction(part, 100) for part in parts])
    whole = sum(parts)
    assert sum(found) == (people if whole else 0)
    for many, part in zip(found, parts, strict=True):
        assert abs(many - Fraction(people * part, max(whole, 1))) < 1
        assert part or not many


def test_the_earlier_wins_level_remainders() -> None:
    assert apportioned(5, [Fraction(1, 2), Fraction(1, 2)]) == [3, 2]
    assert apportioned(208, [Fraction(30, 100), Fraction(55, 100), Fraction(15, 100)]) == [63, 114, 31]
    assert apportioned(10, [Fraction(1, 3)] * 3) == [4, 3, 3]


@given(st.lists(st.tuples(st.integers(0, 50), PARTS.filter(lambda parts: len(parts) == 3)), min_size=1, max_size=6))
def test_runs_do_not_touch_one_another(runs: list[tuple[int, list[int]]]) -> None:
    people = np.array([many for many, _ in runs])
    table = np.array([[float(part) for part in parts] for _, parts in runs]).T
    together = apportion(people, table).T.tolist()
    alone = [apportioned(many, [Fraction(part) for part in parts]) for many, parts in runs]
    assert together == alone


def test_parts_too_small_to_divide_by_are_parts_all_the_same() -> None:
    """As a Dirichlet draw that is hardly sure of anything can leave them."""
    assert apportion(np.array([9]), np.array([[5e-324], [1e-323], [0.0]]))[:, 0].tolist() == [3, 6, 0]


@pytest.mark.parametrize("candidates", [9, 40])
def test_a_run_is_the_same_alone_and_among_others(candidates: int) -> None:
    """NumPy adds up one column in another order than many; among very many people the last digit then decides."""
    draws = np.random.default_rng(1)
    people, parts = draws.integers(2**49, 2**50, 300), draws.gamma(1, size=(candidates, 300))
    alone = [apportion(people[run : run + 1], parts[:, run : run + 1])[:, 0].tolist() for run in range(300)]
    assert apportion(people, parts).T.tolist() == alone
