"""A run that flips, told on from where its two tellings part."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.engines.ensemble import people_of
from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.trace import Event, Kind, Trace
from rulesim.luck.draws import BLOCK
from rulesim.studies.readings import QuestionStudy

_TELLING: tuple[Kind, ...] = (
    "decides", "withdraws", "tested", "rules", "counts", "excluded", "tie", "takes over", "ends",
)  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """What happens under one reading from the parting on: the first event that differs, and the turns after it."""

    reading: str
    parts_with: Event | None
    then: tuple[Event, ...]


def retell(study: QuestionStudy) -> tuple[Telling, Telling] | None:
    """Both tellings of the first run that flips; None if none does."""
    found = study.parting
    if found is None:
        return None
    sides = [(reading, _trace(study, reading, found.run)) for reading in (found.one, found.other)]
    parts_at = _position(sides[0][1], sides[1][1])
    one, other = (_telling(reading, trace, parts_at) for reading, trace in sides)
    return one, other


def _trace(study: QuestionStudy, reading: str, run: int) -> Trace:
    """As `trace_run` tells it; the people are shared, for they are the same under every reading."""
    result = study.readings[reading]
    people = people_of(result.settled, result.seed, run // BLOCK)
    return tell(play_run(result.settled, people, run % BLOCK, keep_trace=True), result.seed, run)


def _position(one: Trace, other: Trace) -> int:
    """How many events the tellings have in common."""
    pairs = zip(one.events, other.events, strict=False)
    return next((i for i, (here, there) in enumerate(pairs) if here != there), min(len(one.events), len(other.events)))


def _telling(reading: str, trace: Trace, parts_at: int) -> Telling:
    first = trace.events[parts_at] if parts_at < len(trace.events) else None
    return Telling(reading, first, tuple(event for event in trace.events[parts_at + 1 :] if event.kind in _TELLING))
