"""Ties in many runs at once: who wins or leaves by each rule, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from rulesim.model.ballot import TieRule
from rulesim.rules.batch.round import AGAIN, ELECTED, EXCLUDED, REOPENED, TIED, VOID, Verdicts
from rulesim.rules.batch.scores import Scores
from rulesim.rules.batch.ties import UNBROKEN, Broken, break_ties

PEOPLE = "abcde"


def marks(*runs: str) -> Any:
    """Who is meant in each run, by letter."""
    return np.array([[who in run for run in runs] for who in PEOPLE])


def told(table: Any) -> list[str]:
    """The letters of those who are marked, run by run."""
    return ["".join(who for who, marked in zip(PEOPLE, run, strict=True) if marked) for run in table.T]


def level(*runs: str, leave: Sequence[int] = (), also: Sequence[str] = (), first: Sequence[int] = ()) -> Verdicts:
    """Ties among the letters of each run: `leave` of them go, and `also` in any case, but in those for the `first`."""
    for_first = np.isin(np.arange(len(runs)), first)
    goes = np.where(for_first, 0, np.array(leave or [1] * len(runs)))
    return Verdicts(np.full(len(runs), TIED), marks(*runs), goes, marks(*(also or [""] * len(runs))), for_first)


def broken(rules: Sequence[TieRule], said: Verdicts, **more: Any) -> Broken:
    """Breaks ties in place; no lot may be drawn unless some are given."""
    runs = len(said.kind)

    def draw() -> Any:
        assert "lots" in more, "no lot is drawn here"
        return np.array(more["lots"])

    where = np.array(more.get("where", [True] * runs))
    earlier = [Scores(np.array(one).T) for one in more.get("earlier", ())]
    reopen = np.array([who in more.get("reopen", "") for who in PEOPLE])
    return break_ties(rules, said, where, earlier, draw, reopen, np.array(more.get("used", [0] * runs)))


@pytest.mark.parametrize(("among", "many"), [("abc", 2), ("abde", 2), ("abcde", 3), ("bcde", 3), ("ace", 1)])
def test_a_lot_chooses_so_many_each_choice_in_its_own_part_of_the_unit(among: str, many: int) -> None:
    """The choices stand in the order of the ballot: ab, ac, bc. A lot on the edge of a part belongs to the next."""
    choices = ["".join(choice) for choice in combinations(among, many)]
    lots = [(place + inside) / len(choices) for place in range(len(choices)) for inside in (1e-9, 0.5, 1 - 1e-9)]
    said = level(*[among] * len(lots), leave=[many] * len(lots))
    done = broken(["lot"], said, lots=lots)
    assert told(said.who) == [choice for choice in choices for _ in range(3)]
    assert (said.kind == EXCLUDED).all()
    assert done.rule.tolist() == [0] * len(lots)
    assert done.used.tolist() == [0] * len(lots)


def test_each_run_has_a_lot_of_its_own_for_as_many_as_must_leave_there() -> None:
    said = level("abc", "bcd", "ae", "abcd", leave=[2, 1, 1, 3], also=["de", "", "c", ""])
    broken(["lot"], said, lots=[0.5, 0.5, 0.99, 0.0])
    assert told(said.who) == ["acde", "c", "ce", "abc"]


def test_a_lot_for_the_first_place_chooses_one_and_nobody_leaves_with_them() -> None:
    said = level("ab", "cd", leave=[0, 0], also=["e", "e"], first=[0, 1])
    broken(["lot"], said, lots=[0.5, 0.49], reopen="d")
    assert told(said.who) == ["b", "c"]
    assert said.kind.tolist() == [ELECTED, ELECTED]


def test_where_the_choice_to_reopen_is_drawn_nominations_reopen() -> None:
    said = level("ad", "ad", "ad", leave=[0, 0, 1], first=[0, 1])
    broken(["lot"], said, lots=[0.5, 0.4, 0.5], reopen="d")
    assert said.kind.tolist() == [REOPENED, ELECTED, EXCLUDED]
    assert told(said.who) == ["d", "a", "d"]


def test_the_latest_round_that_differs_tells_who_goes_and_who_wins() -> None:
    rounds = [[[9, 1, 1, 5, 0]] * 4, [[3, 3, 2, 0, 9]] * 4]
    said = level("ab", "bc", "ab", "abc", first=[2])
    done = broken(["earlier rounds"], said, earlier=rounds)
    assert told(said.who) == ["b", "c", "a", "c"]
    assert said.kind.tolist() == [EXCLUDED, EXCLUDED, ELECTED, EXCLUDED]
    assert done.rule.tolist() == [0, 0, 0, 0]


def test_who_was_eliminated_before_plays_no_part_and_who_is_still_level_goes_to_the_lot() -> None:
    said = level("abc", "abc", first=[1])
    done = broken(
        ["earlier rounds", "lot"], said, earlier=[[[4, 2, 2, -1, 9]] * 2, [[4, 4, 4, -1, -1]] * 2], lots=[0.6] * 2
    )
    assert told(said.who) == ["c", "a"]
    assert done.rule.tolist() == [1, 0]


def test_earlier_rounds_are_not_asked_where_two_must_leave() -> None:
    said = level("abc", "ab", leave=[2, 1])
    done = broken(["earlier rounds", "lot"], said, earlier=[[[1, 2, 3, 0, 0]] * 2], lots=[0.99] * 2)
    assert told(said.who) == ["bc", "a"]
    assert done.rule.tolist() == [1, 0]


def test_what_no_rule_breaks_stays_a_tie_between_those_still_level() -> None:
    said = level("abc", "abc", first=[1])
    done = broken(["earlier rounds"], said, earlier=[[[1, 1, 2, 0, 0], [2, 1, 2, 0, 0]]])
    assert told(said.who) == ["ab", "ac"]
    assert said.kind.tolist() == [TIED, TIED]
    assert done.rule.tolist() == [UNBROKEN, UNBROKEN]
    assert done.used.tolist() == [0, 0]


def test_where_there_is_no_tie_nothing_is_touched() -> None:
    said = level("ab", "ab", "ab")
    said.kind[1] = EXCLUDED
    done = broken(["lot"], said, where=[True, True, False], lots=[0.9] * 3)
    assert told(said.who) == ["b", "ab", "ab"]
    assert done.rule.tolist() == [0, UNBROKEN, UNBROKEN]
    untouched = level("ab")
    assert broken(["lot"], untouched, where=[False]).rule.tolist() == [UNBROKEN]
    assert told(untouched.who) == ["ab"]


def test_all_who_are_level_for_the_last_place_leave_and_the_first_place_is_filled() -> None:
    said = level("ab", "ab", also=["e", ""], first=[1])
    done = broken(["both out", "lot"], said, lots=[0.9, 0.9])
    assert told(said.who) == ["abe", "b"]
    assert said.kind.tolist() == [EXCLUDED, ELECTED]
    assert done.rule.tolist() == [0, 1]


@pytest.mark.parametrize(("rule", "kind", "used"), [("revote", VOID, 2), ("nobody leaves", AGAIN, 0)])
def test_a_rule_that_chooses_nobody_ends_a_tie_without_a_name(rule: TieRule, kind: int, used: int) -> None:
    said = level("abc", "abc", first=[1])
    done = broken(["earlier rounds", rule, "lot"], said, earlier=[[[1, 1, 2, 0, 0], [2, 1, 2, 0, 0]]])
    assert said.kind.tolist() == [kind, kind]
    assert told(said.who) == ["", ""]
    assert done.rule.tolist() == [1, 1]
    assert done.used.tolist() == [used, used]


def test_rules_that_a_round_held_again_has_used_up_are_passed_over() -> None:
    said = level("ab", "ab", "ab")
    done = broken(["revote", "both out", "lot"], said, used=[0, 1, 2], lots=[0.9] * 3)
    assert said.kind.tolist() == [VOID, EXCLUDED, EXCLUDED]
    assert told(said.who) == ["", "ab", "b"]
    assert done.rule.tolist() == [0, 1, 2]
    assert done.used.tolist() == [1, 0, 0]
