"""The state of one run while it is played."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

import simpy
from simpy.events import EventPriority

from rulesim.engines.event.events import Outcome, Ruled, Why
from rulesim.engines.event.trace import Event
from rulesim.engines.mechanics.cases import cases_of, holds
from rulesim.engines.mechanics.effects import ended, immune_until, ruling_of
from rulesim.engines.mechanics.history import History, visited
from rulesim.engines.mechanics.lists import list_of
from rulesim.engines.mechanics.sizes import Eras
from rulesim.engines.mechanics.times import times_of
from rulesim.luck.people import Occasion, People
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import When
from rulesim.model.contest import Settled
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, acting_bodies, results
from rulesim.model.threshold import Threshold
from rulesim.rules.count import Round
from rulesim.rules.scores import Standing
from rulesim.rules.threshold import needed

_AFTER_ALL = 1
"""SimPy takes events of one time in the order of their priority: urgent (0), normal (1), and then these."""


class EndOfMinute(simpy.Event):
    """Happens at the end of the minute that lies `delay` minutes ahead, and there in the order of `place` (1, 2, …)."""

    def __init__(self, env: simpy.Environment, delay: int, place: int):
        super().__init__(env)
        self._ok, self._value = True, None
        env.schedule(self, EventPriority(_AFTER_ALL + place), delay)


@dataclass(frozen=True, slots=True)
class Held:
    """A round of a ballot as it was held: who stood, and what came of it."""

    standing: Standing
    done: Round


Steps = Generator[simpy.Event, Any, str]
"""A stage being played: it waits for events and returns its outcome."""
Process = Generator[simpy.Event, Any, None]
Path = tuple[Standing, ...]
"""Who stood in each round of a ballot."""
Address = tuple[Occasion, Path]
"""Where papers are found: the ballot, and who stood in each round so far."""
Facts = ParamSpec("Facts")
Stage = TypeVar("Stage", bound=AnyStage)


@dataclass(slots=True)
class Run:
    """One run: the rules it is under, what has happened, and who is still in it."""

    settled: Settled
    people: People
    row: int
    env: simpy.Environment
    trace: list[Event] | None
    history: History
    eras: Eras
    immune_until: int
    """The minute until which no petition against the leader can open."""
    candidates: tuple[str, ...] = ()
    """Those on the ballot, in the order of the scenario."""
    winner: str = ""
    votes: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """The votes on each motion: its sides, and the bases of shares."""
    figures: dict[str, int] = field(default_factory=dict)
    """The run's row of the outcomes."""
    path: list[str] = field(default_factory=list)
    balloted: tuple[str, ...] = ()
    """Who was on the last ballot when it opened."""
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By ballot, who was on it when it opened, until nominations are held; and of the last, if it elected somebody."""
    excluded: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """By ballot, who was eliminated after each round."""
    papers: dict[str, Address] = field(default_factory=dict)
    """By ballot, where the papers are that were cast in it."""
    shares: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    """By ballot, everybody's share of the whole in the last round with them; by motion, each side's of the votes."""
    finished: "dict[str, Visit[Any]]" = field(default_factory=dict)
    """The last visit to each stage that has had an outcome."""
    ballots: dict[Occasion, list[Held]] = field(default_factory=dict)
    """By visit to a ballot, its rounds."""

    @property
    def now(self) -> int:
        """The minute of the contest."""
        return int(self.env.now)

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each body at this minute."""
        return self.eras.at(self.now)

    @property
    def rules(self) -> Rules:
        """The book under the readings in force."""
        return self.settled.books[self.history.readings]

    def moment(self, minute: int) -> datetime:
        """A minute of the contest in the calendar."""
        return self.settled.scenario.starts + timedelta(minutes=minute)

    def needed(self, threshold: Threshold) -> int:
        """How many people a threshold asks for at this minute."""
        return needed(threshold, self.sizes, self.rules.bodies)

    def tell(self, event: Event) -> None:
        """Adds an event to the trace, if one is kept."""
        if self.trace is not None:
            self.trace.append(event)


