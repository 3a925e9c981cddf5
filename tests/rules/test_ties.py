"""How ties are broken."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from oracles import papers as oracle
from strategies import fields

from rulesim.model.ballot import TieRule
from rulesim.rules.round import Verdict
from rulesim.rules.ties import break_by_earlier_rounds, break_tie, draw_lots, drawn_places

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


@given(st.integers(0, 7), st.data(), st.floats(0, 1, exclude_max=True))
def test_a_lot_falls_on_one_of_all_choices_in_their_order(level: int, data: st.DataObject, u: float) -> None:
    many = data.draw(st.integers(0, level))
    ways = list(combinations(range(level), many))
    assert tuple(drawn_places(level, many, u)) == ways[int(u * len(ways))]


def test_a_lot_between_more_choices_than_can_be_listed() -> None:
    """A thousand of 2,000: there are about 10^600 choices, and half of them have the first in them."""
    assert tuple(drawn_places(2000, 1000, 0.0)) == tuple(range(1000))
    assert tuple(drawn_places(2000, 1000, 0.5)) == tuple(range(1, 1001))
    assert next(drawn_places(2000, 1000, 0.5 - 2**-53)) == 0


def tied(*who: str, for_what: Literal["first", "last"] = "last", leave: int = 1) -> Verdict:
    return Verdict("tied", who, "level", for_what, leave if for_what == "last" else 0)


def no_lot() -> float:
    raise AssertionError("no lot is drawn here")


def test_both_out_never_leaves_the_first_place_empty() -> None:
    last = break_tie(["both out"], tied("ann", "bob"), [], no_lot)
    assert (last.verdict.kind, last.verdict.who) == ("excluded", ("ann", "bob"))
    first = break_tie(["both out"], tied("ann", "bob", for_what="first"), [], no_lot)
    assert (first.verdict.kind, first.steps) == ("tied", ())
    lot = break_tie(["both out", "lot"], tied("ann", "bob", for_what="first"), [], lambda: 0.9)
    assert (lot.verdict.kind, lot.verdict.who) == ("elected", ("bob",))


def test_a_lot_falls_on_the_tied_in_the_order_in_which_they_stand() -> None:
    assert break_tie(["lot"], tied("cat", "ann"), [], lambda: 0.1).verdict.who == ("cat",)
    assert break_tie(["lot"], tied("ann", "cat"), [], lambda: 0.1).verdict.who == ("ann",)


def test_a_round_held_again_uses_up_the_rules_before_it() -> None:
    rules: list[TieRule] = ["earlier rounds", "revote", "both out"]
    first = break_tie(rules, tied("ann", "bob"), [], no_lot)
    assert (first.verdict.kind, first.verdict.why, first.used) == ("void", "revote", 2)
    assert [step.rule for step in first.steps] == ["earlier rounds", "revote"]
    second = break_tie(rules, tied("ann", "bob"), [], no_lot, used=first.used)
    assert (second.verdict.kind, second.used, len(second.steps)) == ("excluded", 0, 1)


def test_a_round_after_which_nobody_leaves_stands() -> None:
    for place in ("first", "last"):
        done = break_tie(["nobody leaves", "lot"], tied("ann", "bob", for_what=place), [], no_lot)
        assert (done.verdict.kind, done.verdict.who, done.verdict.why) == ("again", (), "nobody leaves")
        assert done.used == 0


def test_whoever_is_below_the_tied_leaves_with_those_chosen() -> None:
    verdict = Verdict("tied", ("ann", "bob"), "level", "last", 1, ("cat",))
    assert break_tie(["lot"], verdict, [], lambda: 0.0).verdict.who == ("ann", "cat")
    assert break_tie(["both out"], verdict, [], no_lot).verdict.who == ("ann", "bob", "cat")


def test_a_first_place_that_falls_to_the_choice_to_reopen() -> None:
    reopen = frozenset({"ron"})
    done = break_tie(["lot"], tied("ann", "ron", for_what="first"), [], lambda: 0.9, reopen)
    assert (done.verdict.kind, done.verdict.who) == ("reopened", ("ron",))
