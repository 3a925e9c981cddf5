"""Ballots, round by round."""

from functools import partial

from rulesim.engines.event.events import Counts, Excluded, Tie, VotesTested, Withdraws
from rulesim.engines.event.state import Path, Steps, Visit
from rulesim.engines.event.votes import cast, recorded
from rulesim.engines.mechanics.rounds import NEEDED, rounds
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.luck.ballot import lot, withdraws
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.rules import count as rule
from rulesim.rules.count import Count, Round
from rulesim.rules.round import measures_of
from rulesim.rules.scores import Standing, shares_of, winning_thresholds
from rulesim.rules.threshold import smallest


def play(visit: Visit[Ballot]) -> Steps:
    """Rounds are held until the count has a result, or the record ends."""
    run, path = visit.run, list[Standing]()
    given = run.people.conduct_at(visit.occasion, BallotConduct).given
    _withdraw_before(visit, given)
    run.balloted = run.candidates
    count, run.shares[visit.name] = _open(visit), {}
    visit.note("rounds", 0)
    for due, on_record in rounds(run.settled.scenario, visit.name, visit.stage, given, visit.opens, visit.closes):
        if count.result is not None:
            break
        yield from visit.wait(due)
        path.append(count.standing)
        count = _play_round(visit, count, tuple(path), on_record)
    return _finish(visit, count if count.result else rule.close(count, "record ends"))


def _open(visit: Visit[Ballot]) -> Count:
    stage, people, candidates = visit.stage, visit.run.settled.scenario.people, visit.run.candidates
    reopen = frozenset(who for who, person in people.items() if person.reopens and stage.reopen_nominations)
    return rule.open_count(stage, tuple(who for who in people if who in candidates or who in reopen), reopen)


def _play_round(visit: Visit[Ballot], count: Count, path: Path, given: GivenRound | None) -> Count:
    """The count after its next round."""
    visit.note("rounds", count.held + 1)
    done = _hold(visit, count, path, given)
    in_parts = given is not None and given.is_in_parts
    _note_votes(visit, done, in_parts)
    if visit.run.trace is not None:
        _tell_round(visit, done, visit.stage.is_college or in_parts)
    if visit.stage.binding and not done.verdict.is_final:
        visit.excluded.append(done.verdict.leaving)
    gone = _withdrawn(visit, done, rule.may_withdraw(count, done), given)
    for person in gone:
        visit.tell(Withdraws, person, "", done.number)
    return rule.follow(count, done, gone)


def _hold(visit: Visit[Ballot], count: Count, path: Path, given: GivenRound | None) -> Round:
    """The next round, on record or played."""
    run, number = visit.run, count.held + 1
    if given and given.unrecorded:
        return rule.take_from_record(count, given.unrecorded)
    run.papers[visit.name] = visit.occasion, path
    poll = recorded(visit, given, count.standing) if given else cast(visit, path)
    return rule.hold(count, poll, lambda: float(lot(run.people, visit.occasion, number)[run.row]))


def _withdrawn(visit: Visit[Ballot], done: Round, may: Standing, given: GivenRound | None) -> Standing:
    """Who withdraws after a round: on record, or by chance if not first in it."""
    if given is not None:
        return given.withdrawn if may else ()
    behind = (who for who in may if done.scores[who] < max(done.scores.values()))
    return tuple(who for who in behind if _goes_by_chance(visit, done.number, who))


def _goes_by_chance(visit: Visit[Ballot], number: int, who: str) -> bool:
    return bool(withdraws(visit.run.people, visit.occasion, who, number)[visit.run.row])


def _withdraw_before(visit: Visit[Ballot], given: GivenBallot | None) -> None:
    run = visit.run
    by_chance = partial(_goes_by_chance, visit, 0)
    gone = given.withdrawn_before if given else tuple(filter(by_chance, run.candidates))
    for person in gone:
        visit.tell(Withdraws, person, "", 0)
    run.candidates = tuple(who for who in run.candidates if who not in gone)


def _note_votes(visit: Visit[Ballot], done: Round, in_parts: bool) -> None:
    """What everybody has, and the votes and the lead that winning takes; a college has no such number of votes, and
    of a record in parts of the whole none is known."""
    visit.run.shares[visit.name] |= shares_of(visit.stage, done.scores)
    for who in done.scores:
        visit.note(f"votes.{who}", NOT_REACHED if in_parts else done.poll.votes_for(who))
        if visit.stage.is_college:
            visit.note(f"share.{who}", int(done.scores[who] * 1_000_000))
    if visit.stage.is_college or not done.scores:
        return
    for measure, threshold in winning_thresholds(visit.stage, done.bases).items():
        needed = smallest(threshold.needed, threshold.test)
        visit.note(NEEDED[measure], NOT_REACHED if in_parts else needed)


def _finish(visit: Visit[Ballot], count: Count) -> str:
    """Ends the stage. Where nominations re-open or the ballot is advisory, the candidates stay the same."""
    run, result = visit.run, count.result
    assert result is not None
    if result.kind == "elected":
        (run.winner,) = run.candidates = result.who
    elif result.kind in ("tied", "shortlisted", "no result"):
        run.candidates = count.people
    return visit.finish(result.kind, result.who, result.why or "")


def _tell_round(visit: Visit[Ballot], done: Round, in_shares: bool) -> None:
    """Tells of a round: the votes, if they are known, what a winner needed, ties, and who is eliminated."""
    ballot, turnout = visit.stage, done.poll.turnout
    points = {who: done.scores[who] for who in sorted(done.scores, key=lambda who: -done.scores[who])}
    visit.tell(Counts, "", ballot.clause, done.number, points, in_shares, turnout.spoilt, turnout.exhausted)
    if done.scores:
        _tell_tests(visit, done, tuple(points), in_shares)
    _tell_tie(visit, done)
    for person in done.verdict.leaving:
        stay = ballot.excludes.all_but or 0
        visit.tell(Excluded, person, ballot.clause, done.number, done.verdict.why, stay)


def _tell_tests(visit: Visit[Ballot], done: Round, order: tuple[str, ...], in_shares: bool) -> None:
    """What the leader of the round needed and had, passed or not."""
    had, ballot = measures_of(done.scores, order), visit.stage
    for measure, must in rule.taken_to_win(ballot, done).items():
        facts = measure, must.test, must.of, must.needed, had[measure], in_shares
        visit.tell(VotesTested, order[0], ballot.clause, *facts)


def _tell_tie(visit: Visit[Ballot], done: Round) -> None:
    """Each rule for ties that was tried, and its result."""
    level = done.first.who
    for step in done.steps:
        then = done.verdict.kind if step.rule == done.verdict.why else ""
        visit.tell(Tie, "", visit.stage.clause, level, step.rule, step.left, then)
        level = step.left
