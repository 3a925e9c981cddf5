"""Ballots: who wins a round, and who leaves after it.

A round is told what each section comes to; a section with a weight counts by the shares of its votes.
Scores are exact fractions throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rulesim.model.ballot import Ballot, Floor, TieRule
from rulesim.rules.majority import Bases, reaches

ELECTED, SHORTLISTED, REOPENED, TIED, NO_RESULT, HELD = (
    "elected",
    "shortlisted",
    "reopened",
    "tied",
    "no result",
    "held",
)

Reason = (
    Literal[
        "advisory", "nobody stands", "only candidate", "only one left", "few enough", "passes", "most votes",
        "nobody passes", "below the floor", "fewest votes", "not among the first", "level first", "level pair",
        "level last", "unbroken tie", "nobody left", "last round", "on record",
    ]
    | TieRule
)  # fmt: skip
"""Why a round or a whole ballot comes to what it does: a closed list; for a tie, the rule that has broken it."""

Tally = Mapping[str, Mapping[str, Fraction]]
"""What each candidate has in each section: votes, seats, points."""
Scores = Mapping[str, Fraction]
"""What each candidate has: a sum of votes, seats and points, or a share of the whole in a college."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a round beside those that count: spoilt, with no choice left, and the people entitled."""

    spoilt: int = 0
    exhausted: int = 0
    entitled: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a round comes to.

    `kind` is `elected` (`who` is the winner), `shortlisted`, `reopened`, `excluded` (`who` leave), `again`
    (nobody wins, nobody leaves) or `tied`: of `who`, `leave` must leave, or, `for_what` being `first`, one wins;
    `also` leave in any case.
    """

    kind: Literal["elected", "shortlisted", "reopened", "excluded", "tied", "again"]
    who: tuple[str, ...]
    why: Reason
    for_what: Literal["", "first", "last"] = ""
    leave: int = 0
    also: tuple[str, ...] = ()


def weighted(ballot: Ballot) -> bool:
    """Whether sections count by weight, as in an electoral college."""
    return ballot.is_college


def scores(ballot: Ballot, tally: Tally, standing: Sequence[str]) -> dict[str, Fraction]:
    """What each candidate has: the sum over sections, each section's shares times its weight in a college."""
    total = dict.fromkeys(standing, Fraction(0))
    for name, section in ballot.sections.items():
        votes = {who: tally[name].get(who, Fraction(0)) for who in standing}
        factor = _factor(section.weight, sum(votes.values(), Fraction(0))) if weighted(ballot) else Fraction(1)
        for who, many in votes.items():
            total[who] += factor * many
    return total


def _factor(weight: Fraction | None, valid: Fraction) -> Fraction:
    return (weight or Fraction(0)) / valid if valid else Fraction(0)


def bases(ballot: Ballot, points: Scores, papers: Papers) -> Bases:
    """The bases of shares in a round; in a college everything is a share of the whole."""
    valid = sum(points.values(), Fraction(0))
    if weighted(ballot):
        return Bases(valid, valid, valid, valid, Fraction(1))
    with_exhausted = valid + papers.exhausted
    cast = with_exhausted + papers.spoilt
    return Bases(valid, with_exhausted, cast, cast, Fraction(papers.entitled))


def judge(ballot: Ballot, points: Scores, papers: Papers, reopen: frozenset[str] = frozenset()) -> Verdict:
    """What a round comes to under the rules of a ballot, before any tie is broken.

    `reopen` names the choices to re-open nominations, which are never excluded.
    """
    order = sorted(points, key=lambda who: -points[who])
    people = [who for who in order if who not in reopen]
    if ballot.keeps > 1:
        if len(people) <= ballot.keeps:
            return Verdict("shortlisted", tuple(people), "few enough")
        return _leaving(ballot, points, people, bases(ballot, points, papers))
    of = bases(ballot, points, papers)
    if _alone(points, order) and (_holds(ballot, points, order, of) or _last_pair(people, reopen)):
        return _won(order[0], reopen, "passes" if _holds(ballot, points, order, of) else "most votes")
    if not _tests(ballot) or _last_pair(people, reopen):
        return _level(points, order)
    return _leaving(ballot, points, people, of)


def winning_bars(ballot: Ballot, points: Scores, papers: Papers) -> tuple[Fraction | None, Fraction | None]:
    """What the first in a round, and its lead over the next, are measured by; None where nothing asks for it."""
    of, tests = bases(ballot, points, papers), (ballot.wins.majority, ballot.wins.lead)
    majority, lead = (test.share * of.of(test.of) if test and ballot.keeps == 1 else None for test in tests)
    return majority, lead


def _last_pair(people: Sequence[str], reopen: frozenset[str]) -> bool:
    """Whether one person faces only the choice to re-open: nobody can be excluded any more."""
    return bool(reopen) and len(people) <= 1


def _won(who: str, reopen: frozenset[str], why: Reason) -> Verdict:
    return Verdict("reopened" if who in reopen else "elected", (who,), why)


def _tests(ballot: Ballot) -> bool:
    return ballot.wins.majority is not None or ballot.wins.lead is not None


def _alone(points: Scores, order: Sequence[str]) -> bool:
    """Whether somebody is first alone."""
    return len(order) == 1 or points[order[0]] > points[order[1]]


def _level(points: Scores, order: Sequence[str]) -> Verdict:
    level = tuple(who for who in order if points[who] == points[order[0]])
    return Verdict("tied", level, "level first", "first")


def _holds(ballot: Ballot, points: Scores, order: Sequence[str], of: Bases) -> bool:
    """Whether the leader of a round meets every winning test."""
    majority, lead = ballot.wins.majority, ballot.wins.lead
    first = points[order[0]]
    behind = points[order[1]] if len(order) > 1 else Fraction(0)
    if majority is not None and not reaches(first, of.of(majority.of), majority.share, majority.test):
        return False
    return lead is None or bool(reaches(first - behind, of.of(lead.of), lead.share, "at least"))


def _leaving(ballot: Ballot, points: Scores, order: Sequence[str], of: Bases) -> Verdict:
    """Who leaves a round that nobody has won."""
    rule = ballot.excludes
    if rule.below is not None:
        out = tuple(who for who in order if not stays(rule.below, points[who], of))
        if out:
            return Verdict("excluded", out, "below the floor")
    if rule.all_but is not None and len(order) > rule.all_but:
        return _cut(points, order, rule.all_but)
    if rule.lowest and len(order) > 1:
        return _cut(points, order, len(order) - 1)
    return Verdict("again", (), "nobody passes")


def stays(floor: Floor, votes: Fraction, of: Bases) -> bool:
    """Whether votes are enough to stay."""
    if floor.count is not None:
        return votes >= floor.count if floor.test == "at least" else votes > floor.count
    assert floor.share is not None
    return bool(reaches(votes, of.of(floor.of), floor.share, floor.test))


def _cut(points: Scores, order: Sequence[str], keep: int) -> Verdict:
    """All but the first `keep` leave; where the last of these is level with the next, it is a tie."""
    edge = points[order[keep - 1]]
    if points[order[keep]] < edge:
        alone = len(order) - keep == 1
        return Verdict("excluded", tuple(order[keep:]), "fewest votes" if alone else "not among the first")
    level = tuple(who for who in order if points[who] == edge)
    below = tuple(who for who in order if points[who] < edge)
    if len(level) == len(points) == 2:
        return Verdict("tied", level, "level pair", "first")
    return Verdict("tied", level, "level last", "last", len(order) - keep - len(below), below)
