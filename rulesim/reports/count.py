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
from rulesim.rules.count import Result, Round
from rulesim.rules.scores import Bar, bases_of, lead_bar, majority_bar
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
    rounds = [_rounds(study, part) for part in _parts(study.counted.rounds)]
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
    fresh = study.stage.ballot.votes == "fresh" and len(study.counted.rounds) > 1
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
        found.add_row(who, *(_score(study, one.scores.get(who)) for one in rounds))
    for title, values in _beside(study, rounds).items():
        if any(value for value in values):
            found.add_row(Text(title, style="dim"), *values)
    return found


def _beside(study: CountStudy, rounds: list[Round]) -> dict[str, list[str]]:
    """What stands below the votes of each round; empty where there is nothing to tell."""
    turnouts, bars = [one.poll.turnout for one in rounds], [_bars(study, one) for one in rounds]
    majority = study.stage.ballot.wins.majority
    test = majority.test if majority is not None else ""
    return {
        "no choice left": [f"{one.exhausted:,}" if one.exhausted else "" for one in turnouts],
        "spoilt": [f"{one.spoilt:,}" if one.spoilt else "" for one in turnouts],
        f"needed: {test}": [_bar(study, one.get("majority")) for one in bars],
        "lead needed: at least": [_bar(study, one.get("lead")) for one in bars],
    }


def _bar(study: CountStudy, bar: Bar | None) -> str:
    return "" if bar is None else _score(study, bar.needed)


def _bars(study: CountStudy, one: Round) -> dict[str, Bar]:
    """The majority, and the lead over the runner-up, that win a round, where the rules ask for them."""
    ballot = study.stage.ballot
    bases = bases_of(ballot, one.scores, one.poll.turnout)
    bars = {"majority": majority_bar(ballot, bases), "lead": lead_bar(ballot, bases)}
    return {name: bar for name, bar in bars.items() if bar is not None and ballot.keeps == 1}


def _score(study: CountStudy, value: Fraction | None) -> str:
    if value is None:
        return NOT_TOLD
    if study.stage.ballot.is_college:
        return f"{float(value * 100):.2f}%"
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"


def _lines(study: CountStudy) -> Iterator[str]:
    for one in study.counted.rounds:
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
    if one.verdict.leaving:
        leave = "leaves" if len(one.verdict.leaving) == 1 else "leave"
        yield f"{listed(one.verdict.leaving)} {leave}: {one.verdict.why}."


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
        case _:
            told = "point to" if len(step.left) == 1 else "do not tell apart"
            return f"{step.rule} {told} {listed(step.left)}."


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
        "rounds": [_round_document(study, one) for one in study.counted.rounds],
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
        "why": one.verdict.why,
    }


def _needed(study: CountStudy, one: Round) -> Document:
    return {name: {"test": bar.test, "bar": _number(bar.needed)} for name, bar in _bars(study, one).items()}


def _exact(votes: Mapping[str, Fraction]) -> dict[str, int | str]:
    return {who: _number(many) for who, many in votes.items()}


def _number(value: Fraction) -> int | str:
    """A whole number as it is, another one as an exact fraction: `401/2`."""
    return int(value) if value.denominator == 1 else str(value)
