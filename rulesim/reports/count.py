"""A count of real papers as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.model.ballot import Points, UnitVotes
from rulesim.rules.ballot import bases, weighted
from rulesim.rules.counting import Result, Round
from rulesim.rules.ties import Step
from rulesim.studies.count import CountStudy
from rulesim.studies.wording import listed

Document = dict[str, Any]
_ROUNDS_ABREAST = 7
NOT_TOLD = "–"


def table(study: CountStudy) -> RenderableType:
    """The rounds, who leaves and why, ties and how they were broken, and what it comes to."""
    stage = study.stage
    head = Text(f"{stage.book.rules.title}: {stage.ballot.title} [{stage.ballot.clause}]", style="bold")
    rounds = [_rounds(study, part) for part in _parts(study.count.rounds)]
    told = [Text(line) for line in _lines(study)]
    return Group(head, Text(_papers(study)), *rounds, *told)


def _parts(rounds: list[Round]) -> Iterator[list[Round]]:
    waiting = iter(rounds)
    while part := list(islice(waiting, _ROUNDS_ABREAST)):
        yield part


def _papers(study: CountStudy) -> str:
    sizes = {name: sum(one.profile.size for one in files) for name, files in study.files.items()}
    several = len(sizes) > 1
    said = ", ".join(f"{size:,} papers" + (f" of {name}" if several else "") for name, size in sizes.items())
    withdrawn = f" Withdrawn: {', '.join(study.withdrawn)}." if study.withdrawn else ""
    again = " Everybody votes again after a round; counted as if by the same papers."
    fresh = study.stage.ballot.votes == "fresh" and len(study.count.rounds) > 1
    return f"{said}.{withdrawn}{again if fresh else ''}{_units(study)}"


def _units(study: CountStudy) -> str:
    said = ""
    for name, section in study.stage.ballot.sections.items():
        rule = section.becomes
        if isinstance(rule, Points | UnitVotes):
            said += f" {len(study.files[name])} of {rule.units} units of {name}."
    return said


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
    wins, papers = study.stage.ballot.wins, [one.cast.beside for one in rounds]
    test = wins.majority.test if wins.majority is not None else ""
    return {
        "no choice left": [f"{one.exhausted:,}" if one.exhausted else "" for one in papers],
        "spoilt": [f"{one.spoilt:,}" if one.spoilt else "" for one in papers],
        f"needed: {test}": [_bar(study, _majority(study, one)) for one in rounds],
        "lead needed: at least": [_bar(study, _lead(study, one)) for one in rounds],
    }


def _bar(study: CountStudy, value: Fraction | None) -> str:
    return "" if value is None else _score(study, value)


def _majority(study: CountStudy, one: Round) -> Fraction | None:
    """The bar of the majority that wins a round; None where there is none."""
    ballot = study.stage.ballot
    if ballot.wins.majority is None or ballot.keeps > 1:
        return None
    of = bases(ballot, one.points, one.cast.beside)
    return ballot.wins.majority.share * of.of(ballot.wins.majority.of)


def _lead(study: CountStudy, one: Round) -> Fraction | None:
    """The lead over the runner-up that winning a round takes; None where there is none."""
    ballot = study.stage.ballot
    if ballot.wins.lead is None or ballot.keeps > 1:
        return None
    return ballot.wins.lead.share * bases(ballot, one.points, one.cast.beside).of(ballot.wins.lead.of)


def _score(study: CountStudy, value: Fraction | None) -> str:
    if value is None:
        return NOT_TOLD
    if weighted(study.stage.ballot):
        return f"{float(value * 100):.2f}%"
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"


def _lines(study: CountStudy) -> Iterator[str]:
    for one in study.count.rounds:
        yield from (f"Round {one.number}: {line}" for line in _round(study, one))
    yield _result(study.result)
    if study.every is not None:
        yield "Over every way to break ties: " + "; ".join(map(_in_short, study.every)) + "."


def _round(study: CountStudy, one: Round) -> Iterator[str]:
    if one.first.kind == "tied":
        place = "first place" if one.first.for_what == "first" else "last place"
        yield f"{listed(one.first.who)} are level for {place}."
    for step in one.steps:
        yield _step(study, step)
    if one.verdict.kind == "excluded":
        yield f"{listed(one.verdict.who)} {'leaves' if len(one.verdict.who) == 1 else 'leave'}: {one.verdict.why}."


def _step(study: CountStudy, step: Step) -> str:
    match step.rule:
        case "lot":
            return f"the lot {step.lot:.6f} (seed {study.asked.seed}) falls on {listed(step.left)}."
        case "revote":
            return "a new vote; with the same papers it comes to the same."
        case "both out":
            return "the rules let all of them leave."
        case "nobody leaves":
            return "the rules let nobody leave; with the same papers the next round comes to the same."
        case "earlier rounds":
            told = "point to" if len(step.left) == 1 else "do not tell apart"
            return f"earlier rounds {told} {listed(step.left)}."


def _result(result: Result) -> str:
    why = f" ({result.why})" if result.why else ""
    return f"{_in_short(result)}{why}."


def _in_short(result: Result) -> str:
    match result.kind:
        case "elected":
            return f"Elected: {result.who[0]}"
        case "shortlisted":
            return f"On the short list: {listed(result.who)}"
        case "reopened":
            return "Nominations are re-opened"
        case "tied":
            return f"Tied: {listed(result.who)}"
        case "held":
            return "An advisory ballot: nobody is elected"
        case "no result":
            return "Nobody is elected" + (f"; still standing: {listed(result.who)}" if result.who else "")


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
        "result": _result_document(result),
        "inputs": dict(study.inputs),
        "versions": dict(study.versions),
    }
    return found if study.every is None else found | {"all_winners": [_pair(one) for one in study.every]}


def _pair(result: Result) -> Document:
    return {"outcome": result.kind, "who": list(result.who)}


def _result_document(result: Result) -> Document:
    return {**_pair(result), "why": result.why}


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
        "why": one.verdict.why,
    }


def _needed(study: CountStudy, one: Round) -> Document:
    majority, test = study.stage.ballot.wins.majority, {}
    for name, value in (("majority", _majority(study, one)), ("lead", _lead(study, one))):
        if value is not None:
            how = majority.test if majority is not None and name == "majority" else "at least"
            test[name] = {"test": how, "bar": _number(value)}
    return test


def _exact(votes: Mapping[str, Fraction]) -> dict[str, int | str]:
    return {who: _number(many) for who, many in votes.items()}


def _number(value: Fraction) -> int | str:
    """A whole number as it is, another one as an exact fraction: `401/2`."""
    return int(value) if value.denominator == 1 else str(value)
