"""Why a replay came to something else than its record: the events of its trace that the difference follows from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Event, Trace
from rulesim.studies.difference import Difference

_TOLD = ("tested", "counts", "outcome", "excluded", "tie")
_OF_PEOPLE = ("tested", "excluded", "withdraws")
_CHOICES = ("elected", "unopposed")
"""Outcomes of a ballot and of nominations that make somebody the winner."""


def at_stage(trace: Trace, stage: str, person: str = "") -> str:
    """What was tested last at a stage, of a person if one is meant; else its last count, or its outcome."""
    here = [event for event in trace.events if event.stage == stage and event.kind in _TOLD]
    theirs = [event for event in here if event.who == person] or here
    tests = [event for event in theirs if event.kind == "tested"]
    counts = [event for event in theirs if event.kind == "counts"]
    return _said(trace, (tests or counts or theirs)[-1:])


def of_people(trace: Trace, stage: str, names: Collection[str], after: int | None = None) -> str:
    """How some people had dropped out by the end of a stage, or of a round of it: short of names, gone or put out.

    Nothing of those who had not.
    """
    events = [event for event in _until(trace, stage, after) if event.who in names and event.kind in _OF_PEOPLE]
    last = {event.who: event for event in events}
    return _said(trace, (event for event in last.values() if event.kind != "tested" or _failed(event)))


def _until(trace: Trace, stage: str, after: int | None) -> Sequence[Event]:
    """The events up to the end of a stage; with `after`, up to the round that follows that one."""
    here = [i for i, event in enumerate(trace.events) if event.stage == stage]
    next_round = [i for i in here if after is not None and trace.events[i].who == f"Round {after + 1}"]
    return trace.events[: (next_round or [max(here, default=-1) + 1])[0]]


def _failed(event: Event) -> bool:
    return event.tally.get("had", 0) < event.tally.get("needed", 0)


def of_ending(trace: Trace, run: Run) -> str:
    """The last test of the stage that made somebody the winner; of the last stage, if nobody won."""
    steps = [step.partition(".") for step in run.path]
    won = [stage for stage, _, outcome in steps if outcome in _CHOICES] if run.winner == trace.leader else []
    return at_stage(trace, (won or [stage for stage, _, _ in steps])[-1])


def first(found: Iterable[Difference], run: Run) -> str:
    """What the differences begin with: the reason of the one at the earliest stage; nothing if all are of the whole."""
    stages = tuple(run.visits)
    staged = [one for one in found if one.stage in stages and (one.told or one.why)]
    earliest = min(staged, key=lambda one: stages.index(one.stage), default=None)
    if earliest is None:
        return ""
    return f"{earliest.stage}: {earliest.told}" if earliest.told else earliest.why


def _said(trace: Trace, events: Iterable[Event]) -> str:
    blocks = (tuple(_block(trace.events, event)) for event in events)
    return "; ".join(f"{_who(block[0])}: {'; '.join(event.what for event in block)}" for block in blocks)


def _who(event: Event) -> str:
    return f"{event.stage}, {event.who.lower()}" if event.kind == "counts" else event.who


def _block(events: Sequence[Event], last: Event) -> Iterator[Event]:
    """An event, after the tests of the same person that it closes: every part of what was needed."""
    at = max(i for i, event in enumerate(events) if event is last)
    start = at
    while start and last.kind == "tested" and _together(events[start - 1], last):
        start -= 1
    yield from events[start : at + 1]


def _together(one: Event, last: Event) -> bool:
    return (one.kind, one.who, one.stage, one.at) == (last.kind, last.who, last.stage, last.at)
