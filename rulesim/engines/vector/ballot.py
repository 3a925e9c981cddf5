"""Ballots, round by round, in all runs of a cohort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from rulesim.engines.mechanics.endings import NOBODY_YET
from rulesim.engines.vector.papers import Held, Papers
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.engines.vector.votes import Votes, cast
from rulesim.luck.ballot import BlocVotes, withdraws
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.lot import lot
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import BallotConduct
from rulesim.model.quantities import minutes_between
from rulesim.model.record import GivenBallot
from rulesim.model.stages import outcomes
from rulesim.rules import ballot as rule
from rulesim.rules.batch.exact import Whole
from rulesim.rules.batch.points import Points, points
from rulesim.rules.batch.rounds import ELECTED, EXCLUDED, REOPENED, SHORTLISTED, TIED, Field, Verdicts, judge
from rulesim.rules.batch.ties import break_ties


@dataclass(slots=True)
class Count:
    """A ballot being counted: who stands, what has been counted, and how it ends where it has ended."""

    standing: Bools
    reopen: Bools
    """The choices to re-open nominations (person)."""
    outcome: Ints
    """-1 while the count goes on."""
    at: Ints
    winner: Ints
    left: Bools
    """Who is on the ballot from the end on."""
    figures: dict[str, Ints]
    tie_rules_used: Ints
    void: Ints
    """How many rounds were void, and held again."""
    number: int = 0
    earlier: list[Whole] = field(default_factory=list)
    before: dict[str, BlocVotes] = field(default_factory=dict)
    rounds: list[Held] = field(default_factory=list)
    """The rounds in which papers were cast."""

    @property
    def going(self) -> Bools:
        """The runs in which it goes on."""
        return self.outcome < 0

    @property
    def people(self) -> Bools:
        """Who stands, without the choice to re-open."""
        return self.standing & ~self.reopen[:, None]


def open_ballot(visit: Visit) -> Bools:
    """Who is on the ballot once those have gone who do so before the first round."""
    given, standing = _given(visit), visit.cohort.standing.copy()
    for position, person in enumerate(visit.block.names):
        if given:
            standing[position] &= person not in given.withdrawn_before
        elif standing[position].any():
            standing[position] &= ~withdraws(visit.people, visit.occasion, person, 0)
    return standing


def play(visit: Visit) -> Finish:
    """Rounds are held until somebody is elected, a short list stands or nothing more can come of it."""
    stage, given = visit.stage, _given(visit)
    assert isinstance(stage, Ballot)
    count = _open(visit, stage)
    people = visit.cohort.standing.sum(axis=0)
    if stage.keeps == 1 and stage.sole_candidate == "elected" and stage.binding:
        _end(visit, count, people == 1, rule.ELECTED, visit.cohort.standing)
    most = len(given.rounds) if given else None
    while count.number != most and (more := _more(stage, count)).any():
        _hold(visit, stage, count, more)
    over = rule.NO_RESULT if stage.binding else rule.HELD
    _end(visit, count, count.going, over, count.people if stage.binding else visit.cohort.standing)
    cast_in = Papers(visit.constant(visit.number), visit.constant(visit.case), tuple(count.rounds))
    return Finish(count.outcome, count.at, count.figures, count.left, count.winner, papers=cast_in)


def _given(visit: Visit) -> GivenBallot | None:
    """What the record says of this ballot, if it is on record."""
    conduct = visit.block.settled.conduct[visit.name][visit.case]
    assert isinstance(conduct, BallotConduct)
    return conduct.given


def _open(visit: Visit, stage: Ballot) -> Count:
    persons = visit.block.settled.scenario.people.values()
    reopen = np.array([stage.reopen_nominations and person.reopens for person in persons], bool)
    return Count(
        visit.cohort.standing | reopen[:, None],
        reopen,
        visit.constant(-1),
        visit.times.opens.copy(),
        visit.constant(NOBODY_YET),
        visit.cohort.standing.copy(),
        {"rounds": visit.constant(0)},
        visit.constant(0),
        visit.constant(0),
    )


def _more(stage: Ballot, count: Count) -> Bools:
    """The runs in which another round is held."""
    return count.going & (count.number - count.void < stage.rounds) & count.standing.any(axis=0)


def _end(visit: Visit, count: Count, where: Bools, outcome: str, left: Bools) -> None:
    """Ends the count in some runs, leaving some people on the ballot."""
    ended = where & count.going
    if not ended.any():
        return
    count.outcome[ended] = outcomes(visit.stage).index(outcome)
    count.left[:, ended] = left[:, ended]
    if outcome == rule.ELECTED:
        count.winner[ended] = left[:, ended].argmax(axis=0)


def _hold(visit: Visit, stage: Ballot, count: Count, where: Bools) -> None:
    """One round in some of the runs: votes, the test, what breaks a tie, and what follows."""
    count.number += 1
    count.at = np.where(where, np.maximum(count.at, _due(visit, stage, count.number)), count.at)
    _note(count, where, "rounds", visit.constant(count.number))
    given = _given(visit)
    round_ = given.rounds[count.number - 1] if given else None
    if round_ and round_.unrecorded:
        gone = _marked(visit, round_.unrecorded)
        nobody, nowhere = np.zeros_like(gone), np.zeros(len(visit.cohort), bool)
        verdicts, void = Verdicts(visit.constant(EXCLUDED), gone, visit.constant(0), nobody, nowhere), nowhere
        count.tie_rules_used = visit.constant(0)
    else:
        verdicts, void = _vote(visit, stage, count, where)
    _follow(visit, stage, count, where, verdicts, void)


def _due(visit: Visit, stage: Ballot, number: int) -> Ints | int:
    """The minute at which a round is held: where all vote again, those that the timetable names come first."""
    opens, closes, scenario = visit.times.opens, visit.times.closes, visit.block.settled.scenario
    length = 0 if closes is None else closes - opens
    if stage.votes == "transfer":
        return opens + length
    slot = scenario.timetable.get(visit.name)
    named = [minutes_between(scenario.starts, moment) for moment in slot.rounds] if slot else []
    if number <= len(named):
        return named[number - 1]
    return np.maximum(opens, named[-1] if named else 0) + length * (number - len(named))


def _marked(visit: Visit, persons: Iterable[str]) -> Bools:
    """Some people, in every run."""
    marked = np.array([person in persons for person in visit.block.names], bool)
    return np.repeat(marked[:, None], len(visit.cohort), axis=1)


def _note(count: Count, where: Bools, figure: str, values: Ints) -> None:
    before = count.figures.get(figure, -1)
    count.figures[figure] = np.where(where, values, before)


def _vote(visit: Visit, stage: Ballot, count: Count, where: Bools) -> tuple[Verdicts, Bools]:
    """The votes of a round, and what it comes to; and where it is void."""
    count.rounds.append(Held(count.standing, where, count.at))
    votes = cast(visit, stage, count)
    count.before = votes.by_bloc
    counted = points(stage, votes.tally, count.standing, votes.beside)
    _note_round(visit, stage, count, where, votes, counted)
    verdicts = judge(stage, counted, Field(count.standing, count.reopen))
    broken = break_ties(
        stage.ties,
        verdicts,
        where & stage.binding,
        count.earlier,
        lambda: lot(visit.people, visit.occasion, count.number),
        count.tie_rules_used,
        count.reopen,
    )
    count.tie_rules_used = broken.used
    count.earlier.append(counted.many)
    return verdicts, broken.void


def _note_round(visit: Visit, stage: Ballot, count: Count, where: Bools, votes: Votes, counted: Points) -> None:
    for position, person in enumerate(visit.block.names):
        stands = where & count.standing[position]
        if stands.any():
            _note(count, stands, f"votes.{person}", votes.papers[position])
            if stage.is_college:
                _note(count, stands, f"share.{person}", counted.millionths(position))
    if stage.is_college:
        return
    majority, lead = stage.wins.majority, stage.wins.lead
    if majority is not None:
        _note(count, where, "needed", counted.fewest(majority.share, majority.of, majority.test))
    if lead is not None:
        _note(count, where, "lead_needed", counted.fewest(lead.share, lead.of, "at least"))


def _follow(visit: Visit, stage: Ballot, count: Count, where: Bools, verdicts: Verdicts, void: Bools) -> None:
    """What follows from a round: the end of the count, or who stands in the next."""
    if not stage.binding:
        _end(visit, count, where, rule.HELD, visit.cohort.standing)
        return
    _end(visit, count, where & (verdicts.kind == ELECTED), rule.ELECTED, verdicts.who)
    if stage.reopen_nominations:
        _end(visit, count, where & (verdicts.kind == REOPENED), rule.REOPENED, visit.cohort.standing)
    _end(visit, count, where & (verdicts.kind == TIED), rule.TIED, count.people)
    going = where & count.going
    count.void += going & void
    leaving = going & (verdicts.kind == EXCLUDED)
    count.standing = count.standing & ~(verdicts.who & leaving)
    settled = going & ~void
    count.standing = count.standing & ~(_withdrawing(visit, count) & settled)
    _end_early(visit, stage, count, going, verdicts.kind == SHORTLISTED)


def _end_early(visit: Visit, stage: Ballot, count: Count, going: Bools, shortlisted: Bools) -> None:
    """Ends the count where as few are left as there may be."""
    people = count.people
    many = people.sum(axis=0)
    if stage.keeps > 1:
        _end(visit, count, going & (shortlisted | (many <= stage.keeps)), rule.SHORTLISTED, people)
    elif stage.sole_candidate == "elected" and not count.reopen.any():
        in_time = count.number - count.void < stage.rounds
        _end(visit, count, going & (many == 1) & in_time, rule.ELECTED, people)


def _withdrawing(visit: Visit, count: Count) -> Bools:
    """Who goes of their own accord after a round: nobody who was first in it."""
    given = _given(visit)
    if given:
        return _marked(visit, given.rounds[count.number - 1].withdrawn)
    if not count.earlier:
        return np.zeros_like(count.standing)
    behind = count.earlier[-1] < count.earlier[-1].max(axis=0)
    goes = np.zeros_like(count.standing)
    for position, person in enumerate(visit.block.names):
        if count.standing[position].any():
            goes[position] = withdraws(visit.people, visit.occasion, person, count.number)
    withdrawing: Bools = goes & behind
    return withdrawing
