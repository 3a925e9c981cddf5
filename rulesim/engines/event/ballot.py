"""Ballots, round by round."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from rulesim.engines.event.ballot_told import tell_excluded, tell_round, tell_tests, tell_tie
from rulesim.engines.event.events import Withdraws
from rulesim.engines.event.state import Cast, Steps, Visit
from rulesim.engines.event.votes import cast, recorded, recorded_round
from rulesim.luck.ballot import withdraws
from rulesim.luck.lot import lot
from rulesim.model.ballot import Ballot
from rulesim.model.quantities import minutes_between
from rulesim.rules import ballot as rule
from rulesim.rules.ballot import Papers, Reason, Verdict
from rulesim.rules.majority import smallest_majority
from rulesim.rules.ties import break_tie


@dataclass(slots=True)
class Count:
    """A ballot being counted: who stood in each round, and with what."""

    standing: tuple[str, ...]
    reopen: frozenset[str]
    fields: list[tuple[str, ...]] = field(default_factory=list)
    scores: list[dict[str, Fraction]] = field(default_factory=list)
    tie_rules_used: int = 0
    void: int = 0
    """How many rounds were void, and held again."""

    @property
    def number(self) -> int:
        """The number of the round being held or just held."""
        return len(self.fields)

    @property
    def counted(self) -> int:
        """How many rounds count towards the number of rounds that there may be."""
        return self.number - self.void


def play(visit: Visit) -> Steps:
    """Rounds are held until somebody is elected, a short list stands or nothing more can come of it."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Ballot)
    _withdraw_before(visit)
    run.balloted = run.candidates
    count = _open(visit, stage)
    visit.note("rounds", 0)
    sole = len(run.candidates) == 1 and stage.keeps == 1 and stage.sole_candidate == "elected"
    if sole and stage.binding:
        return _elect(visit, run.candidates[0], "only candidate")
    while count.counted < stage.rounds and count.standing and recorded_round(visit, count.number) is not False:
        yield from visit.wait(_due(visit, stage, count.number + 1))
        verdict = _round(visit, stage, count)
        outcome = _outcome(visit, stage, count, verdict)
        if outcome:
            return outcome
    if not stage.binding:
        return visit.finish(rule.HELD, reason="advisory")
    run.candidates = _people(count)
    return visit.finish(rule.NO_RESULT, run.candidates)


def _due(visit: Visit, stage: Ballot, number: int) -> int:
    """The minute at which a round is held: where all vote again, those that the timetable names come first."""
    length = 0 if visit.closes is None else visit.closes - visit.opens
    if stage.votes == "transfer":
        return visit.opens + length
    scenario = visit.run.settled.scenario
    slot = scenario.timetable.get(visit.name)
    named = [minutes_between(scenario.starts, moment) for moment in slot.rounds] if slot else []
    if number <= len(named):
        return named[number - 1]
    return max([visit.opens, *named[-1:]]) + length * (number - len(named))


def _open(visit: Visit, stage: Ballot) -> Count:
    people = visit.run.settled.scenario.people
    extra = tuple(who for who, person in people.items() if person.reopens) if stage.reopen_nominations else ()
    return Count(tuple(who for who in people if who in visit.run.candidates or who in extra), frozenset(extra))


def _people(count: Count) -> tuple[str, ...]:
    return tuple(who for who in count.standing if who not in count.reopen)


def _outcome(visit: Visit, stage: Ballot, count: Count, verdict: Verdict) -> str:
    """The outcome of the stage, if a verdict comes to one; otherwise candidates leave and rounds go on."""
    run = visit.run
    if not stage.binding:
        return visit.finish(rule.HELD, reason="advisory")
    if verdict.kind == "elected":
        return _elect(visit, verdict.who[0], verdict.why)
    if verdict.kind == "reopened":
        return visit.finish(rule.REOPENED, reason=verdict.why)
    if verdict.kind == "tied":
        run.candidates = _people(count)
        return visit.finish(rule.TIED, reason=verdict.why)
    visit.excluded.append(verdict.who if verdict.kind == "excluded" else ())
    if verdict.kind == "excluded":
        _exclude(visit, stage, count, verdict)
    if verdict.why != "revote":
        count.tie_rules_used = 0
        _withdraw(visit, count)
    people = _people(count)
    if verdict.kind == "shortlisted" or (stage.keeps > 1 and len(people) <= stage.keeps):
        run.candidates = people
        return visit.finish(rule.SHORTLISTED, people)
    more = count.counted < stage.rounds
    alone = stage.keeps == 1 and len(people) == 1 and stage.sole_candidate == "elected"
    if alone and more and not count.reopen:
        return _elect(visit, people[0], "only one left")
    return ""


