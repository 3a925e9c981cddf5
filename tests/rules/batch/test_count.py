"""The count over arrays, the count of one run and a third, slow one come to the same, round by round."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given, settings
from oracles import counts as oracle
from oracles.rounds import Round as SlowRound
from strategies.ballots import PEOPLE, RUNOFF, ballot
from strategies.courses import MOST_ROUNDS, Polls, polls

from rulesim.model.ballot import Ballot
from rulesim.rules import count as alone
from rulesim.rules import scores as exact
from rulesim.rules.batch import count as together
from rulesim.rules.batch import scores as batch
from rulesim.rules.batch.integers import Whole, integers
from rulesim.rules.batch.round import AGAIN, EXCLUDED, KINDS, VOID

THIRDS = 3
"""Level names on a paper may make thirds of votes."""
COMES_TO = {**dict(enumerate(KINDS)), EXCLUDED: "excluded", AGAIN: "again", VOID: "void"}


def scale(drawn: Polls) -> Whole:
    """Sections add up in thirds; in a college figures are taken in proportion."""
    return integers([1 if drawn.ballot.is_college else THIRDS])


def named(marks: np.ndarray[Any, Any]) -> frozenset[str]:
    return frozenset(PEOPLE[who] for who in np.flatnonzero(marks))


def reopen(drawn: Polls) -> frozenset[str]:
    return frozenset({PEOPLE[len(drawn.standing) - 1]} if drawn.reopens else ())


class Together:
    """All runs of what was drawn, over arrays."""

    def __init__(self, drawn: Polls):
        marks = np.array([drawn.reopens and who == len(drawn.standing) - 1 for who in range(len(drawn.standing))])
        self.drawn = drawn
        self.count = together.open_count(drawn.ballot, drawn.standing, marks, fixed_papers=drawn.fixed)

    def step(self) -> together.Round:
        drawn, at = self.drawn, self.count.held % len(self.drawn.tally)
        gone = drawn.unrecorded[at]
        if gone is not None:
            done = together.take_from_record(self.count, np.repeat(gone[:, None], drawn.standing.shape[1], axis=1))
        else:
            tally = {
                name: batch.Scores(drawn.tally[at, number], scale(drawn))
                for number, name in enumerate(drawn.ballot.sections)
            }
            poll = batch.Poll(drawn.tally[at].sum(axis=0), tally, batch.Turnout(*drawn.turnout[at]))
            done = together.hold(self.count, poll, lambda: drawn.lots[at])
        may = together.may_withdraw(self.count, done)
        self.count = together.follow(self.count, done, may & drawn.withdrawn[at][:, None])
        return done


class Alone:
    """One run of what was drawn, in fractions."""

    def __init__(self, drawn: Polls, run: int):
        self.drawn, self.run = drawn, run
        standing = tuple(PEOPLE[who] for who in np.flatnonzero(drawn.standing[:, run]))
        self.count = alone.open_count(drawn.ballot, standing, reopen(drawn), fixed_papers=drawn.fixed)

    def step(self) -> alone.Round:
        drawn, at = self.drawn, self.count.held % len(self.drawn.tally)
        gone = drawn.unrecorded[at]
        if gone is not None:
            done = alone.take_from_record(self.count, tuple(sorted(named(gone))), exact.Poll({}, {}, exact.Turnout()))
        else:
            tally = {
                name: {
                    who: Fraction(int(drawn.tally[at, number, place, self.run]), int(scale(drawn)[0]))
                    for place, who in enumerate(PEOPLE[: len(drawn.standing)])
                }
                for number, name in enumerate(drawn.ballot.sections)
            }
            turnout = exact.Turnout(*drawn.turnout[at, :, self.run].tolist())
            done = alone.hold(self.count, exact.Poll(tally, tally, turnout), lambda: float(drawn.lots[at, self.run]))
        may = alone.may_withdraw(self.count, done)
        gone_too = tuple(who for who in may if who in named(drawn.withdrawn[at]))
        self.count = alone.follow(self.count, done, gone_too)
        return done


def assert_same_round(many: together.Round, run: int, one: alone.Round) -> None:
    assert COMES_TO[int(many.verdicts.kind[run])] == one.verdict.kind
    if one.verdict.kind not in ("again", "void"):
        assert named(many.verdicts.who[:, run]) == set(one.verdict.who)
    assert bool(many.tied[run]) == (one.first.kind == "tied")
    if many.scores is not None:
        over = int(np.broadcast_to(many.scores.scale, len(many.tied))[run])
        has = {PEOPLE[who]: Fraction(int(x), over) for who, x in enumerate(many.scores.many[:, run]) if x >= 0}
        assert has == one.scores


def assert_same_place(many: together.Count, run: int, one: alone.Count) -> None:
    if one.result is None:
        assert many.going[run]
        assert named(many.standing[:, run]) == set(one.standing)
        assert (many.held, many.void[run], many.used[run]) == (one.held, one.void, one.used)
    else:
        assert (KINDS[many.kind[run]], named(many.who[:, run])) == (one.result.kind, set(one.result.who))
        assert not many.going[run]


@settings(max_examples=600, deadline=None)
@given(polls())
def test_together_and_alone_they_come_to_the_same(drawn: Polls) -> None:
    many, each = Together(drawn), [Alone(drawn, run) for run in range(drawn.standing.shape[1])]
    for _ in range(MOST_ROUNDS):
        for run, one in enumerate(each):
            assert_same_place(many.count, run, one.count)
        if not many.count.going.any():
            return
        done = many.step()
        for run, one in enumerate(each):
            if one.count.result is None:
                assert_same_round(done, run, one.step())
    assert any(gone is not None for gone in drawn.unrecorded), "only a record can have rounds without end"


@settings(max_examples=400, deadline=None)
@given(polls())
def test_a_count_takes_the_course_of_a_third_one(drawn: Polls) -> None:
    ours = Alone(drawn, 0)
    theirs = oracle.Course(drawn.ballot, ours.count.standing, reopen(drawn), drawn.fixed)
    for _ in range(MOST_ROUNDS):
        result = ours.count.result
        assert theirs.result == (None if result is None else (result.kind, frozenset(result.who)))
        if result is not None:
            return
        assert theirs.standing == ours.count.standing
        at, standing = ours.count.held % len(drawn.tally), theirs.standing
        done = ours.step()
        said, used = slow(drawn, theirs, at, done)
        assert (said.kind, said.who or frozenset()) == (done.verdict.kind, frozenset(done.verdict.who))
        left = {who for who in standing if said.kind != "excluded" or who not in said.who}
        theirs.go_on(said, used, frozenset(left & named(drawn.withdrawn[at])))
        theirs.earlier.append(done.scores)


def slow(drawn: Polls, course: oracle.Course, at: int, done: alone.Round) -> tuple[oracle.Said, int]:
    gone = drawn.unrecorded[at]
    if gone is not None:
        return oracle.Said("excluded", named(gone), told=True), 0
    spoilt, exhausted, entitled = drawn.turnout[at, :, 0].tolist()
    round_ = SlowRound(done.scores, spoilt, entitled, not drawn.ballot.is_college, exhausted)
    said = oracle.said_of(drawn.ballot, round_, course.reopen)
    if said.kind != "tied" or not drawn.ballot.binding:
        return said, 0
    ties, lot = drawn.ballot.tie_rules[course.tries :], float(drawn.lots[at, 0])
    said, place = oracle.broken(
        ties, said, sorted(said.who, key=done.first.who.index), course.earlier, lot, course.reopen
    )
    return said, course.tries + place


def held(rules: Ballot, *rounds: list[int], gone: str = "", reopens: bool = False) -> tuple[str, frozenset[str], int]:
    """What one run comes to by both counts, for whom, and after how many rounds; `gone` goes after the first."""
    many, people = len(rounds), len(rounds[0])
    withdrawn = np.array([[number == 0 and who == gone for who in PEOPLE[:people]] for number in range(many)])
    tally = np.array(rounds)[:, None, :, None] * THIRDS
    nothing, lots = np.zeros((many, 3, 1), np.int64), np.full((many, 1), 0.9)
    drawn = Polls(rules, np.ones((people, 1), bool), reopens, False, tally, nothing, withdrawn, [None] * many, lots)
    ours, one = Together(drawn), Alone(drawn, 0)
    for _ in range(many):
        if one.count.result is None:
            assert_same_round(ours.step(), 0, one.step())
            assert_same_place(ours.count, 0, one.count)
    assert one.count.result is not None
    return one.count.result.kind, frozenset(one.count.result.who), one.count.held


def test_whoever_withdraws_is_gone() -> None:
    assert held(ballot(**RUNOFF), [5, 4, 3, 2], [5, 9, 6, 0], gone="bob") == ("elected", {"cat"}, 2)


def test_a_void_round_does_not_count_and_its_rules_are_used_up() -> None:
    rules = ballot(**RUNOFF, ties=["revote", "lot"], rounds=1)
    assert held(rules, [1, 1], [1, 1]) == ("elected", {"bob"}, 2)


def test_the_only_one_left_is_elected_while_there_are_rounds_left() -> None:
    rules: dict[str, Any] = {"wins": {"majority": {"share": "3/4"}}}
    assert held(ballot(**rules), [2, 1]) == ("elected", {"ann"}, 1)
    assert held(ballot(**rules, rounds=1), [2, 1]) == ("no result", {"ann"}, 1)


def test_the_choice_to_reopen_never_leaves() -> None:
    rules = ballot(wins={"majority": {"share": "2/3"}}, reopen_nominations=True)
    assert held(rules, [5, 4, 0], [5, 0, 6], reopens=True) == ("reopened", {"cat"}, 2)


def test_only_where_papers_are_fixed_a_round_that_changes_nothing_is_the_last() -> None:
    rules = ballot(wins={"majority": {"share": "100%"}}, excludes="nobody", rounds=3)
    poll = exact.Poll({}, {"everybody": {"ann": Fraction(2), "bob": Fraction(1)}}, exact.Turnout())
    for fixed in (True, False):
        count = alone.open_count(rules, ("ann", "bob"), fixed_papers=fixed)
        after = alone.follow(count, alone.hold(count, poll, lambda: 0.0))
        assert (after.result is not None) == fixed