@dataclass(slots=True)
class Visit(Generic[Stage]):
    """A visit to a stage: which stage, which visit to it this is, and from when to when."""

    run: Run
    name: str
    stage: Stage
    number: int
    opens: int
    closes: int | None
    place: int
    """Its place among stages that run beside another (1, 2, …, by name); 0 if it does not. Such a stage acts at the
    end of its minute, so that within one minute the other goes first, and then they in their order."""
    case: int = 0
    """Which case of conduct applies; known once the stage opens."""
    late_in: int = -1
    """The last minute at whose end a stage beside another has acted."""
    figures: dict[str, int] = field(default_factory=dict)
    """Figures of the stage that count once it is finished."""
    excluded: list[tuple[str, ...]] = field(default_factory=list)
    """Who was eliminated after each round of a ballot."""

    @property
    def occasion(self) -> Occasion:
        """What people know this visit by."""
        return Occasion(self.name, self.number, self.case, acting_bodies(self.stage))

    def begin(self) -> None:
        """Takes the stage under the rulings, its candidates, and conduct for the events, up to the time it opens."""
        run = self.run

        def happened(when: When) -> bool:
            return bool(holds(when, run.history.outcomes, run.votes, run.candidates.__contains__))

        self.stage = cast(Stage, run.rules.stages[self.name])
        again = list_of(self.stage)
        if again is not None:
            run.candidates = run.lists.get(again) or run.candidates
        self.case = [*cases_of(run.settled.conduct[self.name], True, happened)].index(True)

    def wait(self, minute: int) -> Iterator[simpy.Event]:
        """Waits until a minute of the contest, if it has not passed."""
        now = self.run.now
        if not self.place:
            if minute > now:
                yield self.run.env.timeout(minute - now)
        elif max(minute, now) > self.late_in:
            self.late_in = max(minute, now)
            yield EndOfMinute(self.run.env, self.late_in - now, self.place)

    def tell(
        self, event: Callable[Concatenate[int, str, Facts], Event], *facts: Facts.args, **named: Facts.kwargs
    ) -> None:
        """Adds an event of this stage, at this minute, to the trace, if one is kept."""
        if self.run.trace is not None:
            self.run.tell(event(self.run.now, self.name, *facts, **named))

    def note(self, figure: str, value: int) -> None:
        """Writes down a figure for the run's row of the outcomes."""
        self.figures[f"{self.name}.{figure}"] = value

    def finish(self, outcome: str, people: Standing = (), reason: Why = "", numbers: Mapping[str, int] = {}) -> str:
        """Records the stage's outcome and figures, in place of those of an earlier visit."""
        run = self.run
        self.note("outcome", results(self.stage).index(outcome))
        self.note("at", run.now)
        if self.number > 1:
            run.figures = {key: kept for key, kept in run.figures.items() if not key.startswith(f"{self.name}.")}
        run.figures.update(self.figures)
        if isinstance(self.stage, Ballot):
            run.excluded[self.name] = self.excluded
        run.path.append(f"{self.name}.{outcome}")
        run.finished[self.name] = self
        run.immune_until = immune_until(self.stage, outcome, run.now, run.immune_until)
        run.history = ended(run.settled, run.history, self.name, self.stage, outcome)
        self.tell(Outcome, "", self.stage.clause, outcome, people, reason, numbers)
        ruling = ruling_of(self.stage, outcome)
        if ruling is not None:
            self.tell(Ruled, "", self.stage.clause, *ruling, ruling[0] in run.settled.ruled)
        return outcome


def open_visit(run: Run, name: str, place: int) -> Visit[Any]:
    """A stage about to be played, with its times; it counts as a visit whether it ever opens or not."""
    run.history = visited(run.history, name)
    stage, scenario = run.rules.stages[name], run.settled.scenario
    times = times_of(stage, scenario.timetable.get(name), scenario.starts, run.now, run.immune_until)
    return Visit(run, name, stage, run.history.visits[name], *times, place)
