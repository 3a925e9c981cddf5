"""A count of real papers as JSON."""

from typing import Any

from rulesim.reports.words.count import why
from rulesim.rules.count import Result, Round, is_silent, taken_to_win
from rulesim.studies.count import CountStudy

Document = dict[str, Any]


def document(study: CountStudy) -> Document:
    """What `count --json` prints."""
    stage, result = study.stage, study.result
    found: Document = {
        "rulebook": stage.book.rules.rulebook,
        "stage": stage.id,
        "clause": stage.ballot.clause,
        "readings": stage.readings,
        "seed": study.asked.seed,
        "papers": {name: sum(one.profile.size for one in files) for name, files in study.files.items()},
        "candidates": study.names,
        "withdrawn": study.withdrawn,
        "rounds": [_round_document(study, one) for one in study.counted.rounds],
        "result": {**_pair(result), "why": why(result.why, result.who, stage.ballot)},
        "inputs": study.inputs,
        "versions": study.versions,
    }
    return found if study.every is None else found | {"all_winners": [_pair(one) for one in study.every]}


def _pair(result: Result) -> Document:
    return {"outcome": result.kind, "who": result.who}


def _round_document(study: CountStudy, one: Round) -> Document:
    turnout, bars = one.poll.turnout, taken_to_win(study.stage.ballot, one)
    return {
        "round": one.number,
        "votes": one.poll.votes,
        "points": one.scores,
        "spoilt": turnout.spoilt,
        "exhausted": turnout.exhausted,
        "needed": {name: {"test": bar.test, "bar": bar.needed} for name, bar in bars.items()},
        "tied": one.first.who if one.first.kind == "tied" else (),
        "broken_by": one.steps,
        "assumed": is_silent(study.stage.ballot, one),
        "leave": one.verdict.leaving,
        "why": why(one.verdict.why, one.verdict.who, study.stage.ballot),
    }
