"""A count of real papers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rulesim.reports.exact import exact
from rulesim.reports.words.count import why
from rulesim.rules.ballot import winning_bars
from rulesim.rules.counting import Result, Round
from rulesim.studies.count import CountStudy

Document = dict[str, Any]


def document(study: CountStudy) -> Document:
    """What `count --json` prints."""
    stage, result = study.stage, study.result
    found: Document = {
        "rulebook": stage.book.rules.rulebook,
        "stage": stage.id,
        "clause": stage.ballot.clause,
        "readings": dict(stage.readings),
        "seed": study.asked.seed,
        "papers": {name: sum(one.profile.size for one in files) for name, files in study.files.items()},
        "candidates": list(study.names),
        "withdrawn": list(study.withdrawn),
        "rounds": [_round_document(study, one) for one in study.count.rounds],
        "result": {**_pair(result), "why": why(result.why, result.who, stage.ballot)},
        "inputs": dict(study.inputs),
        "versions": dict(study.versions),
    }
    return found if study.every is None else found | {"all_winners": [_pair(one) for one in study.every]}


def _pair(result: Result) -> Document:
    return {"outcome": result.kind, "who": list(result.who)}


def _round_document(study: CountStudy, one: Round) -> Document:
    beside = one.cast.beside
    return {
        "round": one.number,
        "votes": {section: _exact(votes) for section, votes in one.cast.votes.items()},
        "points": _exact(one.points),
        "spoilt": beside.spoilt,
        "exhausted": beside.exhausted,
        "needed": _needed(study, one),
        "tied": list(one.first.who) if one.first.kind == "tied" else [],
        "broken_by": [{"rule": step.rule, "left": list(step.left), "lot": step.lot} for step in one.steps],
        "leave": list(one.verdict.who) if one.verdict.kind == "excluded" else [],
        "why": why(one.verdict.why, one.verdict.who, study.stage.ballot),
    }


def _needed(study: CountStudy, one: Round) -> Document:
    ballot = study.stage.ballot
    majority, lead = winning_bars(ballot, one.points, one.cast.beside)
    test = ballot.wins.majority.test if ballot.wins.majority else ""
    bars = {"majority": (test, majority), "lead": ("at least", lead)}
    return {name: {"test": test, "bar": exact(bar)} for name, (test, bar) in bars.items() if bar is not None}


def _exact(votes: Mapping[str, Fraction]) -> dict[str, int | str]:
    return {who: exact(many) for who, many in votes.items()}