def _elect(visit: Visit, person: str, why: Reason) -> str:
    visit.run.winner = person
    visit.run.candidates = (person,)
    return visit.finish(rule.ELECTED, (person,), why)


def _round(visit: Visit, stage: Ballot, count: Count) -> Verdict:
    """One round: votes, the test, and what breaks a tie."""
    count.fields.append(count.standing)
    visit.note("rounds", count.number)
    given = recorded_round(visit, count.number - 1)
    if given and given.unrecorded:
        tell_round(visit, stage, count.number, {}, Papers())
        return Verdict("excluded", given.unrecorded, "on record")
    visit.run.papers[visit.name] = Cast(visit.number, visit.case, tuple(count.fields))
    votes = cast(visit, stage, tuple(count.fields))
    points = rule.scores(stage, votes.tally, count.standing)
    for who in count.standing:
        visit.note(f"votes.{who}", votes.papers(who))
        if rule.weighted(stage):
            visit.note(f"share.{who}", int(points[who] * 1_000_000))
    if visit.run.trace is not None:
        tell_round(visit, stage, count.number, points, votes.beside)
        tell_tests(visit, stage, points, votes.beside)
    verdict = rule.judge(stage, points, votes.beside, count.reopen)
    _note_bars(visit, stage, points, votes.beside)
    if verdict.kind == "tied" and stage.binding:
        verdict = _break_tie(visit, stage, count, verdict)
    count.scores.append(points)
    return verdict


def _note_bars(visit: Visit, stage: Ballot, points: dict[str, Fraction], papers: rule.Papers) -> None:
    """The votes, and the lead, that winning this round takes; a college has no such number of votes."""
    if rule.weighted(stage):
        return
    of = rule.bases(stage, points, papers)
    if stage.wins.majority is not None:
        visit.note("needed", smallest_majority(stage.wins.majority, of.of(stage.wins.majority.of)))
    if stage.wins.lead is not None:
        visit.note("lead_needed", ceil(stage.wins.lead.share * of.of(stage.wins.lead.of)))


def _break_tie(visit: Visit, stage: Ballot, count: Count, verdict: Verdict) -> Verdict:
    """What the rules for ties make of a tie; each of them that was tried is told."""
    run = visit.run

    def draw() -> float:
        return float(lot(run.people, visit.occasion, count.number)[run.row])

    broken = break_tie(stage.ties, verdict, count.scores, draw, count.reopen, count.tie_rules_used)
    count.tie_rules_used = broken.used
    count.void += broken.verdict.why == "revote"
    if run.trace is not None:
        tell_tie(visit, stage, verdict.who, broken.steps, broken.verdict)
    return broken.verdict


def _exclude(visit: Visit, stage: Ballot, count: Count, verdict: Verdict) -> None:
    tell_excluded(visit, stage, count.number, verdict.who, verdict.why)
    count.standing = tuple(who for who in count.standing if who not in verdict.who)


def _withdraw_before(visit: Visit) -> None:
    """Candidates who go of their own accord before the first round."""
    run = visit.run
    given = recorded(visit)
    gone = given.withdrawn_before if given else tuple(who for who in run.candidates if _goes(visit, who, 0))
    for person in gone:
        visit.tell(Withdraws, person, "", 0)
    run.candidates = tuple(who for who in run.candidates if who not in gone)


def _goes(visit: Visit, who: str, number: int) -> bool:
    return bool(withdraws(visit.run.people, visit.occasion, who, number)[visit.run.row])


def _withdraw(visit: Visit, count: Count) -> None:
    """Candidates who go of their own accord after a round."""
    given = recorded_round(visit, count.number - 1)
    gone = given.withdrawn if given else tuple(_who_withdraws(visit, count))
    for person in gone:
        visit.tell(Withdraws, person, "", count.number)
    count.standing = tuple(who for who in count.standing if who not in gone)


def _who_withdraws(visit: Visit, count: Count) -> list[str]:
    if not count.scores:
        return []
    points = count.scores[-1]
    best = max(points.values())
    return [who for who in count.standing if points.get(who, best) < best and _goes(visit, who, count.number)]
