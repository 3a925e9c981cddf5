"""Ballots, round by round."""

from functools import partial

from rulesim.engines.event.events import Counts, Excluded, Tie, VotesTested, Withdraws
from rulesim.engines.event.state import Held, Path, Steps, Visit
from rulesim.engines.event.votes import cast, recorded, told
from rulesim.engines.mechanics.lists import ELECTED
from rulesim.engines.mechanics.rounds import needed_figure, rounds, unmentioned
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.luck.ballot import lot, withdraws
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import RECORD_ENDS, GivenBallot, GivenRound
from rulesim.model.stages import SILENCES
from rulesim.rules import count as rule
from rulesim.rules.count import Count, Round
from rulesim.rules.round import measures_of
from rulesim.rules.scores import Standing, shares_of, winning_thresholds
from rulesim.rules.threshold import smallest


def play(visit: Visit[Ballot]) -> Steps:
    """Rounds are held until the count has a result, or the record of it ends or has a gap."""
    run, path = visit.run, list[Standing]()
    run.ballots[visit.occasion] = []
    given = run.people.conduct_at(visit.occasion, BallotConduct).given
    _withdraw_before(visit, given)
    run.balloted = run.lists[visit.name] = stood = run.candidates
    count, run.shares[visit.name] = _open(visit), {}
    visit.note("rounds", 0)
    for due, on_record in rounds(run.settled.scenario, visit.name, visit.stage, given, visit.opens, visit.closes):
        if count.result is not None:
            break
        yield from visit.wait(due)
        if on_record and (missing := unmentioned(on_record, visit.stage, count.standing)):
            return _stop(visit, count, missing)
        path.append(count.standing)
        count = _play_round(visit, count, tuple(path), on_record)
    return _finish(visit, count, stood) if count.result else _stop(visit, count)


def _open(visit: Visit[Ballot]) -> Count:
    stage, people, candidates = visit.stage, visit.run.settled.scenario.people, visit.run.candidates
    reopen = frozenset(who for who, person in people.items() if person.reopens and stage.reopen_nominations)
    return rule.open_count(stage, tuple(who for who in people if who in candidates or who in reopen), reopen)


def _play_round(visit: Visit[Ballot], count: Count, path: Path, given: GivenRound | None) -> Count:
    """The count after its next round."""
    visit.note("rounds", count.held + 1)
    done = _hold(visit, count, path, given)
    visit.run.ballots[visit.occasion].append(Held(count.standing, done))
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
    if given and given.is_told:
        return rule.take_from_record(count, given.unrecorded, told(visit, given))
    run.papers[visit.name] = visit.occasion, path
    poll = recorded(visit, given, count.standing) if given else cast(visit, path)
    fell = given.lot if given else ()
    return rule.hold(count, poll, lambda: float(lot(run.people, visit.occasion, number)[run.row]), fell)


def _withdrawn(visit: Visit[Ballot], done: Round, may: Standing, given: GivenRound | None) -> Standing:
    """Who withdraws after a round: on record, or by chance if not first in it."""
    if given is not None:
        return given.withdrawn if may else ()
    most = max(done.scores.values(), default=0)
    return tuple(who for who in may if done.scores[who] < most and _goes_by_chance(visit, done.number, who))


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
        visit.note(f"votes.{who}", done.poll.votes_for(who) if done.poll.votes else NOT_REACHED)
        if visit.stage.is_college:
            visit.note(f"share.{who}", int(done.scores[who] * 1_000_000))
        if visit.stage.has_points:
            visit.note(f"points.{who}", NOT_REACHED if in_parts else int(done.scores[who]))
    if visit.stage.is_college or not done.scores:
        return
    for measure, threshold in winning_thresholds(visit.stage, done.bases).items():
        figure, parts = needed_figure(visit.stage, measure)
        needed = smallest(threshold.needed * parts, threshold.test)
        visit.note(figure, NOT_REACHED if in_parts else needed)


def _finish(visit: Visit[Ballot], count: Count, stood: Standing) -> str:
    """Ends the stage. Where nominations re-open or the ballot is advisory, the candidates stay the same."""
    run, result = visit.run, count.result
    assert result is not None
    _note_silences(visit, count)
    run.lists[ELECTED] = stood if result.kind == "elected" else ()
    if result.kind == "elected":
        (run.winner,) = run.candidates = result.who
    elif result.kind in ("tied", "shortlisted", "no result"):
        run.candidates = count.people
    return visit.finish(result.kind, result.who, result.why or "")


def _stop(visit: Visit[Ballot], count: Count, missing: Standing = ()) -> str:
    """The record ends here, or does not say what those `missing` had: nobody knows how the ballot goes on."""
    _note_silences(visit, count)
    return visit.finish(RECORD_ENDS, missing, "", {"rounds": count.held})


def _note_silences(visit: Visit[Ballot], count: Count) -> None:
    """How often something came up of which the rules say nothing, at this visit and before."""
    came_up = count.silent_ties, count.empty_rounds, count.has_no_candidate
    for figure, times in zip(SILENCES, came_up, strict=True):
        visit.note(figure, times + visit.run.figures.get(f"{visit.name}.{figure}", 0))


def _tell_round(visit: Visit[Ballot], done: Round, in_shares: bool) -> None:
    """Tells of a round: the votes, if they are known, what a winner needed, ties, and who is eliminated."""
    ballot, turnout = visit.stage, done.poll.turnout
    known = done.scores or done.poll.known
    points = {who: known[who] for who in sorted(known, key=lambda who: -known[who])}
    beside = turnout.spoilt, turnout.exhausted, bool(done.scores)
    visit.tell(Counts, "", ballot.clause, done.number, points, in_shares and bool(done.scores), *beside)
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
        recorded = step.rule == "lot" and step.lot is None
        beside = visit.stage.is_silent_on_ties, recorded
        visit.tell(Tie, "", visit.stage.clause, level, step.rule, step.left, then, *beside)
        level = step.left
