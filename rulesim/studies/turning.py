"""What decided between two courses of one run: the first event by which something came out otherwise, numbers apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rulesim.engines.event import events as of
from rulesim.engines.event.trace import Event, Trace
from rulesim.rules.threshold import passes

Visit = tuple[str, int]
"""A stage, and which visit to it this is. The ending counts as one."""
_ENDING: Visit = ("", 0)


@dataclass(frozen=True, slots=True)
class Step:
    """What an event settles, numbers apart; in which round of a ballot; and its place in the trace."""

    what: tuple[object, ...]
    event: Event
    round: int
    place: int


@dataclass(slots=True)
class Course:
    """What a trace settles at each visit to a stage, and what it counts in each round there."""

    steps: dict[Visit, list[Step]] = field(default_factory=dict)
    counts: dict[tuple[Visit | None, int], Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parting:
    """A visit in each course (None: a stage that the other one skips), and what is settled in one of them only."""

    visits: tuple[Visit | None, Visit | None]
    mine: Sequence[Step]
    theirs: Sequence[Step]

    def concerns(self, leaders: Collection[str]) -> bool:
        """Whether the whole contest, or somebody who leads in either course, is concerned."""
        return any(not step.event.who or step.event.who in leaders for step in (*self.mine, *self.theirs))


def find_turn(one: Trace, other: Trace, touched: Collection[str]) -> tuple[int, int] | None:
    """The places, in two traces, of the events that decided; None if nothing came out otherwise.

    They are at the first stage at which something did. If that concerns only people who lead in neither course, what
    came out otherwise later, at a stage that the readings `touched` themselves, goes before it. A stage that only one
    course passes through counts if nothing else differs before the end.
    """
    here, there, leaders = _read(one), _read(other), {one.leader, other.leader}
    *partings, end = (_parting(here, there, *pair) for pair in _side_by_side([*here.steps], [*there.steps]))
    both = [one for one in partings if None not in one.visits and (one.mine or one.theirs)]
    if both:
        later = [one for one in both if one.concerns(leaders) and (one.visits[0] or _ENDING)[0] in touched]
        return _places(here, there, both[0] if both[0].concerns(leaders) else (later or both)[0], leaders, end)
    if not end.mine:
        return None
    alone = next((one for one in partings if None in one.visits), end)
    return (alone.mine or end.mine)[-1].place, (alone.theirs or end.theirs)[-1].place


def _side_by_side(mine: list[Visit], theirs: list[Visit]) -> Iterator[tuple[Visit | None, Visit | None]]:
    """The visits of two courses: the same ones together, those that the other skips alone, others two by two."""
    while mine and theirs:
        if mine[0] != theirs[0] and mine[0] in theirs:
            yield None, theirs.pop(0)
        elif mine[0] != theirs[0] and theirs[0] in mine:
            yield mine.pop(0), None
        else:
            yield mine.pop(0), theirs.pop(0)


def _parting(here: Course, there: Course, visit: Visit | None, other: Visit | None) -> Parting:
    mine, theirs = (course.steps[at] if at else [] for course, at in ((here, visit), (there, other)))
    known, others = ([step.what for step in steps] for steps in (mine, theirs))
    only, others_only = ([s for s in mine if s.what not in others], [s for s in theirs if s.what not in known])
    return Parting((visit, other), only, others_only)


def _places(here: Course, there: Course, at: Parting, leaders: Collection[str], end: Parting) -> tuple[int, int]:
    """Where it is told: by the votes of the round, if they differ; but a majority by what was needed and had."""
    mine = _telling(at.mine, leaders)
    alike = [step for step in at.theirs if mine and _about(step) == _about(mine)]
    theirs = _telling(alike or at.theirs, leaders)
    first = min(step.round for step in (mine, theirs) if step)
    ours, others = (course.counts.get((visit, first)) for course, visit in zip((here, there), at.visits, strict=True))
    by_test = alike and mine and mine.event.kind == "tested"
    if ours and others and ours.what != others.what and not by_test:
        return ours.place, others.place
    return (mine or end.mine[0]).place, (theirs or end.theirs[0]).place


def _telling(steps: Sequence[Step], leaders: Collection[str]) -> Step | None:
    """The first of some steps; of several of one kind, the one about somebody who leads."""
    alike = [step for step in steps if (step.event.kind, step.round) == (steps[0].event.kind, steps[0].round)]
    return next((step for step in alike if step.event.who in leaders), next(iter(alike), None))


def _about(step: Step) -> tuple[object, ...]:
    return step.event.kind, step.event.who, step.round


def _read(trace: Trace) -> Course:
    course, visits, rounds = Course(), dict[str, int](), dict[str, int]()
    for place, event in enumerate(trace.events):
        visit = _ENDING if isinstance(event, of.Ends) else (event.stage, visits.get(event.stage, 0))
        if isinstance(event, of.Counts):
            rounds[event.stage] = event.round
            course.counts[visit, event.round] = Step(tuple(event.points.items()), event, event.round, place)
        what, number = _settles(event), rounds.get(event.stage, 0)
        if what is not None:
            known = (event.kind, event.stage, number, *what)
            course.steps.setdefault(visit, []).append(Step(known, event, number, place))
        if isinstance(event, of.Outcome):
            visits[event.stage], rounds[event.stage] = visit[1] + 1, 0
    return course


def _settles(event: Event) -> tuple[object, ...] | None:
    """What an event settles, numbers apart; None if it settles nothing by itself."""
    match event:
        case of.NamesTested():
            return (event.who, event.met) if event.decides else None
        case of.Tested():
            return event.who, event.had >= event.needed
        case of.VotesTested():
            return event.who, event.measure, passes(event.had, event.needed, event.test)
        case of.Outcome():
            return event.outcome, event.people if event.outcome == "elected" else ()
        case of.Stands():
            return event.who, event.admitted
        case of.Decides():
            return (event.option,)
        case of.Ruled():
            return event.question, event.reading, event.effective
        case of.Tie():
            return event.level, event.left, event.then
        case of.TakesOver():
            return event.outcome, event.stops
        case of.Opens() | of.Excluded() | of.Withdraws() | of.Ends():
            return (event.who,)
        case _:
            return None
