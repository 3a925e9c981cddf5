"""How a count goes from round to round, by both writings of the rules: results worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from strategies.ballots import RUNOFF, ballot

from rules.twice import Course, held

LEVEL = {"ann": 2, "bob": 2}
HALF: dict[str, Any] = {"wins": {"majority": {"share": "1/2"}}}


def course(*rounds: dict[str, int], **options: Any) -> Course:
    """A count under the rules of a run-off, or others; what is about the count itself is passed on."""
    about = {name: options.pop(name) for name in ("people", "lot", "reopen", "fixed", "gone") if name in options}
    more = {"reopen_nominations": True} if about.get("reopen") else {}
    return held(ballot(**{**RUNOFF, "ties": ["lot"], **more, **options}), *rounds, **about)


@pytest.mark.parametrize(("rounds", "wins"), [(1, {"ann": 3, "bob": 2}), (2, {"ann": 2, "bob": 3})])
def test_a_vote_taken_again_is_beside_the_rounds_allowed(rounds: int, wins: dict[str, int]) -> None:
    told = course(LEVEL, wins, ties=["revote"], rounds=rounds)
    assert told.said[0] == ("void", ())
    assert (told.count.void, told.count.held) == (1, 2)
    assert told.result == ("elected", (max(wins, key=wins.__getitem__),), "passes")


def test_a_vote_taken_again_gives_the_whole_number_of_rounds_that_count() -> None:
    three = {"ann": 4, "bob": 3, "cat": 3}
    told = course(three, {**three, "cat": 2}, {"ann": 4, "bob": 4}, ties=["revote", "lot"], rounds=2, lot=0.9)
    assert [kind for kind, _ in told.said] == ["void", "excluded", "void"]
    after = course(
        three, {**three, "cat": 2}, {"ann": 4, "bob": 4}, {"ann": 5, "bob": 3}, ties=["revote", "lot"], rounds=2
    )
    assert after.result == ("elected", ("ann",), "passes")
    assert (after.count.held, after.count.void) == (4, 2)


def test_a_vote_taken_again_is_taken_once_and_then_the_rules_after_it_count() -> None:
    told = course(LEVEL, LEVEL, ties=["revote", "lot"], rounds=1, lot=0.5)
    assert told.said == [("void", ()), ("elected", ("bob",))]
    assert [done.used for done in told.rounds] == [1, 0]
    once = course(LEVEL, LEVEL, ties=["revote"], rounds=5)
    assert once.result == ("tied", ("ann", "bob"), "unbroken tie")


def test_the_last_round_allowed_ends_it_with_those_left() -> None:
    three = {"ann": 4, "bob": 3, "cat": 2}
    assert course(three, rounds=1).result == ("no result", ("ann", "bob"), "last round")
    assert course(three, {"ann": 4, "bob": 5}, rounds=2).result == ("elected", ("bob",), "passes")
    assert course(three, rounds=2).result is None


@pytest.mark.parametrize(("rounds", "result"), [(2, None), (1, ("no result", ("ann", "bob"), "nobody leaves"))])
def test_a_round_after_which_nobody_leaves_counts(rounds: int, result: object) -> None:
    assert course(LEVEL, ties=["nobody leaves"], rounds=rounds).result == result


def test_where_the_papers_are_the_same_a_round_after_which_nobody_leaves_is_the_last() -> None:
    assert course(LEVEL, ties=["nobody leaves"], rounds=5).result is None
    assert course(LEVEL, ties=["nobody leaves"], rounds=5, fixed=True).result == (
        "no result",
        ("ann", "bob"),
        "nobody leaves",
    )


def test_without_a_number_of_rounds_it_ends_once_nobody_leaves() -> None:
    strict: dict[str, Any] = {
        "wins": {"majority": {"share": "2/3"}},
        "excludes": {"below": {"count": 3}, "lowest": False},
    }
    ahead = {"ann": 5, "bob": 4, "cat": 1}
    told = course(ahead, {"ann": 5, "bob": 5}, **strict, rounds="until nobody leaves")
    assert told.said == [("excluded", ("cat",)), ("again", ())]
    assert told.result == ("no result", ("ann", "bob"), "nobody passes")
    again = course(ahead, {"ann": 5, "bob": 5}, **strict, rounds=3)
    assert again.result is None


def test_without_a_number_of_rounds_whoever_withdraws_has_left() -> None:
    strict: dict[str, Any] = {"wins": {"majority": {"share": "2/3"}}, "excludes": "nobody"}
    told = course({"ann": 5, "bob": 4, "cat": 3}, **strict, rounds="until nobody leaves", gone=[["cat"]])
    assert told.result is None
    assert told.count.standing == ("ann", "bob")


def test_without_a_number_of_rounds_a_vote_is_taken_again_though_nobody_leaves() -> None:
    told = course(LEVEL, ties=["revote", "lot"], rounds="until nobody leaves")
    assert told.result is None


def test_who_is_left_alone_is_elected_unless_no_round_remains() -> None:
    needs = {"wins": {"majority": {"share": "3/4"}}}
    assert course({"ann": 2, "bob": 1}, **needs).result == ("elected", ("ann",), "only one left")
    assert course({"ann": 2, "bob": 1}, **needs, rounds=1).result == ("no result", ("ann",), "last round")
    beside = course({"ann": 2, "bob": 1, "ron": 0}, **needs, reopen="ron")
    assert (beside.result, beside.count.standing) == (None, ("ann", "ron"))


def test_where_all_leave_nobody_is_left() -> None:
    told = course({"ann": 2, "bob": 2, "cat": 2}, ties=["both out"])
    assert told.result == ("no result", (), "nobody left")
    assert told.count.has_no_candidate
    both = course({"ann": 4, "bob": 3}, excludes="nobody", wins={"lead": {"share": "1/2"}}, gone=[["ann", "bob"]])
    assert both.result == ("no result", (), "nobody left")


def test_with_only_the_choice_to_reopen_left_it_wins_the_next_round() -> None:
    all_of_them: dict[str, Any] = {"wins": {"majority": {"share": "100%"}}, "reopen": "ron", "gone": [["ann", "bob"]]}
    first = {"ann": 5, "bob": 5, "ron": 3}
    told = course(first, **all_of_them)
    assert (told.result, told.count.people) == (None, ())
    ended = course(first, **all_of_them, rounds=1)
    assert ended.result == ("no result", (), "last round")
    assert ended.count.has_no_candidate
    assert course(first, {"ron": 1}, **all_of_them).result == ("reopened", ("ron",), "most votes")


def test_without_a_candidate_or_with_one_there_is_no_vote() -> None:
    assert course(people=("ann",)).result == ("elected", ("ann",), "only candidate")
    assert course(people=("ann", "ron"), reopen="ron").result == ("elected", ("ann",), "only candidate")
    assert course(people=("ann", "bob")).result is None
    assert course(people=("ann",), sole_candidate="ballot").result is None
    assert course(people=("ann",), keeps=2).result is None
    assert course(people=("ann",), binding=False).result is None


def test_on_an_advisory_ballot_one_round_is_held_and_nobody_wins_or_leaves() -> None:
    told = course({"ann": 5, "bob": 2}, binding=False, gone=[["bob"]])
    assert told.result == ("held", ("ann", "bob"), "advisory")
    level = course(LEVEL, binding=False, ties=None)
    assert (level.result, level.count.silent_ties) == (("held", ("ann", "bob"), "advisory"), 0)
    beside = course({"ann": 1, "ron": 2}, binding=False, reopen="ron")
    assert beside.result == ("held", ("ann",), "advisory")


def test_a_short_list_is_left_once_no_more_stand_than_it_keeps() -> None:
    four = {"ann": 5, "bob": 4, "cat": 3, "dan": 2}
    told = course(four, {**four, "dan": 0}, keeps=2)
    assert told.said == [("excluded", ("dan",)), ("excluded", ("cat",))]
    assert told.result == ("shortlisted", ("ann", "bob"), "few enough")
    assert course(four, keeps=3).result == ("shortlisted", ("ann", "bob", "cat"), "few enough")
    assert course(four, keeps=2, rounds=1).result == ("no result", ("ann", "bob", "cat"), "last round")
    assert course(four, keeps=2, rounds=1, gone=[["cat"]]).result == ("shortlisted", ("ann", "bob"), "few enough")


def test_the_choice_to_reopen_wins_takes_no_place_on_a_short_list_and_never_leaves() -> None:
    assert course({"ann": 3, "bob": 2, "ron": 6}, reopen="ron").result == ("reopened", ("ron",), "passes")
    assert course({"ann": 3, "bob": 2, "cat": 1, "ron": 0}, reopen="ron", keeps=2).result == (
        "shortlisted",
        ("ann", "bob"),
        "few enough",
    )
    told = course({"ann": 3, "bob": 3, "ron": 0}, {"ann": 1, "ron": 2}, reopen="ron", lot=0.9)
    assert told.said == [("excluded", ("bob",)), ("reopened", ("ron",))]
    assert told.result == ("reopened", ("ron",), "passes")


def test_a_tie_with_the_choice_to_reopen_is_for_the_first_place() -> None:
    told = [course({"ann": 2, "ron": 2}, reopen="ron", sole_candidate="ballot", lot=lot) for lot in (0.4, 0.6)]
    assert [one.result for one in told] == [("elected", ("ann",), "lot"), ("reopened", ("ron",), "lot")]


def test_silences_of_the_rules_are_counted() -> None:
    three = {"ann": 3, "bob": 2, "cat": 2}
    told = course(three, {"ann": 2, "cat": 2}, ties="not in the rules")
    assert told.count.silent_ties == 2
    assert course(three, {"ann": 2, "cat": 2}).count.silent_ties == 0
    none = course({"ann": 0, "bob": 0, "cat": 0}, {"ann": 0, "bob": 0})
    assert none.count.empty_rounds == 2
    assert course({"ann": 0, "bob": 0, "cat": 1}).count.empty_rounds == 0


def test_who_may_withdraw_is_not_who_leaves_or_has_won() -> None:
    three = {"ann": 4, "bob": 3, "cat": 2}
    assert course(three, gone=[["bob", "cat"]]).result == ("elected", ("ann",), "only one left")
    won = course({"ann": 6, "bob": 2, "cat": 1}, gone=[["ann"]])
    assert won.result == ("elected", ("ann",), "passes")
    void = course({"ann": 3, "bob": 3}, {"ann": 4, "bob": 3}, ties=["revote"], gone=[["bob"]])
    assert [set(done.scores) for done in void.rounds] == [{"ann", "bob"}, {"ann", "bob"}]
