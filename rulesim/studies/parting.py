"""Where two tellings of one run part: the first event that differs, and the clause it cites."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Event, Trace
from rulesim.model.contest import Settled


@dataclass(frozen=True)
class Parting:
    """The first events at which a run goes two ways under two readings.

    An event is None where one telling had ended already. `clause` is the clause that parted them.
    """

    run: int
    one: str
    other: str
    one_event: Event | None
    other_event: Event | None
    one_ending: str
    other_ending: str
    one_leader: str
    other_leader: str
    clause: str
    traces: tuple[Trace, Trace]
    """Both tellings."""


def shared(one: Trace, other: Trace) -> int:
    """With how many of the same events two tellings begin."""
    pairs = zip(one.events, other.events, strict=False)
    return next((i for i, (here, there) in enumerate(pairs) if here != there), min(len(one.events), len(other.events)))


def part(one: Trace, other: Trace) -> tuple[Event | None, Event | None]:
    """The first pair of events that differ; (None, None) if none do."""
    at = shared(one, other)
    here, there = (told.events[at] if at < len(told.events) else None for told in (one, other))
    return here, there


def parting(one: tuple[str, Settled], other: tuple[str, Settled], seed: int, run: int) -> Parting:
    """Where run `run` parts between two settled contests, each named by its reading."""
    here, there = trace_run(one[1], seed, run), trace_run(other[1], seed, run)
    first, second = part(here, there)
    clause = next((event.clause for event in (first, second) if event and event.clause), "")
    return Parting(
        run, one[0], other[0], first, second, here.ending, there.ending, here.leader, there.leader, clause,
        (here, there),
    )  # fmt: skip
