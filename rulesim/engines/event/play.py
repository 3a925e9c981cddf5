"""Plays a run from its first stage to its ending."""

from collections.abc import Callable, Mapping
from typing import Any

import simpy

from rulesim.engines.event import ballot, decision, motion, nominations, petition
from rulesim.engines.event.events import Ends, Opens, TakesOver
from rulesim.engines.event.state import Process, Run, Steps, Visit, open_visit
from rulesim.engines.event.trace import Event, Trace
from rulesim.engines.mechanics.effects import (
    NOBODY_YET,
    ending_figures,
    next_beside,
    next_stage,
    taken_over,
    takes_over,
)
from rulesim.engines.mechanics.history import at_the_start, come_to, immune_at_the_start
from rulesim.engines.mechanics.sizes import eras
from rulesim.engines.outcomes import STEP, Outcomes, collect, layout
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import People
from rulesim.model.contest import Settled
from rulesim.model.record import RECORD_ENDS
from rulesim.model.rulebook import END, NOBODY, NOT_KNOWN

PLAYS: Mapping[str, Callable[[Visit[Any]], Steps]] = {
    "petition": petition.play,
    "motion": motion.play,
    "decision": decision.play,
    "nominations": nominations.play,
    "ballot": ballot.play,
}


def play_run(settled: Settled, people: People, row: int, keep_trace: bool) -> Run:
    """Plays the run in one row of the people."""
    events: list[Event] | None = [] if keep_trace else None
    env = simpy.Environment()
    before, immune, sizes = at_the_start(settled), immune_at_the_start(settled), eras(settled.scenario)
    run = Run(settled, people, row, env, events, before, sizes, immune, settled.scenario.begins.candidates)
    env.run(until=env.process(_contest(run)))
    return run


def play_runs(settled: Settled, people: People, first: int, count: int) -> Outcomes:
    """The outcomes of `count` runs of these people, one by one, from run `first` of the ensemble on."""
    rows = range(first - people.first, first - people.first + count)
    runs = [play_run(settled, people, row, keep_trace=False) for row in rows]
    return collect(layout(settled), [run.figures for run in runs], [STEP.join(run.path) for run in runs], first)


def trace_run(settled: Settled, seed: int, number: int) -> Trace:
    """The trace of run `number`: the very run that an ensemble with this seed counts under that number."""
    return tell(play_alone(settled, seed, number), seed, number)


def play_alone(settled: Settled, seed: int, number: int) -> Run:
    """Plays run `number`, with its trace, and draws for no other."""
    people = People(settled.scenario, settled.conduct, seed, number // BLOCK).alone(number, 1)
    return play_run(settled, people, 0, keep_trace=True)


def tell(run: Run, seed: int, number: int) -> Trace:
    """The trace of a run that was played with one."""
    ending = (*run.settled.rules.endings, RECORD_ENDS)[run.figures["ending"]]
    return Trace(number, seed, dict(run.history.in_force), tuple(run.trace or ()), ending, leader_of(run))


def leader_of(run: Run) -> str:
    """Who leads at the end, or `nobody`, or that it is not known."""
    return (*run.settled.scenario.people, NOBODY, NOT_KNOWN)[run.figures["leader"]]


def _contest(run: Run) -> Process:
    name = run.settled.scenario.opening(run.settled.rules.opens_with)
    while not name.startswith(END):
        run.history = come_to(run.settled, run.history, name)
        name = yield from _stage(run, name)
    ending, people = name.removeprefix(END), tuple(run.settled.scenario.people)
    winner = people.index(run.winner) if run.winner else NOBODY_YET
    run.figures.update(ending_figures(run.settled, run.history, ending, winner, run.now))
    run.tell(Ends(run.now, ending, leader_of(run), "", run.rules.ending(ending).says))


def _stage(run: Run, name: str) -> Steps:
    """Plays a stage and whatever runs beside it; returns what comes next."""
    if run.rules.stages[name].meanwhile:
        return (yield from _with_others(run, name))
    outcome = yield from _play(run, name, place=0)
    return next_stage(run.rules, name, outcome)


def _play(run: Run, name: str, place: int) -> Steps:
    visit = open_visit(run, name, place)
    yield from visit.wait(visit.opens)
    visit.begin()
    if not place:
        visit.tell(Opens, "", visit.stage.clause, visit.number, visit.stage.says)
    return (yield from PLAYS[visit.stage.kind](visit))


def _with_others(run: Run, name: str) -> Steps:
    """The first to reach an outcome that takes over continues; the others stop where they are."""
    stage, env = run.rules.stages[name], run.env
    taken = env.event()
    main = env.process(_until_stopped(_play(run, name, place=0)))
    others = [
        env.process(_beside(run, other, place, tuple(takes), taken))
        for place, (other, takes) in enumerate(sorted(stage.meanwhile.items()), 1)
    ]
    yield main | taken
    for process in (main, *others):
        if process.is_alive:
            process.interrupt()
    if taken.triggered:
        other, outcome = taken.value or ("", "")
        run.tell(TakesOver(run.now, other, "", run.rules.stages[other].clause, outcome, name))
        return taken_over(run.rules, name, stage, other, outcome)
    return next_stage(run.rules, name, str(main.value))


def _until_stopped(steps: Steps) -> Steps:
    try:
        return (yield from steps)
    except simpy.Interrupt:
        return ""


def _beside(run: Run, name: str, place: int, takes: tuple[str, ...], taken: simpy.Event) -> Process:
    """Plays a stage that runs beside another, until an outcome takes over, and those that follow it there."""
    while name:
        outcome = yield from _until_stopped(_play(run, name, place))
        over = takes_over(outcome, takes)
        if over and not taken.triggered:
            taken.succeed((name, outcome))
        name = "" if over else next_beside(run.rules, name, outcome)
        takes = ()
