"""Where a record and the rules disagree, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from rulesim.engines.event.events import Counts, Outcome
from rulesim.engines.event.trace import Event
from rulesim.model.contest import Contest
from rulesim.model.record import RECORD_ENDS
from rulesim.model.rough import Rough
from rulesim.reports.words.events import entry
from rulesim.reports.words.names import people, person
from rulesim.reports.words.places import on_line
from rulesim.reports.words.rough import roughly
from rulesim.reports.words.untimely import untimely
from rulesim.studies.difference import Cause, Difference, Standing, Value
from rulesim.studies.replay import Replay
from rulesim.studies.wording import listed, plural


@dataclass(frozen=True, slots=True)
class DifferenceTold:
    """A difference in words; `told` is a sentence of its own where there are no two sides to compare."""

    what: str
    stage: str
    recorded: str
    derived: str
    why: str
    told: str
    follows: bool


def difference(one: Difference, contest: Contest) -> DifferenceTold:
    """A difference in words."""
    recorded, derived = _sides(one, contest)
    why, told = _because(one, contest), _told(one, contest)
    return DifferenceTold(one.what, one.stage, recorded, derived, why, told, one.follows)


def differences(found: Replay) -> Iterator[str]:
    """The differences of a replay, each in a sentence, with the first of those that follow from it under it; then those
    that the replay lists as disputed."""
    for group in _groups(found.differences):
        result_first = sorted(group[1:], key=lambda one: one.about not in ("leader", "ending"))
        root, *others = (_sentence(one, found.contest) for one in (group[0], *result_first))
        yield root
        yield from (f"  so: {said}" for said in others[:_MOST_TOLD])
        if others[_MOST_TOLD:]:
            yield f"  and so {plural(len(others) - _MOST_TOLD, 'more difference')}, in full with --json"
    for entry_, one in found.disputed:
        _, derived = _sides(one, found.contest)
        yield f"in dispute, {one.what}: the record says {entry_.record}, the rules produce {derived} ({entry_.says})"


_MOST_TOLD = 3
"""How many differences are told that follow from another one."""


def _groups(found: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Each difference that follows from no other, with those that follow from it."""
    starts = [place for place, one in enumerate(found) if place == 0 or not one.follows]
    yield from (list(found[first:after]) for first, after in zip(starts, [*starts[1:], None], strict=False))


def _sentence(one: Difference, contest: Contest) -> str:
    said = difference(one, contest)
    reason = f"; reason: {said.why}" if said.why and not one.follows else ""
    if said.told:
        return f"{said.stage}: {said.told}{on_line(one, contest)}{reason}"
    where = f"{said.stage}, {said.what}" if said.stage and one.about not in ("figure", "share") else said.what
    if one.derived is None and one.about in ("figure", "share"):
        lacks = "nothing is known of that there" if one.why and not one.follows else "no such stage was reached"
        return f"{where}: the record says {said.recorded}, but {lacks}{reason}"
    return f"{where}: the record says {said.recorded}, the rules produce {said.derived}{reason}"


def _sides(one: Difference, contest: Contest) -> tuple[str, str]:
    """What the record and the rules each say."""
    match one.about:
        case "silence":
            return "nothing", "a stage that is held"
        case "record ends":
            return plural(one.round, "round"), "another round"
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
        case "record ends", int(had), _:
            return f"the record ends after {plural(had, 'round')}, and the rules ask for another"
        case "votes missing" | "lot missing" | "stray lot" | "stray names", _, _:
            return _of_round(one, contest)
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


def _because(one: Difference, contest: Contest) -> str:
    """The reason of a difference, with the readings that make it."""
    under = ", ".join(f"{question}={reading}" for question, reading in one.under)
    return ": ".join(part for part in (under and f"the reading {under}", _why(one.why, contest)) if part)


def _of_round(one: Difference, contest: Contest) -> str:
    """What the record of a round leaves out, or says for nothing."""
    named, level = (listed([person(contest, who) for who in _people(side)]) for side in (one.recorded, one.derived))
    match one.about:
        case "votes missing":
            add = "add them, 'others: none' or 'others: not known'"
            return f"the record of round {one.round} does not say how many votes {level} had: {add}"
        case "lot missing" if not named:
            add = "add 'lot: [NAME]'"
            return (
                f"in round {one.round} lots are drawn between {level}, and the record does not say who was drawn: {add}"
            )
        case "lot missing":
            return f"the record has the lot of round {one.round} fall on {named}, but it is drawn between {level}"
        case "stray lot":
            return f"the record has the lot of round {one.round} fall on {named}, but under the rules no lot is drawn"
        case _:
            return f"the record has {named} leave in round {one.round}, who under the rules is not on the ballot"


def _people(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


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
    if isinstance(first, Outcome) and first.outcome == RECORD_ENDS:
        return f"{first.stage}: the record ends"
    who = f"{first.stage}, round {first.round}" if isinstance(first, Counts) else entry(first, contest).who
    return f"{who}: {'; '.join(entry(event, contest).what for event in events)}"
