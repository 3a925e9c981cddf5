"""A majority that must be had, and whether it is waived for the last one left."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from strategies.ballots import ballot

from rulesim.loading.check_ballots import check_ballot
from rulesim.rules.batch.papers import PaperBallots
from rulesim.rules.batch.papers import count_papers as count_together
from rulesim.rules.batch.round import KINDS
from rulesim.rules.count import Result
from rulesim.rules.papers import Counted, PaperBallot, count_papers
from rulesim.rules.scores import Turnout
from rulesim.rules.ways import every_result

FIELD = ("taylor", "singh", "ron")
OF_ALL: dict[str, Any] = {"wins": {"majority": {"share": "1/2", "of": "entitled"}}}
NEEDS = {"last_standing": "needs the majority"}
WAIVED = {"last_standing": "elected"}


def counted(*papers: int, entitled: int = 101, transfers: bool = False, **options: Any) -> Counted:
    """Papers for each of the field, in order; with `transfers` those of the second name the first as well."""
    reopens = len(papers) == 3
    rules = ballot(**{**OF_ALL, "ties": ["lot"], "reopen_nominations": reopens, **options})
    rankings = [((who,), (FIELD[0],))[: 1 + (transfers and who != FIELD[0])] for who in FIELD[: len(papers)]]
    stack = dict(zip(rankings, papers, strict=True))
    reopen = frozenset(FIELD[2:] if reopens else ())
    turnout, standing = Turnout(entitled=entitled), FIELD[: len(papers)]
    alone = count_papers(PaperBallot(rules, standing, {"everybody": [stack]}, turnout, reopen), lambda _: 0.0)
    assert alone.result.kind == together(rules, papers, entitled, transfers)
    every = every_result(PaperBallot(rules, standing, {"everybody": [stack]}, turnout, reopen))
    assert (alone.result.kind, alone.result.who) in {(one.kind, one.who) for one in every.results}
    return alone


def together(rules: Any, papers: tuple[int, ...], entitled: int, transfers: bool) -> str:
    """The same over arrays."""
    many = len(papers)
    ranks = np.array([[who, 0 if transfers and who else -1] for who in range(many)])[None]
    reopen = frozenset({2} if many == 3 else ())
    ballots = PaperBallots(rules, ranks, np.ones((1, many), bool), np.array([papers]), entitled=entitled, reopen=reopen)
    return KINDS[int(count_together(ballots, lambda _: np.zeros(1)).result.kind[0])]


def test_25_to_24_with_51_needed() -> None:
    assert counted(25, 24, **WAIVED).result == Result("elected", ("taylor",), "only one left")
    assert counted(25, 24, **NEEDS).result == Result("no result", ("taylor",), "nobody passes")
    assert counted(25, 27, transfers=True, entitled=49, **NEEDS).result == Result("elected", ("singh",), "passes")


def test_the_last_one_left_may_have_it_in_a_round_alone() -> None:
    told = counted(30, 24, transfers=True, **NEEDS)
    assert told.result == Result("elected", ("taylor",), "passes")
    assert [sum(done.scores.values()) for done in told.rounds] == [54, 54]


def test_level_votes_do_not_waive_it() -> None:
    assert counted(25, 25, **WAIVED).result.kind == "elected"
    assert counted(25, 25, **NEEDS).result.kind == "no result"


def test_an_exhaustive_ballot_with_a_majority_between_the_last_two() -> None:
    between = {**NEEDS, "excludes": {"down_to": 2}, "rounds": "until nobody leaves"}
    assert counted(30, 24, transfers=True, **between).result == Result(
        "no result", ("taylor", "singh"), "nobody passes"
    )
    assert counted(51, 24, **between).result == Result("elected", ("taylor",), "passes")
    three = ballot(**{**OF_ALL, "ties": ["lot"], **between})
    stack = {(("ann",),): 40, (("bob",),): 30, (("cat",), ("bob",)): 21}
    papers = PaperBallot(three, ("ann", "bob", "cat"), {"everybody": [stack]}, Turnout(entitled=101))
    told = count_papers(papers, lambda _: 0.0)
    assert [done.verdict.leaving for done in told.rounds] == [("cat",), ()]
    assert told.rounds[1].scores["bob"] == 51
    assert told.result == Result("elected", ("bob",), "passes")


def test_against_the_choice_to_reopen_it_is_waived_or_not() -> None:
    assert counted(40, 0, 20, **WAIVED).result == Result("elected", ("taylor",), "most votes")
    assert counted(40, 0, 20, **NEEDS).result == Result("no result", ("taylor",), "nobody passes")
    assert counted(20, 0, 40, **WAIVED).result.kind == "reopened"
    assert counted(20, 0, 60, **NEEDS).result.kind == "reopened"


@pytest.mark.parametrize(
    "options",
    [
        OF_ALL,
        {"wins": {"majority": {"share": "1/2", "of": "papers"}}},
        {"wins": {"majority": {"share": "2/3"}}},
        {"wins": {"lead": {"share": "15%"}}},
        {"wins": {"majority": {"share": "1/2"}}, "excludes": {"below": {"share": "35%"}}},
        {"wins": {"majority": {"share": "1/2"}}, "excludes": {"all_but": 1}},
        {"wins": {"majority": {"share": "1/2"}}, "ties": ["both out"]},
        {**OF_ALL, "rounds": 1, "reopen_nominations": True},
    ],
)
def test_where_the_last_might_not_have_it_the_rules_say_which(options: dict[str, Any]) -> None:
    assert "last-standing-missing" in faults(**options)
    assert "last-standing-missing" not in faults(**options, last_standing="elected")


@pytest.mark.parametrize(
    "options",
    [
        {"wins": {"majority": {"share": "1/2"}}},
        {"wins": {}},
        {**OF_ALL, "rounds": 1},
        {**OF_ALL, "keeps": 2},
        {**OF_ALL, "binding": False},
    ],
)
def test_where_it_cannot_matter_nothing_is_asked(options: dict[str, Any]) -> None:
    assert "last-standing-missing" not in faults(**options)


def faults(**options: Any) -> set[str]:
    return {fault.slug for fault in check_ballot(("stages", "ballot"), ballot(**{"ties": ["lot"], **options}))}
