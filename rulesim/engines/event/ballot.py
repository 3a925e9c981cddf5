"""Ballots, round by round."""

from functools import partial

from rulesim.engines.event.events import Counts, Excluded, Tie, VotesTested, Withdraws
from rulesim.engines.event.state import CastPapers, Steps, Visit
from rulesim.engines.event.votes import Path, cast, recorded
from rulesim.engines.mechanics.rounds import NEEDED, due, ends_before, named_rounds, record_of, round_of
from rulesim.luck.ballot import lot, withdraws
from rulesim.model.ballot import Ballot
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.rules.count import (
    Count,
    Result,
    Round,
    close,
    follow,
    hold,
    may_withdraw,
    open_count,
    take_from_record,
    taken_to_win,
)
from rulesim.rules.round import measures_of
from rulesim.rules.scores import Standing, winning_thresholds
from rulesim.rules.threshold import smallest


def play(visit: Visit) -> Steps:
    """Rounds are held until the count has a result, or the record ends."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Ballot)
    given, named = record_of(run.people.conduct[visit.name][visit.case]), named_rounds(run.settled.scenario, visit.name)
    _withdraw_before(visit, given)
    run.balloted = run.candidates
    count, path = _open(visit, stage), list[Standing]()
    visit.note("rounds", 0)
    while count.result is None:
        number = count.held + 1
        if ends_before(given, number):
            count = close(count, "record ends")
        else:
            yield from visit.wait(due(stage, number, named, visit.opens, visit.closes))
            path.append(count.standing)
            count = _play_round(visit, count, tuple(path), round_of(given, number))
    return _finish(visit, count, count.result)


def _open(visit: Visit, stage: Ballot) -> Count:
    people, candidates = visit.run.settled.scenario.people, visit.run.candidates
    reopen = frozenset(who for who, person in people.items() if person.reopens and stage.reopen_nominations)
    return open_count(stage, tuple(who for who in people if who in candidates or who in reopen), reopen)


def _play_round(visit: Visit, count: Count, path: Path, given: GivenRound | None) -> Count:
    """The count after its next round."""
    visit.note("rounds", count.held + 1)
    done = _hold(visit, count, path, given)
    _note_votes(visit, count, done)
    if visit.run.trace is not None:
        tell_round(visit, count.ballot, done)
    if count.ballot.binding and not done.verdict.is_final:
        visit.excluded.append(done.verdict.leaving)
    gone = _withdrawn(visit, done, may_withdraw(count, done), given)
    for person in gone:
        visit.tell(Withdraws, person, "", done.number)
    return follow(count, done, gone)


def _hold(visit: Visit, count: Count, path: Path, given: GivenRound | None) -> Round:
    """The next round, on record or played."""
    run, number = visit.run, count.held + 1
    if given and given.unrecorded:
        return take_from_record(count, given.unrecorded)
    run.papers[visit.name] = CastPapers(visit.number, visit.case, path)
    poll = recorded(visit, count.ballot, given, count.standing) if given else cast(visit, count.ballot, path)
    return hold(count, poll, lambda: float(lot(run.people, visit.occasion, number)[run.row]))


def _withdrawn(visit: Visit, done: Round, may: Standing, given: GivenRound | None) -> Standing:
    """Who withdraws after a round: on record, or by chance if not first in it."""
    if given is not None:
        return given.withdrawn if may else ()
    behind = (who for who in may if done.scores[who] < max(done.scores.values()))
    return tuple(who for who in behind if _goes_by_chance(visit, done.number, who))


def _goes_by_chance(visit: Visit, number: int, who: str) -> bool:
    return bool(withdraws(visit.run.people, visit.occasion, who, number)[visit.run.row])


def _withdraw_before(visit: Visit, given: GivenBallot | None) -> None:
    """Withdrawals before the first round."""
    run = visit.run
    by_chance = partial(_goes_by_chance, visit, 0)
    gone = given.withdrawn_before if given else tuple(filter(by_chance, run.candidates))
    for person in gone:
        visit.tell(Withdraws, person, "", 0)
    run.candidates = tuple(who for who in run.candidates if who not in gone)


def _note_votes(visit: Visit, count: Count, done: Round) -> None:
    """What everybody has, and the votes and the lead that winning takes; a college has no such number of votes."""
    for who in done.scores:
        visit.note(f"votes.{who}", done.poll.votes_for(who))
        if count.ballot.is_college:
            visit.note(f"share.{who}", int(done.scores[who] * 1_000_000))
    if count.ballot.is_college or not done.scores:
        return
    for measure, threshold in winning_thresholds(count.ballot, done.bases).items():
        visit.note(NEEDED[measure], smallest(threshold.needed, threshold.test))


def _finish(visit: Visit, count: Count, result: Result) -> str:
    """Ends the stage. Where nominations re-open or the ballot is advisory, the candidates stay the same."""
    run = visit.run
    if result.kind == "elected":
        (run.winner,) = run.candidates = result.who
    elif result.kind in ("tied", "shortlisted", "no result"):
        run.candidates = count.people
    return visit.finish(result.kind, result.who, result.why or "")


def tell_round(visit: Visit, ballot: Ballot, done: Round) -> None:
    """Tells of a round: the votes, the tests of a winner, the rules that broke a tie, and who is eliminated.

    There are no votes where the record does not have them.
    """
    order = {who: done.scores[who] for who in sorted(done.scores, key=lambda who: -done.scores[who])}
    turnout = done.poll.turnout
    visit.tell(Counts, "", ballot.clause, done.number, order, ballot.is_college, turnout.spoilt, turnout.exhausted)
    if done.scores:
        _tell_tests(visit, ballot, done, tuple(order))
    _tell_tie(visit, ballot, done)
    for person in done.verdict.leaving:
        stay = ballot.excludes.all_but or 0
        visit.tell(Excluded, person, ballot.clause, done.number, done.verdict.why, stay)


def _tell_tests(visit: Visit, ballot: Ballot, done: Round, order: tuple[str, ...]) -> None:
    """What the leader of the round needed and had, passed or not."""
    had, college = measures_of(done.scores, order), ballot.is_college
    for measure, must in taken_to_win(ballot, done).items():
        facts = measure, must.test, must.of, must.needed, had[measure], college
        visit.tell(VotesTested, order[0], ballot.clause, *facts)


def _tell_tie(visit: Visit, ballot: Ballot, done: Round) -> None:
    """Each rule for ties that was tried, and its result."""
    level = done.first.who
    for step in done.steps:
        then = done.verdict.kind if step.rule == done.verdict.why else ""
        visit.tell(Tie, "", ballot.clause, level, step.rule, step.left, then)
        level = step.left
