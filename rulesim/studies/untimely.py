"""What is on record, or set in the timetable, for a time at which the stage was not open."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from rulesim.engines.event.state import Run, Visit
from rulesim.model.conduct import DecisionConduct, NominationsConduct, PetitionConduct
from rulesim.model.quantities import minutes_between
from rulesim.rules.petition import LAPSED
from rulesim.studies.difference import Difference

DECISION, SIGNATURES, CLOSE, ROUND = "@decision", "@signatures", "@close", "@round"
"""What may be untimely, besides the withdrawal of a person."""


class Act(NamedTuple):
    """An act on record, or the person who withdraws, and its moment."""

    what: str
    at: datetime


def untimely(run: Run) -> Iterator[Difference]:
    """What was done too late to count, or so early that it is played later; and a timetable that has passed."""
    for name, visit in run.finished.items():
        for act in _acts(run, visit):
            if visit.closes is not None and _minute(run, act.at) >= visit.closes:
                yield Difference("late", name, act.at, run.moment(visit.closes), subject=act.what)
        for act in _starts(run, visit):
            if _minute(run, act.at) < visit.opens:
                yield Difference("early", name, act.at, run.moment(visit.opens), subject=act.what)


def _acts(run: Run, visit: Visit[Any]) -> Iterator[Act]:
    """What must be done before the stage closes. Signatures after those that met the threshold need not count."""
    match run.settled.conduct[visit.name][visit.case]:
        case DecisionConduct(given=given) if given and given.at:
            yield Act(DECISION, given.at)
        case NominationsConduct(given=given) if given:
            yield from (Act(who, at) for who, at in given.withdrawn.items())
        case PetitionConduct(given=batches) if batches and f"{visit.name}.{LAPSED}" in run.path:
            yield from (Act(SIGNATURES, batch.at) for batch in batches if any(batch.signatures.values()))


def _starts(run: Run, visit: Visit[Any]) -> Iterator[Act]:
    """What cannot be before the stage opens: a decision, and the close and the rounds that the timetable sets."""
    conduct, slot = run.settled.conduct[visit.name][visit.case], run.settled.scenario.timetable.get(visit.name)
    if isinstance(conduct, DecisionConduct) and conduct.given and conduct.given.at:
        yield Act(DECISION, conduct.given.at)
    if slot and visit.number == 1:
        yield from (Act(CLOSE, moment) for moment in (slot.closes,) if moment)
        yield from (Act(ROUND, moment) for moment in slot.rounds)


def _minute(run: Run, moment: datetime) -> int:
    return minutes_between(run.settled.scenario.starts, moment)
