"""Ballots, round by round, in all runs of a cohort."""

from collections.abc import Iterable

import numpy as np

from rulesim.engines.mechanics.effects import NOBODY_YET
from rulesim.engines.mechanics.rounds import needed_figure, rounds, unmentioned
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.engines.vector.papers import CastPapers, HeldRound
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.engines.vector.votes import Course, cast, recorded
from rulesim.luck.ballot import lot, withdraws
from rulesim.luck.draws import Bools, Ints
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import RECORD_ENDS, GivenBallot, GivenRound
from rulesim.model.stages import SILENCES, results
from rulesim.rules.batch.count import (
    STOPPED,
    Count,
    Round,
    follow,
    halt,
    hold,
    may_withdraw,
    open_count,
    take_from_record,
)
from rulesim.rules.batch.integers import Whole
from rulesim.rules.batch.round import ELECTED, HELD, KINDS, REOPENED
from rulesim.rules.batch.scores import Bases, Scores, winning_thresholds


def open_ballot(visit: Visit[Ballot]) -> Bools:
    """Who is on the ballot after the withdrawals before the first round."""
    given, standing = _given(visit), visit.cohort.standing
    if given:
        return standing & ~_marked(visit, given.withdrawn_before)
    return standing & ~_going_by_chance(visit, standing, 0)


def play(visit: Visit[Ballot]) -> Finish:
    """Rounds are held until every count has a result, or the record of it ends or has a gap."""
    count, course = _open(visit), Course(visit.opens.copy(), {"rounds": visit.people.constant(0)})
    scenario = visit.block.settled.scenario
    for due, on_record in rounds(scenario, visit.occasion.stage, visit.stage, _given(visit), visit.opens, visit.closes):
        if not count.going.any():
            break
        count = _play_round(visit, count, course, due, on_record)
    return _finish(visit, count, course)


def _given(visit: Visit[Ballot]) -> GivenBallot | None:
    return visit.people.conduct_at(visit.occasion, BallotConduct).given


def _open(visit: Visit[Ballot]) -> Count:
    persons = visit.block.settled.scenario.people.values()
    reopen = np.array([visit.stage.reopen_nominations and person.reopens for person in persons], bool)
    return open_count(visit.stage, visit.cohort.standing | reopen[:, None], reopen)


def _play_round(visit: Visit[Ballot], count: Count, course: Course, due: Ints, given: GivenRound | None) -> Count:
    """The counts after the next round, which is due in such a minute."""
    number = count.held + 1
    course.at = np.where(count.going, np.maximum(course.at, due), course.at)
    if given:
        unsaid = _marks(visit, unmentioned(given, visit.stage, visit.block.names))
        count = halt(count, np.asarray((count.standing & unsaid[:, None]).any(axis=0)))
    course.note(count.going, "rounds", number)
    done = _hold(visit, count, course, given)
    if done.poll is not None and done.scores is not None:
        in_parts = given is not None and given.is_in_parts
        _note_votes(visit, count, course, done.poll.votes, done.scores, in_parts)
        if not visit.stage.is_college:
            _note_needed(count, course, done.bases, None if in_parts else done.scores.scale)
    may = may_withdraw(count, done)
    return follow(count, done, may & _going(visit, done, may, number, given))


def _hold(visit: Visit[Ballot], count: Count, course: Course, given: GivenRound | None) -> Round:
    """The next round, on record or played."""
    number = count.held + 1
    if given and given.is_told:
        return take_from_record(count, _marked(visit, given.unrecorded))
    course.rounds.append(HeldRound(count.standing, count.going, course.at))
    poll = recorded(visit, given, course) if given else cast(visit, course, number)
    fell = _marks(visit, given.lot) if given else None
    return hold(count, poll, lambda: lot(visit.people, visit.occasion, number), fell)


def _going(visit: Visit[Ballot], done: Round, may: Bools, number: int, given: GivenRound | None) -> Bools:
    """Who withdraws after a round: on record, or by chance if not first in it."""
    if given is not None:
        return _marked(visit, given.withdrawn)
    assert done.scores is not None
    behind: Bools = done.scores.many < done.scores.many.max(axis=0)
    return behind & _going_by_chance(visit, may, number)


def _going_by_chance(visit: Visit[Ballot], may: Bools, number: int) -> Bools:
    going = np.zeros_like(may)
    for position, person in enumerate(visit.block.names):
        if may[position].any():
            going[position] = withdraws(visit.people, visit.occasion, person, number)
    return going


def _marks(visit: Visit[Ballot], persons: Iterable[str]) -> Bools:
    """Some people, by position."""
    return np.array([person in persons for person in visit.block.names], bool)


def _marked(visit: Visit[Ballot], persons: Iterable[str]) -> Bools:
    """Some people, in every run."""
    return np.repeat(_marks(visit, persons)[:, None], len(visit.cohort), axis=1)


def _note_votes(
    visit: Visit[Ballot], count: Count, course: Course, votes: Ints | None, scores: Scores, in_parts: bool
) -> None:
    """What everybody has; of a record in parts of the whole, or of seats and points alone, no votes are known."""
    for position, person in enumerate(visit.block.names):
        stands = count.going & count.standing[position]
        if stands.any():
            course.note(stands, f"votes.{person}", NOT_REACHED if votes is None else votes[position])
            if count.ballot.is_college:
                course.note(stands, f"share.{person}", scores.millionths(position))
            if count.ballot.has_points:
                course.note(stands, f"points.{person}", NOT_REACHED if in_parts else scores.whole(position))


def _note_needed(count: Count, course: Course, bases: Bases, scale: Whole | None) -> None:
    """The votes and the lead that winning takes, on the scale of the scores; unknown where that is."""
    for measure, threshold in winning_thresholds(count.ballot, bases).items():
        figure, parts = needed_figure(count.ballot, measure)
        course.note(count.going, figure, NOT_REACHED if scale is None else threshold.fewest(scale, parts))


def _finish(visit: Visit[Ballot], count: Count, course: Course) -> Finish:
    """How it ends. Where nominations re-open or the ballot is advisory, the candidates stay the same."""
    known = results(visit.stage)
    code = np.array([known.index(kind) if kind in known else -1 for kind in KINDS], np.int64)
    elected, as_before = count.kind == ELECTED, (count.kind == REOPENED) | (count.kind == HELD)
    left = np.where(elected, count.who, np.where(as_before, visit.cohort.standing, count.people))
    winner = np.where(elected, count.who.argmax(axis=0), NOBODY_YET)
    occasion, constant = visit.occasion, visit.people.constant
    _note_silences(visit, count, course)
    papers = CastPapers(constant(occasion.visit), constant(occasion.case), tuple(course.rounds))
    outcome = np.where(count.going | (count.kind == STOPPED), known.index(RECORD_ENDS), code[count.kind])
    stood = visit.cohort.standing & elected
    return Finish(outcome, course.at, course.figures, left, stood, winner, papers=papers)


def _note_silences(visit: Visit[Ballot], count: Count, course: Course) -> None:
    """How often something came up of which the rules say nothing, at this visit and before."""
    came_up = count.silent_ties, count.empty_rounds, count.has_no_candidate
    for figure, times in zip(SILENCES, came_up, strict=True):
        before = visit.block.ledger.read(visit.cohort.rows, f"{visit.occasion.stage}.{figure}")
        course.figures[figure] = np.maximum(before, 0) + times
