"""Why a replay differs from its record: the events of its trace that cause each difference."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rulesim.engines.event.events import Counts, NamesTested, Outcome, Tested, Tie
from rulesim.engines.event.play import leader_of
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Event, Trace
from rulesim.model.record import RECORD_ENDS
from rulesim.studies.difference import Cause

_TOLD = ("tested", "counts", "outcome", "excluded", "tie")
_OF_PEOPLE = ("tested", "excluded", "withdraws")
_CHOICES = ("elected", "unopposed")
"""Outcomes of a ballot or of nominations that make somebody the winner."""


def at_stage(trace: Trace, stage: str, person: str = "") -> Cause:
    """The last test at a stage, of a person if one is given; otherwise its last count, or its outcome."""
    here = [event for event in trace.events if event.stage == stage and event.kind in _TOLD]
    theirs = [event for event in here if person and event.who == person] or here
    tests, counts = ([event for event in theirs if event.kind == kind] for kind in ("tested", "counts"))
    return _blocks(trace, (not person and _last_word(here)) or (tests or counts or theirs)[-1:])


def _last_word(here: Sequence[Event]) -> Sequence[Event]:
    """What decided at a stage if that was not the last test: a rule for ties, such as a lot; the end of the record; or
    the nominations that somebody lacked."""
    outcome = next((event for event in reversed(here) if isinstance(event, Outcome)), None)
    if outcome is None or outcome.outcome == RECORD_ENDS:
        return [outcome] if outcome else []
    lacked = [event for event in here if isinstance(event, NamesTested) and event.decides and not event.met]
    ties = [event for event in here if isinstance(event, Tie) and event.rule == outcome.reason]
    return (ties or (lacked if outcome.outcome in ("unopposed", "none") else []))[-1:]


def of_path(trace: Trace, recorded: str, derived: str, run: Run) -> Cause:
    """Why a contest takes another step than the one on record: what was tested there; but where it came to another
    stage, what led there; and where it is over, how it ended."""
    if not derived:
        return of_ending(trace, run)
    stage, theirs = (step.partition(".")[0] for step in (derived, recorded))
    led = [event for event in trace.events if event.stage == stage and event.kind in ("opens", "takes over")]
    return at_stage(trace, stage) if stage == theirs or not led else _blocks(trace, led[-1:])


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
    return at_stage(trace, won_at(run))


def won_at(run: Run) -> str:
    """The stage that made somebody the winner, if the winner leads; otherwise the last stage."""
    steps = [step.partition(".") for step in run.path]
    won = [stage for stage, _, outcome in steps if outcome in _CHOICES] if run.winner == leader_of(run) else []
    return (won or [stage for stage, _, _ in steps])[-1]


def of_leader(trace: Trace, run: Run, recorded: str) -> Cause:
    """How somebody who leads on record dropped out; if they did not, how somebody else won."""
    return of_people(trace, won_at(run), {recorded}) or of_ending(trace, run)


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
