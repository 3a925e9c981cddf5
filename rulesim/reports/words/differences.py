"""Where a record and the rules disagree, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from rulesim.engines.event.events import Counts
from rulesim.engines.event.trace import Event
from rulesim.model.contest import Contest
from rulesim.model.rough import Rough
from rulesim.reports.words.events import entry
from rulesim.reports.words.names import people, person
from rulesim.reports.words.rough import roughly
from rulesim.reports.words.untimely import untimely
from rulesim.studies.difference import Cause, Difference, Standing, Value
from rulesim.studies.replay import Replay
from rulesim.studies.wording import plural


@dataclass(frozen=True, slots=True)
class DifferenceTold:
    """A difference in words; `told` is a sentence of its own where there are no two sides to compare."""

    what: str
    stage: str
    recorded: str
    derived: str
    why: str
    told: str


def difference(one: Difference, contest: Contest) -> DifferenceTold:
    """A difference in words."""
    return DifferenceTold(one.what, one.stage, *_sides(one, contest), _why(one.why, contest), _told(one, contest))


def differences(found: Replay) -> Iterator[str]:
    """Every difference of a replay, in one sentence each; then those that the replay lists as disputed."""
    for one in found.differences:
        yield _sentence(one, found.contest)
    for entry_, one in found.disputed:
        _, derived = _sides(one, found.contest)
        yield f"in dispute, {one.what}: the record says {entry_.record}, the rules produce {derived} ({entry_.says})"


def _sentence(one: Difference, contest: Contest) -> str:
    said = difference(one, contest)
    because = f"; reason: {said.why}" if said.why else ""
    if said.told:
        return f"{said.stage}: {said.told}{because}"
    where = f"{said.stage}, {said.what}" if said.stage and one.about not in ("figure", "share") else said.what
    if one.derived is None and one.about in ("figure", "share"):
        return f"{where}: the record says {said.recorded}, but no such stage was reached{because}"
    return f"{where}: the record says {said.recorded}, the rules produce {said.derived}{because}"


def _sides(one: Difference, contest: Contest) -> tuple[str, str]:
    """What the record and the rules each say."""
    match one.about:
        case "silence":
            return "nothing", "a stage that is held"
        case "stray votes":
            return _stray(one), "none"
        case "not disputed":
            return str(one.recorded), "no dispute"
        case _:
            return _shown(one, one.recorded, contest), _shown(one, one.derived, contest)


def _shown(one: Difference, value: Value, contest: Contest) -> str:
    match value:
        case None:
            return "the contest is over" if one.about == "path" else "not reached"
        case tuple():
            return ", ".join(value) or "nobody"
        case Rough():
            return roughly(value)
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case int() if one.about == "share":
            return f"{value / 10_000:.4f}"
        case str() if one.about == "leader":
            return person(contest, value)
        case _:
            return str(value)


def _stray(one: Difference) -> str:
    if isinstance(one.recorded, str):
        return f"{one.recorded} of the votes in round {one.round}"
    assert isinstance(one.recorded, Fraction)
    votes = f"{int(one.recorded):,}" if one.recorded.denominator == 1 else f"{float(one.recorded):,}"
    return f"{votes} {'vote' if one.recorded == 1 else 'votes'} in round {one.round}"


def _told(one: Difference, contest: Contest) -> str:
    match one.about, one.recorded, one.derived:
        case "silence", _, _:
            return (
                f"the contest reaches this stage, and the record says nothing about it: add 'conduct.{one.stage}.given'"
            )
        case "rounds", int(had), int(came):
            return f"the record has {plural(had, 'round')}, but the ballot ends after {plural(came, 'round')}"
        case "stray votes", _, _:
            whom = person(contest, one.subject)
            return f"the record has {_stray(one)} for {whom}, who under the rules is not on the ballot"
        case "recount", Fraction() as again, Fraction() as before:
            whom = f" for {person(contest, one.subject)}" if one.subject else ""
            return f"the record counts {int(again):,} papers{whom} again, but {int(before):,} were counted before"
        case "late" | "early", datetime(), datetime():
            return untimely(one, contest)
        case _:
            return ""


def _why(cause: Cause, contest: Contest) -> str:
    match cause:
        case str():
            return cause
        case Standing():
            return f"on the ballot: {people(contest, cause.people, '; ') or 'nobody'}"
        case Difference():
            return f"{cause.stage}: {_told(cause, contest)}"
        case _:
            return "; ".join(_block(block, contest) for block in cause)


def _block(events: tuple[Event, ...], contest: Contest) -> str:
    """Tests of one thing, part by part; or one other event."""
    first = events[0]
    who = f"{first.stage}, round {first.round}" if isinstance(first, Counts) else entry(first, contest).who
    return f"{who}: {'; '.join(entry(event, contest).what for event in events)}"
