"""Plays the runs of a block from their first stage to their endings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from rulesim.engines.faults import MAX_STAGES, endless_contest
from rulesim.engines.outcomes import Outcomes
from rulesim.engines.vector import ballot, decision, motion, nominations, petition
from rulesim.engines.vector.block import Block, open_block
from rulesim.engines.vector.cases import by_case
from rulesim.engines.vector.cohort import NOBODY_YET, Cohort, at_the_start, visited
from rulesim.engines.vector.papers import Papers
from rulesim.engines.vector.pools import Pools
from rulesim.engines.vector.scene import Scene, Track
from rulesim.engines.vector.visit import Finish, Visit, times_of
from rulesim.luck.draws import BLOCK, Ints
from rulesim.luck.people import People
from rulesim.model.contest import Settled
from rulesim.model.rulebook import END
from rulesim.model.stages import AnyStage, Decision, Motion, outcomes

PLAYS = {
    "petition": petition.play,
    "motion": motion.play,
    "decision": decision.play,
    "nominations": nominations.play,
    "ballot": ballot.play,
}


def play_runs(settled: Settled, people: People, first: int, count: int) -> Outcomes:
    """The outcomes of `count` runs, from run `first` of the ensemble on, which lies in the first block of people."""
    block, rows = open_block(settled, people), np.arange(first % BLOCK, first % BLOCK + count)
    cohort = at_the_start(settled, rows)
    opening = settled.scenario.begins.stage or block.rules(cohort.history.readings).opens_with
    pools, playing = Pools(), list[Scene | Arrival]([Arrival(opening, cohort)])
    while playing or pools:
        if not playing:
            playing.append(_scene(block, *pools.pop()))
        _go_on(block, playing, pools)
    return block.ledger.outcomes(rows, first)


class Arrival(NamedTuple):
    """A cohort that has come to a stage or, `end.` before its name, an ending."""

    where: str
    cohort: Cohort


def _go_on(block: Block, playing: list[Scene | Arrival], pools: Pools) -> None:
    """Takes what is being played one step further."""
    now = playing.pop()
    if isinstance(now, Scene):
        playing.extend(_act(block, now))
    elif now.where.startswith(END):
        _end(block, now.cohort, now.where.removeprefix(END))
    else:
        pools.put(now.where, now.cohort)


def _scene(block: Block, name: str, cohort: Cohort) -> Scene:
    """The scene that opens with a stage."""
    if cohort.history.stages >= MAX_STAGES:
        raise endless_contest(block.settled, name)
    cohort.history = replace(cohort.history, stages=cohort.history.stages + 1)
    stage = block.stage(cohort.history.readings, name)
    others = [(other, tuple(takes)) for other, takes in sorted(stage.meanwhile.items())]
    tracks = [_begin(block, cohort, 0, name, ())]
    for position, (other, takes) in enumerate(others, 1):
        tracks.append(_begin(block, cohort, position, other, takes))
    return Scene(name, stage, cohort, tuple(tracks))


def _begin(block: Block, cohort: Cohort, position: int, name: str, takes: tuple[str, ...]) -> Track:
    """A stage about to be played; every beginning counts as a visit, whether it comes to open or not."""
    cohort.history = visited(cohort.history, name)
    times = times_of(block, cohort, name)
    return Track(position, name, takes, cohort.history.visits[name], times, np.maximum(times.opens, cohort.now))


def _act(block: Block, scene: Scene) -> Iterator[Scene | Arrival]:
    """What comes next in a scene: in each run the stage acts that is due first."""
    for track, part in scene.by_next():
        part.cohort.now = track.due
        if track.finish is None:
            yield from _open(block, part, track)
        else:
            yield from _close(block, part, track, track.finish)


def _open(block: Block, scene: Scene, track: Track) -> Iterator[Scene]:
    """Opens a stage, under the readings in force by now and for the conduct that applies by now."""
    for case, runs in by_case(block, scene.cohort, track.name):
        part = scene.take(runs)
        mine = part.track(track.position)
        visit = _visit(block, part.cohort, mine, case)
        if visit.stage.kind == "ballot":
            part.cohort.standing = ballot.open_ballot(visit)
        finish = PLAYS[visit.stage.kind](visit)
        yield part.with_track(replace(mine, stage=visit.stage, finish=finish, due=finish.at))


def _visit(block: Block, cohort: Cohort, track: Track, case: int) -> Visit:
    people = block.people.of(cohort.rows)
    return Visit(block, cohort, people, track.name, track.number, track.times, track.position > 0, case)


def _close(block: Block, scene: Scene, track: Track, finish: Finish) -> Iterator[Scene | Arrival]:
    """Ends a stage, outcome by outcome."""
    for code in np.unique(finish.outcome).tolist():
        part = scene.take(np.flatnonzero(finish.outcome == code))
        mine = part.track(track.position)
        assert mine.stage is not None
        assert mine.finish is not None
        outcome = outcomes(mine.stage)[code]
        _apply(block, part.cohort, mine, mine.stage, mine.finish, outcome)
        yield from _after(block, part, mine, outcome)


def _apply(block: Block, cohort: Cohort, track: Track, stage: AnyStage, finish: Finish, outcome: str) -> None:
    """What a stage changes as it ends."""
    history, name = cohort.history, track.name
    if track.number > 1:
        block.ledger.wipe(cohort.rows, name)
    block.ledger.write(cohort.rows, {f"{name}.{figure}": values for figure, values in finish.figures.items()})
    block.ledger.write(cohort.rows, {f"{name}.outcome": finish.outcome, f"{name}.at": cohort.now})
    if outcome in stage.immunity:
        cohort.immune_until = cohort.now + stage.immunity[outcome]
    if finish.standing is not None:
        cohort.standing = finish.standing
    if finish.winner is not None:
        cohort.winner = np.where(finish.winner == NOBODY_YET, cohort.winner, finish.winner)
    if finish.papers is not None:
        _keep_papers(block, cohort, name, finish.papers)
    if finish.votes is not None and name in block.asked_about:
        cohort.votes = {**cohort.votes, name: finish.votes}
    cohort.history = replace(
        history,
        vacant=history.vacant or outcome in stage.vacates,
        outcomes={**history.outcomes, name: outcome} if name in block.asked_about else history.outcomes,
    )
    cohort.path = block.ledger.paths.step(cohort.path, f"{name}.{outcome}")
    ruling = stage.rules_on if isinstance(stage, Motion | Decision) else None
    if ruling is not None and outcome in ruling.gives:
        _rule(block.settled, cohort, ruling.on, ruling.gives[outcome])


def _keep_papers(block: Block, cohort: Cohort, ballot: str, papers: Papers) -> None:
    """Keeps the papers of a ballot, if a later one counts them again."""
    if ballot in block.counted_again:
        cohort.papers = {**cohort.papers, ballot: papers.after(cohort.papers.get(ballot))}


def _rule(settled: Settled, cohort: Cohort, question: str, reading: str) -> None:
    """Puts a reading in force from here on, unless one is held from outside."""
    if question in settled.ruled:
        history = cohort.history
        readings = settled.rule(history.readings, question, reading)
        cohort.history = replace(history, readings=readings, answered=history.answered | {question})


def _after(block: Block, scene: Scene, track: Track, outcome: str) -> Iterator[Scene | Arrival]:
    """What follows the end of a stage: the next one in its place, or, beside another, perhaps the end of that."""
    rules = block.rules(scene.cohort.history.readings)
    if track.position == 0 or outcome in track.takes:
        _stop_others(block, scene, track)
    if track.position == 0:
        yield Arrival(rules.stages[track.name].then[outcome], scene.cohort)
    elif outcome in track.takes:
        then = scene.stage.meanwhile[track.name]
        now = rules.stages[scene.name].meanwhile.get(track.name) or then
        yield Arrival(now.get(outcome) or then[outcome], scene.cohort)
    else:
        after = rules.stages[track.name].then.get(outcome, "")
        if after in rules.stages:
            yield scene.with_track(_begin(block, scene.cohort, track.position, after, ()))
        else:
            yield scene.without(track.position)


def _stop_others(block: Block, scene: Scene, track: Track) -> None:
    """Rounds of a ballot that was stopped have been held, as far as they came before the end of it."""
    for other in scene.tracks:
        if other.position != track.position and other.finish and other.finish.papers:
            by_then = scene.cohort.now + (other.position < track.position)
            rounds = tuple(held.but(held.at >= by_then) for held in other.finish.papers.rounds)
            _keep_papers(block, scene.cohort, other.name, replace(other.finish.papers, rounds=rounds))


def _end(block: Block, cohort: Cohort, ending: str) -> None:
    rules, rows, settled = block.rules(cohort.history.readings), cohort.rows, block.settled
    leaders: dict[str, Ints | int] = {
        "incumbent": block.names.index(settled.leader),
        "winner": cohort.winner,
        "nobody": len(block.names),
    }
    figures: dict[str, Ints | int] = {
        "ending": tuple(rules.endings).index(ending),
        "leader": leaders[rules.endings[ending].leads],
        "decided": cohort.now,
    }
    for question, reading in cohort.history.readings:
        if question in cohort.history.answered:
            figures[f"reading.{question}"] = tuple(rules.contested[question].readings).index(reading)
    block.ledger.write(rows, figures)
    block.ledger.end(cohort)
