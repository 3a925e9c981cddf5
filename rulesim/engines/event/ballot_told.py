"""What the trace tells of a ballot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rulesim.engines.event.state import Visit
from rulesim.rules.count import Count, Result, Round
from rulesim.rules.round import Verdict, lead_of
from rulesim.rules.scores import bases_of, lead_bar, majority_bar
from rulesim.rules.ties import REVOTE, Step


def tell_round(visit: Visit, count: Count, done: Round) -> None:
    """A round: the votes, the tests of a winner, the rules that broke a tie, and who leaves."""
    if visit.run.trace is None:
        return
    if not done.scores:
        what = "votes not on record; who leaves is taken from the record"
        visit.tell("counts", f"Round {done.number}", what, count.ballot.clause)
    else:
        _tell_votes(visit, count, done)
        _tell_tests(visit, count, done)
    _tell_tie(visit, count, done)
    for person in done.verdict.leaving:
        what = f"leaves after round {done.number}: {done.verdict.why}"
        visit.tell("excluded", visit.run.name(person), what, count.ballot.clause)


def tell_withdrawal(visit: Visit, person: str, when: str) -> None:
    """Somebody goes of their own accord."""
    visit.tell("withdraws", visit.run.name(person), f"withdraws {when}")


def reason(visit: Visit, result: Result) -> str:
    """What a ballot has come to, and why."""
    match result.kind:
        case "elected":
            return f"{visit.run.name(result.who[0])} ({result.why})"
        case "shortlisted":
            return f"{len(result.who)} go on: {_names(visit, result.who)}"
        case "no result":
            return f"nobody elected; {len(result.who)} still standing"
        case _:
            return result.why


def _names(visit: Visit, people: Sequence[str]) -> str:
    return ", ".join(visit.run.name(who) for who in people)


def _in_order(done: Round) -> list[str]:
    """Those who stood, whoever has most first."""
    return sorted(done.scores, key=lambda who: -done.scores[who])


def _tell_votes(visit: Visit, count: Count, done: Round) -> None:
    order, of_a_college = _in_order(done), count.ballot.is_college
    said = ", ".join(f"{visit.run.name(who)} {_shown(count, done.scores[who])}" for who in order)
    tally = {who: int(done.scores[who] * (10_000 if of_a_college else 1)) for who in order}
    spoilt = f"; {done.poll.turnout.spoilt:,} spoilt" if done.poll.turnout.spoilt else ""
    exhausted = f"; {done.poll.turnout.exhausted:,} with no choice left" if done.poll.turnout.exhausted else ""
    visit.tell("counts", f"Round {done.number}", said + spoilt + exhausted, count.ballot.clause, tally)


def _shown(count: Count, value: Fraction) -> str:
    if count.ballot.is_college:
        return f"{float(value * 100):.2f}%"
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"


def _tell_tests(visit: Visit, count: Count, done: Round) -> None:
    """What the leader of the round needed and had, passed or not."""
    ballot, order = count.ballot, _in_order(done)
    if ballot.keeps > 1:
        return
    bases = bases_of(ballot, done.scores, done.poll.turnout)
    majority, lead = majority_bar(ballot, bases), lead_bar(ballot, bases)
    if majority is not None and ballot.wins.majority is not None:
        needed = f"{majority.test} {_shown(count, majority.needed)} needed ({ballot.wins.majority.of})"
        had = _shown(count, done.scores[order[0]])
        visit.tell("tested", visit.run.name(order[0]), f"{needed}, {had} had", ballot.clause)
    if lead is not None and ballot.wins.lead is not None:
        needed = f"a lead of {lead.test} {_shown(count, lead.needed)} needed ({ballot.wins.lead.of})"
        had = _shown(count, lead_of(done.scores, order))
        visit.tell("tested", visit.run.name(order[0]), f"{needed}, {had} had", ballot.clause)


def _tell_tie(visit: Visit, count: Count, done: Round) -> None:
    """Each rule for ties that was tried."""
    level = done.first.who
    for step in done.steps:
        what = f"level: {_used(visit, step, done.verdict)}"
        visit.tell("tie", _names(visit, level), what, count.ballot.clause)
        level = step.left


def _used(visit: Visit, step: Step, after: Verdict) -> str:
    """What a rule for ties came to, in words."""
    match step.rule:
        case "revote":
            return REVOTE
        case "nobody leaves":
            return "the round stands and nobody leaves"
        case "both out":
            return "all of them leave"
    names = _names(visit, step.left)
    if after.why != f"by {step.rule}":
        return f"{step.rule} do not tell {names} apart"
    ends = {"elected": "is elected", "reopened": "wins"}.get(after.kind, "leaves" if len(step.left) == 1 else "leave")
    return f"{names} {ends} by {step.rule}"
