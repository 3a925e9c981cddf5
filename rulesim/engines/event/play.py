"""Plays a run from its first stage to its ending."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import simpy

from rulesim.engines.event import ballot, decision, motion, nominations, petition
from rulesim.engines.event.events import Ends, Opens, TakesOver
from rulesim.engines.event.state import Run, Steps, open_visit
from rulesim.engines.event.trace import Event, Trace
from rulesim.engines.faults import MAX_STAGES, endless_contest
from rulesim.engines.outcomes import Outcomes, collect, layout
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import People
from rulesim.model.contest import Settled
from rulesim.model.quantities import minutes_between
from rulesim.model.rulebook import END, NOBODY

PLAYS = {
    "petition": petition.play,
    "motion": motion.play,
    "decision": decision.play,
    "nominations": nominations.play,
    "ballot": ballot.play,
}


def play_run(settled: Settled, people: People, row: int, keep_trace: bool) -> Run:
    """Plays the run in one row of a block of people."""
    events: list[Event] | None = [] if keep_trace else None
    env = simpy.Environment()
    begins = settled.scenario.begins
    run = Run(settled, people, row, env, events, settled.start, settled.rules, begins.vacant, begins.candidates)
    run.answered.update(dict(settled.held), begins.ruled)
    if begins.immune_until is not None:
        run.immune_until = minutes_between(settled.scenario.starts, begins.immune_until)
    env.run(until=env.process(_contest(run)))
    return run


def play_runs(settled: Settled, people: People, first: int, count: int) -> Outcomes:
    """The outcomes of `count` runs, one by one, from run `first` of the ensemble on, which lies in the first block."""
    rows = range(first % BLOCK, first % BLOCK + count)
    runs = [play_run(settled, people, row, keep_trace=False) for row in rows]
    return collect(layout(settled), [run.figures for run in runs], [" > ".join(run.path) for run in runs], first)


def trace_run(settled: Settled, seed: int, number: int) -> Trace:
    """The trace of run `number`: the very run that an ensemble with this seed counts under that number."""
    people = People(settled.scenario, settled.conduct, seed, number // BLOCK)
    return tell(play_run(settled, people, number % BLOCK, keep_trace=True), seed, number)


def tell(run: Run, seed: int, number: int) -> Trace:
    """The trace of a run that was played with one."""
    rules = run.settled.rules
    ending = tuple(rules.endings)[run.figures["ending"]]
    return Trace(number, seed, dict(run.in_force), tuple(run.trace or ()), ending, leader_of(run))


def leader_of(run: Run) -> str:
    """Who leads at the end, or `nobody`."""
    return (*run.settled.scenario.people, NOBODY)[run.figures["leader"]]


def _contest(run: Run) -> Generator[simpy.Event, Any, None]:
    name = run.settled.scenario.begins.stage or run.rules.opens_with
    for _ in range(MAX_STAGES):
        name = yield from _stage(run, name)
        if name.startswith(END):
            _end(run, name.removeprefix(END))
            return
    raise endless_contest(run.settled, name)


def _stage(run: Run, name: str) -> Steps:
    """Plays a stage and whatever runs beside it; returns what comes next."""
    if run.rules.stages[name].meanwhile:
        return (yield from _with_others(run, name))
    outcome = yield from _play(run, name, place=0)
    return run.rules.stages[name].then[outcome]


def _play(run: Run, name: str, place: int) -> Steps:
    visit = open_visit(run, name, place)
    yield from visit.wait(visit.opens)
    visit.begin()
    if not place:
        visit.tell(Opens, "", visit.stage.clause, visit.number, visit.stage.says)
    return (yield from PLAYS[visit.stage.kind](visit))


def _with_others(run: Run, name: str) -> Steps:
    """The first to reach an outcome that counts goes on; the others stop where they are."""
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
        takes = run.rules.stages[name].meanwhile.get(other) or stage.meanwhile[other]
        return takes.get(outcome) or stage.meanwhile[other][outcome]
    return run.rules.stages[name].then[str(main.value)]


def _until_stopped(steps: Steps) -> Steps:
    try:
        return (yield from steps)
    except simpy.Interrupt:
        return ""


def _beside(
    run: Run, name: str, place: int, takes: tuple[str, ...], taken: simpy.Event
) -> Generator[simpy.Event, Any, None]:
    """Plays a stage that runs beside another, until an outcome takes over, and those that follow it there."""
    while name in run.rules.stages:
        outcome = yield from _until_stopped(_play(run, name, place))
        if outcome in takes and not taken.triggered:
            taken.succeed((name, outcome))
        name = "" if outcome in takes else run.rules.stages[name].then.get(outcome, "")
        takes = ()


def _end(run: Run, ending: str) -> None:
    rules, people = run.rules, tuple(run.settled.scenario.people)
    how = rules.endings[ending]
    leader = {"incumbent": run.settled.leader, "winner": run.winner, "nobody": NOBODY}[how.leads]
    run.figures["ending"] = tuple(rules.endings).index(ending)
    run.figures["leader"] = (*people, NOBODY).index(leader)
    run.figures["decided"] = run.now
    for question, reading in run.in_force:
        run.figures[f"reading.{question}"] = tuple(rules.contested[question].readings).index(reading)
    run.tell(Ends(run.now, ending, leader, "", how.says))
