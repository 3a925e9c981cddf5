"""How ties are broken."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from oracles import papers as oracle
from strategies import fields

from rulesim.rules.ballot import break_by_earlier_rounds, draw_lots

Rounds = list[dict[str, int]]


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[str, ...], Rounds]:
    """Some who are tied now, and what they had in earlier rounds; few votes, so that they were often level."""
    tied = draw(fields(2))
    one = st.fixed_dictionaries({who: st.integers(0, 2) for who in tied})
    return tied, draw(st.lists(one, max_size=4))


def points(rounds: Rounds) -> list[dict[str, Fraction]]:
    return [{who: Fraction(many) for who, many in one.items()} for one in rounds]


@given(histories())
def test_who_was_behind_in_the_latest_round_that_tells_leaves(history: tuple[tuple[str, ...], Rounds]) -> None:
    tied, rounds = history
    assert set(break_by_earlier_rounds(tied, points(rounds), "last")) == oracle.unbroken_loser(rounds, tied)


@given(histories())
def test_for_the_first_place_it_is_the_other_way_about(history: tuple[tuple[str, ...], Rounds]) -> None:
    tied, rounds = history
    mirrored = [{who: 2 - many for who, many in one.items()} for one in rounds]
    ours = break_by_earlier_rounds(tied, points(rounds), "first")
    assert ours == break_by_earlier_rounds(tied, points(mirrored), "last")


def test_the_latest_earlier_round_goes_first() -> None:
    rounds = points([{"ann": 9, "bob": 1, "cat": 1}, {"ann": 2, "bob": 3, "cat": 2}])
    assert break_by_earlier_rounds(("ann", "bob"), rounds, "last") == ("ann",)
    assert break_by_earlier_rounds(("ann", "bob"), rounds, "first") == ("bob",)
    assert break_by_earlier_rounds(("ann", "cat"), rounds, "last") == ("cat",)
    assert break_by_earlier_rounds(("ann", "cat"), rounds, "first") == ("ann",)


def test_three_who_are_level_are_told_apart_step_by_step() -> None:
    rounds = points([{"ann": 1, "bob": 2, "cat": 0}, {"ann": 4, "bob": 4, "cat": 5}])
    assert break_by_earlier_rounds(("ann", "bob", "cat"), rounds, "last") == ("ann",)
    assert break_by_earlier_rounds(("ann", "bob", "cat"), rounds, "first") == ("cat",)


@given(histories(), st.sampled_from(["first", "last"]), st.data())
def test_the_order_of_the_tied_never_matters(
    history: tuple[tuple[str, ...], Rounds], for_what: str, data: st.DataObject
) -> None:
    tied, rounds = history
    shuffled = tuple(data.draw(st.permutations(tied)))
    ours = break_by_earlier_rounds(tied, points(rounds), for_what)
    assert set(break_by_earlier_rounds(shuffled, points(rounds), for_what)) == set(ours)
    assert set(ours) <= set(tied)
    assert ours


def test_without_earlier_rounds_all_stay_level() -> None:
    assert break_by_earlier_rounds(("ann", "bob"), [], "last") == ("ann", "bob")


@given(histories(), st.data(), st.floats(0, 1, exclude_max=True))
def test_a_lot_draws_as_many_of_the_tied_as_must_leave(
    history: tuple[tuple[str, ...], Rounds], data: st.DataObject, u: float
) -> None:
    tied, _ = history
    many = data.draw(st.integers(1, len(tied)))
    drawn = draw_lots(tied, many, u)
    assert len(set(drawn)) == many
    assert set(drawn) <= set(tied)


def test_every_lot_is_equally_likely() -> None:
    drawn = [draw_lots(("ann", "bob", "cat"), 2, (step + 0.5) / 6) for step in range(6)]
    assert drawn == [pair for pair in (("ann", "bob"), ("ann", "cat"), ("bob", "cat")) for _ in range(2)]
