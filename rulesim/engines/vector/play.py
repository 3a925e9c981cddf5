"""Plays the runs of a block from their first stage to their endings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from rulesim.engines.mechanics.cases import cases_of, holds
from rulesim.engines.mechanics.effects import (
    NOBODY_YET,
    ended,
    ending_figures,
    immune_until,
    next_beside,
    next_stage,
    taken_over,
    takes_over,
)
from rulesim.engines.mechanics.history import come_to, visited
from rulesim.engines.mechanics.lists import ELECTED, list_of
from rulesim.engines.mechanics.times import times_of
from rulesim.engines.outcomes import Outcomes, layout
from rulesim.engines.vector import ballot, decision, motion, nominations, petition
from rulesim.engines.vector.cohort import Cohort, open_cohort
from rulesim.engines.vector.ledger import Ledger
from rulesim.engines.vector.papers import CastPapers
from rulesim.engines.vector.scene import Scene, Track
from rulesim.engines.vector.visit import Block, Finish, Visit
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Occasion, People
from rulesim.model.conduct import When
from rulesim.model.contest import Settled
from rulesim.model.rulebook import END
from rulesim.model.stages import acting_bodies, results

PLAYS: Mapping[str, Callable[[Visit[Any]], Finish]] = {
    "petition": petition.play,
    "motion": motion.play,
    "decision": decision.play,
    "nominations": nominations.play,
    "ballot": ballot.play,
}


def play_runs(settled: Settled, people: People, first: int, count: int) -> Outcomes:
    """The outcomes of `count` runs of these people, from run `first` of the ensemble on."""
    block = Block(settled, people, Ledger(layout(settled), people.runs))
    rows = np.arange(first - people.first, first - people.first + count)
    _arrive(block, settled.scenario.opening(settled.rules.opens_with), open_cohort(settled, rows))
    while block.waiting:
        playing = [_scene(block, *block.waiting.take_next())]
        while playing:
            playing.extend(_act(block, playing.pop()))
    return block.ledger.outcomes(rows, first)


def _arrive(block: Block, where: str, cohort: Cohort) -> None:
    """A cohort has come to a stage or, `end.` before its name, an ending."""
    if where.startswith(END):
        ending = where.removeprefix(END)
        figures = ending_figures(block.settled, cohort.history, ending, cohort.winner, cohort.now)
        block.ledger.write(cohort.rows, {**figures, "path": cohort.path})
    else:
        block.waiting.put(where, cohort)


def _scene(block: Block, name: str, cohort: Cohort) -> Scene:
    """The scene that opens with a stage."""
    cohort.history = come_to(block.settled, cohort.history, name)
    stage = block.rules(cohort).stages[name]
    beside = enumerate(((name, {}), *sorted(stage.meanwhile.items())))
    tracks = [_begin(block, cohort, position, one, tuple(takes)) for position, (one, takes) in beside]
    return Scene(name, stage, cohort, dict(enumerate(tracks)))


def _begin(block: Block, cohort: Cohort, position: int, name: str, takes: tuple[str, ...]) -> Track:
    """A stage about to be played; every beginning counts as a visit, whether it comes to open or not."""
    cohort.history = visited(cohort.history, name)
    stage, scenario = block.rules(cohort).stages[name], block.settled.scenario
    opens, closes = times_of(stage, scenario.timetable.get(name), scenario.starts, cohort.now, cohort.immune_until)
    number, due = cohort.history.visits[name], np.maximum(opens, cohort.now)
    return Track(position, name, takes, stage, number, opens, closes, due)


def _act(block: Block, scene: Scene) -> Iterator[Scene]:
    """What comes next in a scene: in each run the stage acts that is due first."""
    for track, part in scene.by_next():
        part.cohort.now = track.due
        if track.finish is None:
            yield from _open(block, part, track)
        else:
            yield from _close(block, part, track, track.finish)


def _open(block: Block, scene: Scene, track: Track) -> Iterator[Scene]:
    """Opens a stage, under the readings in force by now and for the conduct that applies by now."""
    _list_again(block, scene.cohort, track.name)
    for case, runs in _by_case(block, scene.cohort, track.name):
        part = scene.take(runs)
        mine = part.tracks[track.position]
        visit = _visit(block, part.cohort, mine, case)
        if visit.stage.kind == "ballot":
            part.cohort.standing = ballot.open_ballot(visit)
            _keep_list(part.cohort, track.name, part.cohort.standing)
        finish = PLAYS[visit.stage.kind](visit)
        yield part.with_track(replace(mine, stage=visit.stage, finish=finish, due=finish.at))


def _list_again(block: Block, cohort: Cohort, name: str) -> None:
    """Puts those who were on an earlier ballot on the list again, where a stage asks for them."""
    again = list_of(block.rules(cohort).stages[name])
    if again is not None:
        before = cohort.lists[again]
        cohort.standing = np.where(before.any(axis=0), before, cohort.standing)


def _keep_list(cohort: Cohort, ballot: str, standing: Bools) -> None:
    """Keeps who is on a ballot, if they may stand again."""
    if ballot in cohort.lists:
        cohort.lists = {**cohort.lists, ballot: standing}


def _by_case(block: Block, cohort: Cohort, stage: str) -> Iterator[tuple[int, Ints]]:
    """The cases of conduct at a stage that apply in any run, and the runs in which they do."""
    standing = dict(zip(block.names, cohort.standing, strict=True))

    def happened(when: When) -> bool | Bools:
        return holds(when, cohort.history.outcomes, cohort.votes, standing.__getitem__)

    for case, here in enumerate(cases_of(block.settled.conduct[stage], np.ones(len(cohort), bool), happened)):
        if here.any():
            yield case, np.flatnonzero(here)


def _visit(block: Block, cohort: Cohort, track: Track, case: int) -> Visit[Any]:
    people, stage = block.people.of(cohort.rows), block.rules(cohort).stages[track.name]
    occasion = Occasion(track.name, track.number, case, acting_bodies(stage))
    return Visit(block, cohort, people, occasion, stage, track.opens, track.closes, track.position > 0)


def _close(block: Block, scene: Scene, track: Track, finish: Finish) -> Iterator[Scene]:
    """Ends a stage, outcome by outcome."""
    for code in np.unique(finish.outcome).tolist():
        runs, outcome = np.flatnonzero(finish.outcome == code), results(track.stage)[code]
        part = scene.take(runs)
        _apply(block, part.cohort, track, finish.take(runs), outcome)
        yield from _after(block, part, track, outcome)


def _apply(block: Block, cohort: Cohort, track: Track, finish: Finish, outcome: str) -> None:
    """What a stage changes as it ends."""
    name, stage = track.name, track.stage
    if track.number > 1:
        block.ledger.wipe(cohort.rows, name)
    block.ledger.write(cohort.rows, {f"{name}.{figure}": values for figure, values in finish.figures.items()})
    block.ledger.write(cohort.rows, {f"{name}.outcome": finish.outcome, f"{name}.at": cohort.now})
    cohort.immune_until = immune_until(stage, outcome, cohort.now, cohort.immune_until)
    if finish.standing is not None:
        cohort.standing = finish.standing
    if stage.kind == "nominations":
        cohort.lists = {ballot: np.zeros_like(cohort.standing) for ballot in cohort.lists}
    if finish.stood is not None:
        _keep_list(cohort, ELECTED, finish.stood)
    if finish.winner is not None:
        cohort.winner = np.where(finish.winner == NOBODY_YET, cohort.winner, finish.winner)
    if finish.papers is not None:
        _keep_papers(block, cohort, name, finish.papers)
    if finish.votes is not None and name in block.settled.asked_about:
        cohort.votes = {**cohort.votes, name: finish.votes}
    cohort.history = ended(block.settled, cohort.history, name, stage, outcome)
    cohort.path = block.ledger.step(cohort.path, f"{name}.{outcome}")


def _keep_papers(block: Block, cohort: Cohort, ballot: str, papers: CastPapers) -> None:
    """Keeps the papers of a ballot, if a later one counts them again."""
    if ballot in block.counted_again:
        cohort.papers = {**cohort.papers, ballot: papers.after(cohort.papers.get(ballot))}


def _after(block: Block, scene: Scene, track: Track, outcome: str) -> Iterator[Scene]:
    """What follows the end of a stage: the next one in its place, or, beside another, perhaps the end of that."""
    rules = block.rules(scene.cohort)
    over = takes_over(outcome, track.takes)
    if track.position == 0 or over:
        _stop_others(block, scene, track)
    if track.position == 0:
        _arrive(block, next_stage(rules, track.name, outcome), scene.cohort)
    elif over:
        _arrive(block, taken_over(rules, scene.name, scene.stage, track.name, outcome), scene.cohort)
    elif after := next_beside(rules, track.name, outcome):
        yield scene.with_track(_begin(block, scene.cohort, track.position, after, ()))
    else:
        yield scene.without(track.position)


def _stop_others(block: Block, scene: Scene, track: Track) -> None:
    """Rounds of a ballot that was stopped have been held, as far as they came before the end of it."""
    for other in scene.tracks.values():
        if other.position != track.position and other.finish and other.finish.papers:
            by_then = scene.cohort.now + (other.position < track.position)
            rounds = tuple(held.but(held.at >= by_then) for held in other.finish.papers.rounds)
            _keep_papers(block, scene.cohort, other.name, replace(other.finish.papers, rounds=rounds))
