"""Why a replay differs from its record: the events of its trace that cause each difference."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rulesim.engines.event.events import Counts, Tested
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Event, Trace
from rulesim.studies.difference import Cause, Difference

_TOLD = ("tested", "counts", "outcome", "excluded", "tie")
_OF_PEOPLE = ("tested", "excluded", "withdraws")
_CHOICES = ("elected", "unopposed")
"""Outcomes of a ballot or of nominations that make somebody the winner."""


def at_stage(trace: Trace, stage: str, person: str = "") -> Cause:
    """The last test at a stage, of a person if one is given; otherwise its last count, or its outcome."""
    here = [event for event in trace.events if event.stage == stage and event.kind in _TOLD]
    theirs = [event for event in here if person and event.who == person] or here
    tests, counts = ([event for event in theirs if event.kind == kind] for kind in ("tested", "counts"))
    return _blocks(trace, (tests or counts or theirs)[-1:])


def of_people(trace: Trace, stage: str, people: Collection[str], after: int | None = None) -> Cause:
    """How some people had dropped out by the end of a stage or of one of its rounds: too few nominations, withdrawn or
    eliminated. Nothing about those who had not."""
    events = [event for event in _until(trace, stage, after) if event.who in people and event.kind in _OF_PEOPLE]
    last = {event.who: event for event in events}
    return _blocks(trace, (event for event in last.values() if not isinstance(event, Tested) or event.passed is False))


def _until(trace: Trace, stage: str, after: int | None) -> Sequence[Event]:
    """The events up to the end of a stage or, with `after`, up to the round that follows that one."""
    here = [(i, event) for i, event in enumerate(trace.events) if event.stage == stage]
    later = [i for i, event in here if after is not None and isinstance(event, Counts) and event.round == after + 1]
    return trace.events[: (later or [max((i for i, _ in here), default=-1) + 1])[0]]


def of_ending(trace: Trace, run: Run) -> Cause:
    """The last test of the stage that made somebody the winner or, if nobody won, of the last stage."""
    steps = [step.partition(".") for step in run.path]
    won = [stage for stage, _, outcome in steps if outcome in _CHOICES] if run.winner == trace.leader else []
    return at_stage(trace, (won or [stage for stage, _, _ in steps])[-1])


def first(found: Iterable[Difference], run: Run) -> Cause:
    """The difference at the earliest stage, if it is a gap in the record, or else its cause.

    Nothing if all differences are of the whole contest.
    """
    stages = tuple(run.history.visits)
    staged = [one for one in found if one.stage in stages and (one.is_gap or one.why)]
    earliest = min(staged, key=lambda one: stages.index(one.stage), default=None)
    if earliest is None:
        return ()
    return earliest if earliest.is_gap else earliest.why


def _blocks(trace: Trace, events: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    return tuple(tuple(_block(trace.events, event)) for event in events)


def _block(events: Sequence[Event], last: Event) -> Iterator[Event]:
    """An event, preceded by the tests of the same person that belong to it: every part of what was needed."""
    at = max(i for i, event in enumerate(events) if event is last)
    start = at
    while start and last.kind == "tested" and _of(events[start - 1]) == _of(last):
        start -= 1
    yield from events[start : at + 1]


def _of(event: Event) -> tuple[object, ...]:
    return event.kind, event.who, event.stage, event.at
