"""Ballots, round by round."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.ballot import bloc_votes
from rulesim.luck.lot import lot
from rulesim.model.conduct import BallotConduct, GivenBallot
from rulesim.model.stages import Ballot
from rulesim.rules import ballot as rule
from rulesim.rules.threshold import union_size

REVOTE = "revote"


@dataclass(slots=True)
class Count:
    """A ballot being counted: who stood in each round, and with what."""

    standing: tuple[str, ...]
    fields: list[tuple[str, ...]] = field(default_factory=list)
    scores: list[dict[str, Fraction]] = field(default_factory=list)
    ties_tried: int = 0
    """How many of the rules for ties are used up; after a revote the next one is tried."""


def play(visit: Visit) -> Steps:
    """Rounds are held until somebody is elected, a short list stands or nothing more can come of it."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Ballot)
    if len(run.candidates) == 1 and stage.keeps == 1 and stage.sole_candidate == "elected":
        visit.note("rounds", 0)
        return _elect(visit, run.candidates[0], "the only candidate")
    count = Count(run.candidates)
    length = 0 if visit.closes is None else visit.closes - visit.opens
    while len(count.fields) < stage.max_rounds and count.standing:
        yield from visit.wait(visit.opens + length * (len(count.fields) + 1))
        verdict = _round(visit, stage, count)
        if verdict.kind == "elected":
            return _elect(visit, verdict.who[0], verdict.why)
        if verdict.kind == "shortlisted":
            run.candidates = tuple(who for who in run.candidates if who in verdict.who)
            return visit.finish(rule.SHORTLISTED, verdict.why)
        if verdict.kind == "tied":
            return visit.finish(rule.TIED, verdict.why)
        if verdict.kind == "excluded":
            _exclude(visit, stage, count, verdict)
        if verdict.why != REVOTE:
            count.ties_tried = 0
        given = _given(visit)
        if given is not None:
            _withdraw(visit, count, given)
            if len(count.fields) >= len(given.rounds):
                break
    return visit.finish(rule.NO_RESULT, f"nobody after {len(count.fields)} rounds")


def _elect(visit: Visit, person: str, why: str) -> str:
    visit.run.winner = person
    if visit.run.trace is not None:
        return visit.finish(rule.ELECTED, f"{visit.run.name(person)} ({why})")
    return visit.finish(rule.ELECTED, "")


def _given(visit: Visit) -> GivenBallot | None:
    conduct = visit.run.people.conduct[visit.name][visit.case]
    assert isinstance(conduct, BallotConduct)
    return conduct.given


def _round(visit: Visit, stage: Ballot, count: Count) -> rule.Verdict:
    """One round: votes, the test, and what breaks a tie."""
    run = visit.run
    count.fields.append(count.standing)
    tally, spoilt, exhausted = _votes(visit, stage, count)
    points = rule.scores(stage, tally, count.standing)
    entitled = union_size(tuple(b for s in stage.sections.values() for b in s.by), run.sizes, run.rules.bodies)
    number = len(count.fields)
    visit.note("rounds", number)
    votes = {who: sum(section.get(who, 0) for section in tally.values()) for who in count.standing}
    for who, many in votes.items():
        visit.note(f"votes.{who}", many)
    if run.trace is not None:
        _tell_round(visit, stage, number, votes, points, spoilt, exhausted)
    verdict = rule.judge(stage, tally, count.standing, rule.Papers(spoilt, entitled))
    if verdict.kind == "tied":
        verdict = _break_tie(visit, stage, count, verdict)
    count.scores.append(points)
    return verdict


