"""How many rounds a ballot has: as many as the rules say, or as many as it takes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from strategies.ballots import RUNOFF, ballot

from rulesim.loading.check_ballots import check_ballot
from rulesim.rules.batch.papers import PaperBallots
from rulesim.rules.batch.papers import count_papers as count_together
from rulesim.rules.batch.round import ELECTED, NO_RESULT
from rulesim.rules.count import Result
from rulesim.rules.papers import PaperBallot, count_papers
from rulesim.rules.scores import Turnout
from rulesim.rules.ways import every_result

RANKED: dict[str, Any] = {**RUNOFF, "paper": "ranked", "votes": "transfer", "ties": ["lot"]}


def field(many: int) -> tuple[str, ...]:
    return tuple(f"p{number}" for number in range(many))


def papers(many: int, **options: Any) -> PaperBallot:
    """The first has one paper, the next two, and so on; each names one person, so that it takes many rounds."""
    stack = {((who,),): place + 1 for place, who in enumerate(field(many))}
    return PaperBallot(ballot(**RANKED | options), field(many), {"everybody": [stack]}, Turnout())


@pytest.mark.parametrize("many", [2, 20, 23, 36, 60])
def test_with_many_names_it_goes_on_until_somebody_has_a_majority(many: int) -> None:
    told = count_papers(papers(many), lambda _: 0.0)
    assert told.result == Result("elected", (f"p{many - 1}",), "passes")
    assert len(told.rounds) == many - 1
    every = every_result(papers(many))
    assert every.complete
    assert [result.who for result in every.results] == [(f"p{many - 1}",)]


@pytest.mark.parametrize(("rounds", "kind"), [(None, ELECTED), (22, ELECTED), (21, NO_RESULT), (20, NO_RESULT)])
def test_in_many_counts_at_once_too(rounds: int | None, kind: int) -> None:
    many = 23
    marked = np.array([[who] for who in range(many)])[None]
    rules = ballot(**RANKED | {"rounds": rounds})
    counts = np.arange(1, many + 1)[None]
    done = count_together(PaperBallots(rules, marked, np.ones((1, many), bool), counts), lambda _: np.zeros(1))
    assert done.result.kind.tolist() == [kind]
    alone = count_papers(papers(many, rounds=rounds), lambda _: 0.0)
    assert (alone.result.kind == "elected") == (kind == ELECTED)


def faults(**options: Any) -> set[str]:
    rules = ballot(**{"ties": ["lot"], **options})
    return {fault.slug for fault in check_ballot(("stages", "ballot"), rules)} & {"rounds-missing"}


@pytest.mark.parametrize(
    "options",
    [
        {"excludes": "nobody"},
        {"excludes": {"all_but": 2, "lowest": False}},
        {"excludes": {"below": {"count": 3}, "lowest": False}},
        {"ties": ["earlier rounds", "nobody leaves"]},
        {"keeps": 2, "excludes": "nobody"},
        {"wins": {"lead": {"share": "15%"}}, "excludes": "nobody"},
    ],
)
def test_where_a_round_may_eliminate_nobody_the_rules_say_how_many_there_are(options: dict[str, Any]) -> None:
    asked = {**RUNOFF, **options}
    assert faults(**asked) == {"rounds-missing"}
    assert not faults(**asked, rounds=3)
    assert not faults(**asked, rounds="until nobody leaves")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"excludes": {"all_but": 2}},
        {"excludes": {"below": {"count": 3}}},
        {"ties": ["revote", "both out"]},
        {"excludes": "nobody", "binding": False},
        {"excludes": "nobody", "wins": {}},
    ],
)
def test_where_every_round_eliminates_somebody_they_need_not(options: dict[str, Any]) -> None:
    assert not faults(**{**RUNOFF, **options})
