"""A count of real papers as JSON."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rulesim.reports.exact import exact
from rulesim.reports.words.count import why
from rulesim.rules.count import Result, Round, taken_to_win
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
        "rounds": [_round_document(study, one) for one in study.counted.rounds],
        "result": {**_pair(result), "why": why(result.why, result.who, stage.ballot)},
        "inputs": dict(study.inputs),
        "versions": dict(study.versions),
    }
    return found if study.every is None else found | {"all_winners": [_pair(one) for one in study.every]}


def _pair(result: Result) -> Document:
    return {"outcome": result.kind, "who": list(result.who)}


def _round_document(study: CountStudy, one: Round) -> Document:
    turnout = one.poll.turnout
    return {
        "round": one.number,
        "votes": {section: _exact(votes) for section, votes in one.poll.votes.items()},
        "points": _exact(one.scores),
        "spoilt": turnout.spoilt,
        "exhausted": turnout.exhausted,
        "needed": _needed(study, one),
        "tied": list(one.first.who) if one.first.kind == "tied" else [],
        "broken_by": [{"rule": step.rule, "left": list(step.left), "lot": step.lot} for step in one.steps],
        "leave": list(one.verdict.leaving),
        "why": why(one.verdict.why, one.verdict.who, study.stage.ballot),
    }


def _needed(study: CountStudy, one: Round) -> Document:
    bars = taken_to_win(study.stage.ballot, one)
    return {name: {"test": bar.test, "bar": exact(bar.needed)} for name, bar in bars.items()}


def _exact(votes: Mapping[str, Fraction]) -> dict[str, int | str]:
    return {who: exact(many) for who, many in votes.items()}
