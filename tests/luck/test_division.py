"""How people divide among alternatives by chance: each option takes its part of those whom the others leave."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from luck.crowd import crowd, distance, distance_allowed
from rulesim.luck.binomial import binomial, how_many
from rulesim.luck.division import apportion, divide_by_chance, divide_in_fields, in_proportion, sum_of
from rulesim.luck.draws import BLOCK, DrawnError, NoDraws
from rulesim.luck.people import everywhere

PEOPLE = crowd("ballot", {}, {})
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
MOOD = np.linspace(0, 0.5, BLOCK)


def binomials(name: str, among: Any, chance: Any) -> Any:
    """What the draw at an address comes to."""
    return binomial(crowd("ballot", {}, {}).draws.uniform(f"here/{name}"), among, chance)


def test_each_option_takes_its_part_of_what_is_left() -> None:
    """A third, then a half: three quarters of what a third leaves."""
    found = divide_by_chance(PEOPLE, {"ann": THIRD, "bob": HALF, "cat": Fraction(1, 6)}, 60, "here")
    ann = binomials("ann", 60, 1 / 3)
    bob = binomials("bob", 60 - ann, 0.75)
    assert np.array_equal(found["ann"], ann)
    assert np.array_equal(found["bob"], bob)
    assert np.array_equal(found["cat"], 60 - ann - bob), "the last takes all who are left"


def test_after_certainty_nobody_is_left() -> None:
    found = divide_by_chance(PEOPLE, {"ann": Fraction(1), "bob": Fraction(0)}, 60, "here")
    assert (found["ann"] == 60).all()
    assert (found["bob"] == 0).all()
    unknown = divide_by_chance(PEOPLE, {"ann": np.ones(BLOCK), "bob": np.zeros(BLOCK)}, 60, "here")
    assert (unknown["ann"] == 60).all()
    assert (unknown["bob"] == 0).all()


@pytest.mark.parametrize("unknown_first", [True, False])
def test_an_unknown_part_takes_its_part_of_what_is_left_too(unknown_first: bool) -> None:
    chances = {"ann": MOOD, "bob": HALF} if unknown_first else {"bob": HALF, "ann": MOOD}
    found = divide_by_chance(PEOPLE, chances, 60, "here")
    if unknown_first:
        ann = binomials("ann", 60, MOOD)
        assert np.array_equal(found["ann"], ann)
        assert np.array_equal(found["bob"], binomials("bob", 60 - ann, 0.5 / (1 - MOOD)))
    else:
        bob = binomials("bob", 60, 0.5)
        assert np.array_equal(found["bob"], bob)
        assert np.array_equal(found["ann"], binomials("ann", 60 - bob, MOOD / 0.5))


def test_unknown_parts_beyond_the_whole_are_cut() -> None:
    found = divide_by_chance(PEOPLE, {"ann": np.full(BLOCK, 0.8), "bob": np.full(BLOCK, 0.8)}, 60, "here")
    assert np.array_equal(found["ann"] + found["bob"], np.full(BLOCK, 60))


def divided(parts: Any, field: Any, size: Any = 60, whole: Any = Fraction(1)) -> dict[str, Any]:
    """What everybody gets over all runs."""
    found = {name: np.full(BLOCK, -1) for name in parts if name in field}
    for runs, counts in divide_in_fields(PEOPLE, parts, whole, size, field, "here"):
        for name, many in counts.items():
            found[name][runs] = many
    return found


def test_among_those_who_stand_people_divide_in_proportion() -> None:
    parts = {"ann": HALF, "bob": Fraction(3, 10), "cat": Fraction(1, 10)}
    found = divided(parts, everywhere(("bob", "cat"), BLOCK))
    assert np.array_equal(found["bob"] + found["cat"], np.full(BLOCK, 60))
    assert np.array_equal(found["bob"], binomials("bob", 60, 0.75))
    part = divided(parts, everywhere(("bob", "cat"), BLOCK), whole=Fraction(9, 10))
    assert np.array_equal(part["bob"], binomials("bob", 60, 0.675))
    law = {k: float(binom.cdf(k - 1, 60, 0.225)) for k in range(62)}
    assert distance(part["cat"], law) < distance_allowed()


def test_whoever_stands_only_in_some_runs_gets_people_only_there() -> None:
    parts, even = {"ann": HALF, "bob": HALF}, np.arange(BLOCK) % 2 == 0
    size = np.arange(BLOCK) % 50
    found = divided(parts, {"ann": np.ones(BLOCK, bool), "bob": even}, size)
    assert np.array_equal(found["ann"][~even], size[~even])
    assert (found["bob"][~even] == -1).all()
    assert np.array_equal((found["ann"] + found["bob"])[even], size[even])
    assert np.array_equal(found["ann"][even], binomials("ann", size, 0.5)[even])


def test_with_an_unknown_part_all_runs_are_divided_at_once() -> None:
    even = np.arange(BLOCK) % 2 == 0
    found = divided({"ann": MOOD, "bob": HALF}, {"ann": even, "bob": np.ones(BLOCK, bool)}, whole=HALF)
    assert (found["ann"][~even] == 0).all()
    chance = np.where(even, MOOD * 0.5 / np.where(even, MOOD + 0.5, 1), 0)
    assert np.array_equal(found["ann"], binomials("ann", 60, chance))
    assert (found["bob"][~even] <= 60).all()
    assert np.array_equal(found["bob"][~even], binomials("bob", 60, np.full(BLOCK, 0.5))[~even])


def test_where_those_who_stand_have_no_part_nobody_goes_to_them() -> None:
    none = divided({"ann": HALF, "bob": Fraction(0)}, everywhere(("bob",), BLOCK))
    assert (none["bob"] == 0).all()
    unknown = divided({"ann": MOOD, "bob": np.zeros(BLOCK)}, everywhere(("bob",), BLOCK))
    assert (unknown["bob"] == 0).all()


def test_proportions_keep_their_whole() -> None:
    stands = {"ann": np.array([True, False, True]), "bob": np.array([True, True, False])}
    found = in_proportion({"ann": Fraction(1, 5), "bob": Fraction(3, 5), "cat": Fraction(1, 5)}, 0.8, stands)
    assert found["ann"] == pytest.approx([0.2, 0, 0.8])
    assert found["bob"] == pytest.approx([0.6, 0.8, 0])
    assert "cat" not in found


def test_the_sum_of_parts_is_exact_where_they_are() -> None:
    assert sum_of({"ann": THIRD, "bob": HALF}) == Fraction(5, 6)
    assert np.allclose(np.asarray(sum_of({"ann": MOOD, "bob": HALF})), MOOD + 0.5)


def test_where_no_part_is_above_nothing_nobody_is_apportioned() -> None:
    assert apportion(np.array([9, 9]), np.array([[0.0, 1.0], [0.0, 0.0]])).T.tolist() == [[0, 0], [9, 0]]


@pytest.mark.parametrize(("chance", "many"), [(0.0, 0), (1.0, 60)])
def test_a_certainty_needs_no_draw(chance: float, many: int) -> None:
    people = crowd("ballot", {}, {})
    people.draws = NoDraws()
    assert (how_many(people, "here", 60, chance) == many).all()
    with pytest.raises(DrawnError, match="here"):
        how_many(people, "here", 60, 0.5)
