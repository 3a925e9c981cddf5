"""Where a run diverges between two readings: the event that decided, the clause it cites, and what follows."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import takewhile

from rulesim.engines.ensemble import people_of
from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.trace import Event, Kind, Trace
from rulesim.model.contest import Settled
from rulesim.studies.turning import find_turn

_TURNS: tuple[Kind, ...] = (
    "decides", "withdraws", "tested", "rules", "counts", "excluded", "tie", "takes over", "ends",
)  # fmt: skip


@dataclass(frozen=True)
class Course:
    """A run under one reading: its trace, the event that decided (None if it has ended by then), and the turning points
    after that event."""

    reading: str
    trace: Trace
    event: Event | None
    then: tuple[Event, ...]


@dataclass(frozen=True)
class Divergence:
    """A run under two readings between which it diverges, and the clause at which it does."""

    run: int
    courses: tuple[Course, Course]
    clause: str


def diverge(one: tuple[str, Settled], other: tuple[str, Settled], seed: int, run: int) -> Divergence:
    """Where run `run` diverges between two settled contests, each given with its reading."""
    here, there = ((reading, trace_of(settled, seed, run)) for reading, settled in (one, other))
    both = courses(here, there, _touched(one[1], other[1]))
    return Divergence(run, both, next((one.event.clause for one in both if one.event and one.event.clause), ""))


def _touched(one: Settled, other: Settled) -> set[str]:
    """The stages that two readings themselves make different."""
    stages = other.rules.stages
    return {name for name, stage in one.rules.stages.items() if stage != stages[name]}


def courses(one: tuple[str, Trace], other: tuple[str, Trace], touched: Collection[str] = ()) -> tuple[Course, Course]:
    """A run as it goes under each of two readings, from the event that decided.

    Where nothing came out otherwise, from the first event that differs.
    """
    pairs = zip(one[1].events, other[1].events, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    here, there = find_turn(one[1], other[1], touched) or (shared, shared)
    return _course(*one, here), _course(*other, there)


def _course(reading: str, trace: Trace, place: int) -> Course:
    event, *rest = trace.events[place:] or (None,)
    return Course(reading, trace, event, tuple(later for later in rest if later and later.kind in _TURNS))


def trace_of(settled: Settled, seed: int, run: int) -> Trace:
    """The trace of a run, as `trace_run` gives it; variants share its people."""
    return tell(play_run(settled, people_of(settled, seed, run, 1), 0, keep_trace=True), seed, run)
