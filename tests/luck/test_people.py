"""Unknowns, parts of a whole and lots."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from luck.crowd import NOW, crowd, distance, distance_allowed
from rulesim.luck.ballot import lot
from rulesim.luck.draws import BLOCK, Floats
from rulesim.luck.people import People, plain


def floats(chance: Fraction | Floats) -> NDArray[np.float64]:
    return np.broadcast_to(plain(chance), BLOCK)


MOODS = {"mood": {"from": "0%", "to": "80%"}, "zeal": {"low": "20%", "high": "70%"}}
PEOPLE = crowd("decision", {}, {}, MOODS)


def test_an_unknown_is_drawn_once_a_run_and_from_its_own_stream() -> None:
    other = crowd("decision", {}, {}, {"zeal": MOODS["zeal"]})
    assert PEOPLE.chance("zeal") is PEOPLE.chance("zeal")
    assert np.array_equal(floats(PEOPLE.chance("zeal")), floats(other.chance("zeal")))
    assert abs(np.corrcoef(floats(PEOPLE.chance("zeal")), floats(PEOPLE.chance("mood")))[0, 1]) < 0.07


@given(st.fractions(0, 1), st.integers(1, 3))
def test_the_rest_is_what_the_others_leave_in_equal_parts(known: Fraction, rests: int) -> None:
    parts = PEOPLE.parts({"ann": known, **{f"rest-{i}": "rest" for i in range(rests)}})
    assert sum(part for part in parts.values() if isinstance(part, Fraction)) == 1
    assert parts["rest-0"] == (1 - known) / rests


def test_the_rest_beside_an_unknown_is_never_below_nothing() -> None:
    parts = {name: floats(part) for name, part in PEOPLE.parts({"a": "mood", "b": Fraction(1, 2), "c": "rest"}).items()}
    assert (parts["c"] >= 0).all()
    short = parts["a"] + parts["b"] <= 1
    assert np.allclose(sum(parts.values())[short], 1)
    assert (parts["c"][~short] == 0).all()


def test_lots_are_drawn_anew_in_every_round() -> None:
    first, again, second = (lot(PEOPLE, NOW, number) for number in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, second)
    law = {mark: mark / 10 for mark in range(11)}
    assert distance(first * 10, law) < distance_allowed()


def test_people_of_several_blocks_are_those_of_each_side_by_side() -> None:
    three = People(PEOPLE.scenario, PEOPLE.conduct, 1, 4, 3)
    each = [People(PEOPLE.scenario, PEOPLE.conduct, 1, block) for block in (4, 5, 6)]
    assert three.runs == 3 * BLOCK
    assert len(three.constant(7)) == 3 * BLOCK
    assert np.array_equal(plain(three.chance("mood")), np.concatenate([plain(one.chance("mood")) for one in each]))
    assert np.array_equal(lot(three, NOW, 1), np.concatenate([lot(one, NOW, 1) for one in each]))
    some = three.of(np.array([1, BLOCK + 1, 3 * BLOCK - 1]))
    assert some.runs == 3
    assert np.array_equal(lot(some, NOW, 1), lot(three, NOW, 1)[[1, BLOCK + 1, 3 * BLOCK - 1]])
    assert np.array_equal(lot(some.of(np.array([2])), NOW, 1), lot(three, NOW, 1)[[3 * BLOCK - 1]])
