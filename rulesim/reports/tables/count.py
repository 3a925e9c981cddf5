"""A count of real papers: the votes round by round, then what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.reports.words.count import lines, papers
from rulesim.reports.words.names import score
from rulesim.rules.ballot import weighted, winning_bars
from rulesim.rules.counting import Round
from rulesim.studies.count import CountStudy

_ROUNDS_ABREAST = 7
_NOT_TOLD = "–"


def count_table(study: CountStudy) -> RenderableType:
    """The rounds, who leaves and why, ties and how they were broken, and what it comes to."""
    stage = study.stage
    head = Text(f"{stage.book.rules.title}: {stage.ballot.title} [{stage.ballot.clause}]", style="bold")
    rounds = [_rounds(study, part) for part in _parts(study.count.rounds)]
    told = [Text(line) for line in lines(study)]
    return Group(head, Text(papers(study)), *rounds, *told)


def _parts(rounds: list[Round]) -> Iterator[list[Round]]:
    waiting = iter(rounds)
    while part := list(islice(waiting, _ROUNDS_ABREAST)):
        yield part


def _rounds(study: CountStudy, rounds: list[Round]) -> Table:
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    found.add_column("", overflow="fold")
    for one in rounds:
        found.add_column(f"round {one.number}", justify="right")
    for who in study.names:
        found.add_row(who, *(_score(study, one.points.get(who)) for one in rounds))
    for title, values in _beside(study, rounds).items():
        if any(value for value in values):
            found.add_row(Text(title, style="dim"), *values)
    return found


def _beside(study: CountStudy, rounds: list[Round]) -> dict[str, list[str]]:
    """What stands below the votes of each round; empty where there is nothing to tell."""
    ballot, papers = study.stage.ballot, [one.cast.beside for one in rounds]
    bars = [winning_bars(ballot, one.points, one.cast.beside) for one in rounds]
    test = ballot.wins.majority.test if ballot.wins.majority is not None else ""
    return {
        "no choice left": [f"{one.exhausted:,}" if one.exhausted else "" for one in papers],
        "spoilt": [f"{one.spoilt:,}" if one.spoilt else "" for one in papers],
        f"needed: {test}": [_score(study, majority, "") for majority, _ in bars],
        "lead needed: at least": [_score(study, lead, "") for _, lead in bars],
    }


def _score(study: CountStudy, value: Fraction | None, none: str = _NOT_TOLD) -> str:
    return none if value is None else score(value, weighted(study.stage.ballot))
