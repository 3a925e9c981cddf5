"""Many ballots counted at once come to what each comes to when it is counted alone, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies.ballots import RUNOFF, ballot
from strategies.courses import COUNTING, LOT

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.count import Round
from rulesim.rules.batch.papers import Counted, PaperBallots
from rulesim.rules.batch.papers import count_papers as count_together
from rulesim.rules.batch.round import KINDS
from rulesim.rules.papers import Counted as CountedAlone
from rulesim.rules.papers import PaperBallot
from rulesim.rules.papers import count_papers as count_alone
from rulesim.rules.scores import Turnout

NAMES = ("ann", "bob", "cat", "dan", "eve")
RANKED: dict[str, Any] = {"paper": "ranked", "votes": "transfer"}
MOST_ROUNDS = 40
"""More than any count of five candidates with four rules for ties can have."""


@dataclass(frozen=True)
class Case:
    """PaperBallots of one ballot, and the lots of each in each round."""

    together: PaperBallots
    lots: np.ndarray[Any, Any]

    def alone(self, row: int) -> PaperBallot:
        """The ballot of one profile, to be counted by itself."""
        own, stack = self.together, dict[Any, int]()
        for number, paper in enumerate(own.papers[row].tolist()):
            ranking = tuple((NAMES[who],) for who in paper if who >= 0)
            stack[ranking] = stack.get(ranking, 0) + (1 if own.many is None else int(own.many[row, number]))
        beside = (
            int(np.broadcast_to(many, len(own.papers))[row]) for many in (own.spoilt, own.exhausted, own.entitled)
        )
        standing = tuple(NAMES[who] for who in np.flatnonzero(own.standing[row]))
        reopen = frozenset(NAMES[who] for who in own.reopen)
        return PaperBallot(own.ballot, standing, {"everybody": [stack]}, Turnout(*beside), reopen)


@st.composite
def cases(draw: st.DrawFn, options: st.SearchStrategy[dict[str, Any]] = COUNTING) -> Case:
    """A few profiles with few papers, so that ties are frequent."""
    people, rows, sheets = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 6))
    paper = st.tuples(st.permutations(range(people)), st.integers(0, people)).map(lambda p: _paper(*p))
    papers = draw(st.lists(paper, min_size=rows * sheets, max_size=rows * sheets))
    numbers = st.lists(st.integers(0, 3), min_size=rows, max_size=rows).map(np.array)
    many = draw(st.none() | st.lists(st.integers(0, 3), min_size=rows * sheets, max_size=rows * sheets))
    stands = st.sampled_from([True, True, True, False])
    reopens = draw(st.sampled_from([frozenset(), frozenset(), frozenset([people - 1])]))
    chosen = draw(options) | RANKED | ({"reopen_nominations": True} if reopens else {})
    lots = draw(st.lists(LOT, min_size=rows * 3, max_size=rows * 3))
    together = PaperBallots(
        ballot(**chosen),
        np.array(papers).reshape(rows, sheets, people),
        np.array(draw(st.lists(stands, min_size=rows * people, max_size=rows * people))).reshape(rows, people),
        None if many is None else np.array(many).reshape(rows, sheets),
        *(draw(numbers) for _ in range(3)),
        reopens,
    )
    return Case(together, np.resize(np.array(lots), (MOST_ROUNDS, rows)))


def _paper(order: list[int], named: int) -> list[int]:
    return [*order[:named], *[-1] * (len(order) - named)]


def first_place_lost_by_both(told: CountedAlone) -> bool:
    """Whether `both out` was used where nobody need leave: a use of the rule that has no meaning to be compared."""
    return any(
        done.first.for_what == "first" and step.rule == "both out" for done in told.rounds for step in done.steps
    )


def names(row: np.ndarray[Any, Any]) -> set[str]:
    return {NAMES[who] for who in np.flatnonzero(row)}


def assert_same(ours: Counted, row: int, alone: CountedAlone, rules: Ballot) -> None:
    """One profile of many counts, and the same one counted alone: every round, and the result."""
    kind, who = ours.result.kind[row], ours.result.who[:, row]
    assert (KINDS[kind], names(who)) == (alone.result.kind, set(alone.result.who))
    for many, done in zip((many for here, many in ours.rounds if here[row]), alone.rounds, strict=True):
        assert many.poll is not None
        assert votes(many)[row] == [int(done.scores.get(who, -1)) for who in NAMES[: len(many.verdicts.who)]]
        assert int(many.poll.turnout.exhausted[row]) == done.poll.turnout.exhausted
        assert int(many.poll.turnout.spoilt[row]) == done.poll.turnout.spoilt
        left = set(done.verdict.who) if done.verdict.kind == "excluded" else set()
        assert names(many.verdicts.leaving[:, row]) == left
        assert bool(many.tied[row]) == (done.first.kind == "tied")
        ended = done.steps and done.verdict.kind != "tied"
        assert many.broken.rule[row] == (rules.tie_rules.index(done.steps[-1].rule) if ended else -1)


def votes(done: Round) -> list[list[int]]:
    """By profile, what each candidate has; -1 for those not standing."""
    assert done.scores is not None
    return done.scores.many.T.tolist()  # type: ignore[no-any-return]


@settings(max_examples=400)
@given(cases())
def test_together_they_come_to_what_each_comes_to_alone(case: Case) -> None:
    each = [count_alone(case.alone(row), lambda n, row=row: case.lots[n, row]) for row in range(len(case.lots[0]))]
    assume(not any(first_place_lost_by_both(told) for told in each))
    ours = count_together(case.together, lambda number: case.lots[number])
    for row, told in enumerate(each):
        assert_same(ours, row, told, case.together.ballot)


@settings(max_examples=200)
@given(cases(st.just(RUNOFF | {"ties": ["earlier rounds", "lot"]})))
def test_an_instant_runoff_with_many_ties(case: Case) -> None:
    ours = count_together(case.together, lambda number: case.lots[number])
    for row in range(len(case.lots[0])):
        told = count_alone(case.alone(row), lambda n, row=row: case.lots[n, row])
        assert_same(ours, row, told, case.together.ballot)


def profiles(papers: list[list[list[int]]], **options: Any) -> PaperBallots:
    table = np.array(papers)
    return PaperBallots(ballot(**RUNOFF | RANKED | options), table, np.ones((len(table), 3), bool))


def never(number: int) -> Any:
    raise AssertionError(f"no lot is needed in round {number}")


def test_no_lot_is_asked_for_where_none_is_drawn() -> None:
    told = count_together(profiles([[[0, 1, 2], [0, 2, 1], [1, 0, 2], [2, 0, 1], [2, 1, 0]]]), never)
    assert [votes(done) for _, done in told.rounds] == [[[2, 1, 2]], [[3, -1, 2]]]
    assert [names(done.verdicts.leaving[:, 0]) for _, done in told.rounds] == [{"bob"}, set()]
    assert KINDS[told.result.kind[0]] == "elected"
    assert names(told.result.who[:, 0]) == {"ann"}


def test_lots_fall_on_the_tied_in_the_order_in_which_they_stand() -> None:
    level = profiles([[[0], [1], [2]]] * 3, excludes="nobody", wins={})
    told = count_together(level, lambda _: np.array([0.0, 0.34, 0.99]))
    assert told.result.who.T.tolist() == np.eye(3, dtype=bool).tolist()
    assert [done.broken.rule.tolist() for _, done in told.rounds] == [[0, 0, 0]]


def test_without_profiles_there_is_nothing_to_count() -> None:
    empty = PaperBallots(ballot(**RUNOFF), np.zeros((0, 3, 2), int), np.zeros((0, 2), bool))
    assert count_together(empty, never).rounds == []


def test_papers_without_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="candidates 0 to 3"):
        count_together(profiles([[[0, 1, 3]]]), never)
    with pytest.raises(ValueError, match="left empty"):
        count_together(profiles([[[0, -1, 2]]]), never)


def test_a_college_is_refused() -> None:
    halves = {name: {"by": [name], "weight": "50%"} for name in ("mps", "members")}
    with pytest.raises(ValueError, match="one section"):
        count_together(profiles([[[0, 1, 2]]], sections=halves), never)