def _votes(visit: Visit, stage: Ballot, count: Count) -> tuple[dict[str, dict[str, int]], int, int]:
    """Votes by section and candidate, spoilt papers, and papers with no name left that still stands."""
    run, number = visit.run, len(count.fields)
    given = _given(visit)
    if given is not None:
        on_record = given.rounds[number - 1]
        sections = on_record.sections or {next(iter(stage.sections)): on_record.votes}
        return {name: dict(sections.get(name, {})) for name in stage.sections}, on_record.spoilt, 0
    votes = bloc_votes(run.people, visit.name, visit.number, visit.case, tuple(count.fields))
    tally: dict[str, dict[str, int]] = {name: dict.fromkeys(count.standing, 0) for name in stage.sections}
    exhausted = 0
    for name, section in stage.sections.items():
        for bloc, cast in votes.items():
            if run.settled.scenario.blocs[bloc].of in section.by:
                for who, column in cast.votes.items():
                    tally[name][who] += int(column[run.row])
                exhausted += int(cast.exhausted[run.row])
    return tally, 0, exhausted


def _tell_round(
    visit: Visit,
    stage: Ballot,
    number: int,
    votes: dict[str, int],
    points: dict[str, Fraction],
    spoilt: int,
    exhausted: int,
) -> None:
    run = visit.run
    order = sorted(votes, key=lambda who: -points[who])
    if len(stage.sections) == 1:
        said = ", ".join(f"{run.name(who)} {votes[who]:,}" for who in order)
    else:
        said = ", ".join(f"{run.name(who)} {float(points[who] * 100):.2f}%" for who in order)
    extra = f"; {spoilt:,} spoilt" if spoilt else ""
    extra += f"; {exhausted:,} with no further choice" if exhausted else ""
    visit.tell("counts", f"Round {number}", said + extra, stage.clause, votes)


def _break_tie(visit: Visit, stage: Ballot, count: Count, verdict: rule.Verdict) -> rule.Verdict:
    """Tries the rules for ties in their order; each way that was tried is told."""
    run, left = visit.run, verdict.who
    for way in stage.ties[count.ties_tried :]:
        if way == "earlier rounds":
            left = rule.break_by_earlier_rounds(left, count.scores, verdict.for_what)
        elif way == "revote":
            count.ties_tried = stage.ties.index("revote") + 1
            _tell_tie(visit, stage, verdict.who, "the round is held again")
            return rule.Verdict("again", (), REVOTE)
        elif way == "both out":
            _tell_tie(visit, stage, left, "all of them leave")
            return rule.Verdict("excluded", left, "tied for the fewest votes")
        elif way == "lot":
            u = float(lot(run.people, visit.name, visit.number, len(count.fields))[run.row])
            left = (left[int(u * len(left))],)
        if len(left) == 1:
            chosen = "is elected" if verdict.for_what == "first" else "leaves"
            _tell_tie(visit, stage, verdict.who, f"{run.name(left[0])} {chosen} by {way}")
            return rule.Verdict("elected" if verdict.for_what == "first" else "excluded", left, f"by {way}")
    return rule.Verdict("tied", left, "no rule breaks the tie")


def _tell_tie(visit: Visit, stage: Ballot, who: tuple[str, ...], what: str) -> None:
    names = ", ".join(visit.run.name(person) for person in who)
    visit.tell("tie", names, f"equal votes: {what}", stage.clause)


def _exclude(visit: Visit, stage: Ballot, count: Count, verdict: rule.Verdict) -> None:
    run = visit.run
    visit.excluded.append(verdict.who)
    for person in verdict.who:
        visit.tell("excluded", run.name(person), f"leaves after round {len(count.fields)}: {verdict.why}", stage.clause)
    count.standing = tuple(who for who in count.standing if who not in verdict.who)


def _withdraw(visit: Visit, count: Count, given: GivenBallot) -> None:
    """Those who withdrew after the round leave; the rules have nothing to do with it."""
    gone = given.rounds[len(count.fields) - 1].withdrawn
    for person in count.standing:
        if person in gone:
            visit.tell("withdraws", visit.run.name(person), f"withdraws after round {len(count.fields)}")
    count.standing = tuple(who for who in count.standing if who not in gone)
