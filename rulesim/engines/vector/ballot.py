"""Ballots, round by round, in all runs of a cohort."""

from collections.abc import Iterable

import numpy as np

from rulesim.engines.mechanics.effects import NOBODY_YET
from rulesim.engines.mechanics.rounds import NEEDED, rounds
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.engines.vector.papers import CastPapers, HeldRound
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.engines.vector.votes import Course, cast, recorded
from rulesim.luck.ballot import lot, withdraws
from rulesim.luck.draws import Bools, Ints
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.model.stages import outcomes
from rulesim.rules.batch.count import Count, Round, close, follow, hold, may_withdraw, open_count, take_from_record
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
    """Rounds are held until every count has a result, or the record ends."""
    count, course = _open(visit), Course(visit.opens.copy(), {"rounds": visit.people.constant(0)})
    scenario = visit.block.settled.scenario
    for due, on_record in rounds(scenario, visit.occasion.stage, visit.stage, _given(visit), visit.opens, visit.closes):
        if not count.going.any():
            break
        count = _play_round(visit, count, course, due, on_record)
    return _finish(visit, close(count, count.going), course)


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
    course.note(count.going, "rounds", number)
    done = _hold(visit, count, course, given)
    if done.poll is not None and done.scores is not None:
        in_parts = given is not None and given.is_in_parts
        votes = np.full_like(done.poll.votes, NOT_REACHED) if in_parts else done.poll.votes
        _note_votes(visit, count, course, votes, done.scores)
        if not visit.stage.is_college:
            _note_needed(count, course, done.bases, None if in_parts else done.scores.scale)
    may = may_withdraw(count, done)
    return follow(count, done, may & _going(visit, done, may, number, given))


def _hold(visit: Visit[Ballot], count: Count, course: Course, given: GivenRound | None) -> Round:
    """The next round, on record or played."""
    number = count.held + 1
    if given and given.unrecorded:
        return take_from_record(count, _marked(visit, given.unrecorded))
    course.rounds.append(HeldRound(count.standing, count.going, course.at))
    poll = recorded(visit, given, course) if given else cast(visit, course, number)
    return hold(count, poll, lambda: lot(visit.people, visit.occasion, number))


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


def _marked(visit: Visit[Ballot], persons: Iterable[str]) -> Bools:
    """Some people, in every run."""
    marked = np.array([person in persons for person in visit.block.names], bool)
    return np.repeat(marked[:, None], len(visit.cohort), axis=1)


def _note_votes(visit: Visit[Ballot], count: Count, course: Course, votes: Ints, scores: Scores) -> None:
    """What everybody has; of a record in parts of the whole no votes are known."""
    for position, person in enumerate(visit.block.names):
        stands = count.going & count.standing[position]
        if stands.any():
            course.note(stands, f"votes.{person}", votes[position])
            if count.ballot.is_college:
                course.note(stands, f"share.{person}", scores.millionths(position))


def _note_needed(count: Count, course: Course, bases: Bases, scale: Whole | None) -> None:
    """The votes and the lead that winning takes, on the scale of the scores; unknown where that is."""
    for measure, threshold in winning_thresholds(count.ballot, bases).items():
        course.note(count.going, NEEDED[measure], NOT_REACHED if scale is None else threshold.fewest(scale))


def _finish(visit: Visit[Ballot], count: Count, course: Course) -> Finish:
    """How it ends. Where nominations re-open or the ballot is advisory, the candidates stay the same."""
    known = outcomes(visit.stage)
    code = np.array([known.index(kind) if kind in known else -1 for kind in KINDS], np.int64)
    elected, as_before = count.kind == ELECTED, (count.kind == REOPENED) | (count.kind == HELD)
    left = np.where(elected, count.who, np.where(as_before, visit.cohort.standing, count.people))
    winner = np.where(elected, count.who.argmax(axis=0), NOBODY_YET)
    occasion, constant = visit.occasion, visit.people.constant
    papers = CastPapers(constant(occasion.visit), constant(occasion.case), tuple(course.rounds))
    return Finish(code[count.kind], course.at, course.figures, left, winner, papers=papers)
