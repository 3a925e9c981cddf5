"""A run that flips, told on from where its two tellings part."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.engines.event.trace import Event, Kind, Trace
from rulesim.studies.parting import shared
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
    sides = list(zip((found.one, found.other), found.traces, strict=True))
    parts_at = shared(*found.traces)
    one, other = (_telling(reading, trace, parts_at) for reading, trace in sides)
    return one, other


def _telling(reading: str, trace: Trace, parts_at: int) -> Telling:
    first = trace.events[parts_at] if parts_at < len(trace.events) else None
    return Telling(reading, first, tuple(event for event in trace.events[parts_at + 1 :] if event.kind in _TELLING))
