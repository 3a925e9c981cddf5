"""The state of one run while it is played."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Concatenate, Literal, ParamSpec

import simpy

from rulesim.engines.event.events import Outcome, Ruled
from rulesim.engines.event.late import Late
from rulesim.engines.event.trace import Event
from rulesim.luck.cases import Past, pick
from rulesim.luck.people import Occasion, People
from rulesim.model.ballot import Ballot
from rulesim.model.contest import Readings, Settled
from rulesim.model.decision import Decision
from rulesim.model.motion import Motion
from rulesim.model.petition import Petition
from rulesim.model.quantities import minutes_between
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, outcomes
from rulesim.rules.ballot import Reason

Steps = Generator[simpy.Event, Any, str]
"""A stage being played: it waits for events and returns its outcome."""
Facts = ParamSpec("Facts")


@dataclass(frozen=True, slots=True)
class Cast:
    """Where the papers of a ballot are found: the visit, the case of conduct, and who stood in each round."""

    visit: int
    case: int
    path: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Run:
    """One run: the rules it is under, what has happened, and who is still in it."""

    settled: Settled
    people: People
    row: int
    env: simpy.Environment
    trace: list[Event] | None
    readings: Readings
    rules: Rules
    vacant: bool
    candidates: tuple[str, ...] = ()
    """Those on the ballot, in the order of the scenario."""
    winner: str = ""
    immune_until: int = 0
    """The minute until which no petition against the leader can open."""
    past: Past = field(default_factory=Past)
    visits: dict[str, int] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    """Questions whose reading is known: held from outside, or ruled on by now."""
    figures: dict[str, int] = field(default_factory=dict)
    """The run's row of the outcomes."""
    path: list[str] = field(default_factory=list)
    balloted: tuple[str, ...] = ()
    """Who was on the last ballot when it opened."""
    excluded: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """By ballot, who left after each round."""
    papers: dict[str, Cast] = field(default_factory=dict)
    """By ballot, the papers that were cast in it."""

    @property
    def now(self) -> int:
        """The minute of the contest."""
        return int(self.env.now)

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each body at this minute."""
        scenario = self.settled.scenario
        if not scenario.changes:
            return scenario.bodies
        due = [change for change in scenario.changes if minutes_between(scenario.starts, change.on) <= self.now]
        latest = {change.body: change.size for change in sorted(due, key=lambda change: change.on)}
        return {**scenario.bodies, **latest}

    def tell(self, event: Event) -> None:
        """Adds an event to the trace, if one is kept."""
        if self.trace is not None:
            self.trace.append(event)

    @property
    def in_force(self) -> Readings:
        """The readings in force, without placeholders for questions that nobody has answered."""
        return tuple((question, reading) for question, reading in self.readings if question in self.answered)

    def rule(self, question: str, reading: str) -> bool:
        """Puts a reading in force from here on; whether it did, for a reading held from outside stays."""
        if question not in self.settled.ruled:
            return False
        self.answered.add(question)
        self.readings = self.settled.rule(self.readings, question, reading)
        self.rules = self.settled.books[self.readings]
        return True


@dataclass(slots=True)
class Visit:
    """One playing of a stage: which, for the how-manieth time, and from when to when."""

    run: Run
    name: str
    stage: AnyStage
    number: int
    opens: int
    closes: int | None
    place: int
    """Its place among stages that run beside another (1, 2, …, by name); 0 if it does not. Such a stage acts at the
    end of its minute, so that within one minute the other goes first, and then they in their order."""
    case: int = 0
    """Which case of conduct applies; known once the stage opens."""
    late_in: int = -1
    """The minute whose end a stage beside another has come to."""
    figures: dict[str, int] = field(default_factory=dict)
    """Figures of the stage that count once it is finished."""
    excluded: list[tuple[str, ...]] = field(default_factory=list)
    """Who left after each round of a ballot."""
    running: dict[str, int] = field(default_factory=dict)
    """Counts that the trace keeps while the stage is played."""

    @property
    def occasion(self) -> Occasion:
        """What people know this visit by."""
        return Occasion(self.name, self.number, self.case)

    def begin(self) -> None:
        """Holds the stage to what has been ruled, and people to what has happened, by the time it opens."""
        self.stage = self.run.rules.stages[self.name]
        self.case = pick(self.run.settled.conduct[self.name], self.run.past, self.run.candidates)

    def wait(self, minute: int) -> Iterator[simpy.Event]:
        """Waits until a minute of the contest, if it has not passed."""
        now = self.run.now
        if not self.place:
            if minute > now:
                yield self.run.env.timeout(minute - now)
        elif max(minute, now) > self.late_in:
            self.late_in = max(minute, now)
            yield Late(self.run.env, self.late_in - now, self.place)

    def tell(
        self, event: Callable[Concatenate[int, str, Facts], Event], *facts: Facts.args, **named: Facts.kwargs
    ) -> None:
        """Adds an event of this stage, at this minute, to the trace, if one is kept."""
        if self.run.trace is not None:
            self.run.tell(event(self.run.now, self.name, *facts, **named))

    def note(self, figure: str, value: int) -> None:
        """Writes down a figure for the run's row of the outcomes."""
        self.figures[f"{self.name}.{figure}"] = value

    def finish(
        self,
        outcome: str,
        people: tuple[str, ...] = (),
        reason: Reason | Literal[""] = "",
        numbers: Mapping[str, int] | None = None,
    ) -> str:
        """Records the stage's outcome and figures, in place of those of an earlier visit."""
        run = self.run
        self.note("outcome", outcomes(self.stage).index(outcome))
        self.note("at", run.now)
        if self.number > 1:
            run.figures = {key: kept for key, kept in run.figures.items() if not key.startswith(f"{self.name}.")}
        run.figures.update(self.figures)
        if isinstance(self.stage, Ballot):
            run.excluded[self.name] = self.excluded
        run.past.outcomes[self.name] = outcome
        run.path.append(f"{self.name}.{outcome}")
        run.vacant = run.vacant or outcome in self.stage.vacates
        if outcome in self.stage.immunity:
            run.immune_until = run.now + self.stage.immunity[outcome]
        self.tell(Outcome, "", self.stage.clause, outcome, people, reason, numbers or {})
        ruling = self.stage.rules_on if isinstance(self.stage, Motion | Decision) else None
        if ruling is not None and outcome in ruling.gives:
            self.rule(ruling.on, ruling.gives[outcome])
        return outcome

    def rule(self, question: str, reading: str) -> None:
        """Settles a contested question for the rest of the run, unless its reading is held from outside."""
        self.tell(Ruled, "", self.stage.clause, question, reading, self.run.rule(question, reading))


def open_visit(run: Run, name: str, place: int) -> Visit:
    """A stage about to be played, with its times."""
    stage = run.rules.stages[name]
    run.visits[name] = number = run.visits.get(name, 0) + 1
    slot = run.settled.scenario.timetable.get(name)
    starts = run.settled.scenario.starts
    opens = run.now + stage.opens_after
    if slot and (slot.opens or slot.after is not None):
        opens = run.now + (slot.after or 0)
    if slot and slot.opens:
        opens = max(opens, minutes_between(starts, slot.opens))
    if isinstance(stage, Petition) and stage.waits_for_immunity:
        opens = max(opens, run.immune_until)
    length = slot.lasts if slot and slot.lasts is not None else _length(stage)
    closes = None if length is None else opens + length
    if slot and slot.closes:
        closes = max(opens, minutes_between(starts, slot.closes))
    return Visit(run, name, stage, number, opens, closes, place)


def _length(stage: AnyStage) -> int | None:
    return stage.lasts if isinstance(stage, Motion | Ballot) else stage.window
