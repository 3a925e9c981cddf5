"""A ballot counted from its papers, round by round, until it comes to something.

The papers say how everybody votes in every round, so a round that is held again comes to the same, and one in which
nobody wins and nobody leaves is the last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from rulesim.model.ballot import Ballot
from rulesim.rules.ballot import Papers, Reason, Scores, Verdict, judge, scores
from rulesim.rules.papers import Field, Stacks, Vote, vote
from rulesim.rules.ties import Broken, Step, break_tie

Lot = Callable[[int], float]
"""The lot of a round, by its number: a number in [0, 1)."""


@dataclass(frozen=True, slots=True)
class Papered:
    """A ballot with all that is counted: who stands at the start, the papers, and those beside them."""

    ballot: Ballot
    standing: Field
    stacks: Stacks
    beside: Papers
    reopen: frozenset[str] = frozenset()
    """The choices to re-open nominations."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """The people of each body of which a number of seats is taken."""

    def vote(self, standing: Field) -> Vote:
        """The votes of a round."""
        return vote(self.ballot, self.stacks, standing, self.beside, self.sizes)

    def people(self, standing: Field) -> Field:
        """Those standing who are people."""
        return tuple(who for who in standing if who not in self.reopen)

    def judge(self, points: Scores, cast: Vote) -> Verdict:
        """What a round comes to, before any tie is broken."""
        return judge(self.ballot, points, cast.beside, self.reopen)


@dataclass(frozen=True, slots=True)
class Result:
    """What a count comes to, and for whom: the winner, the short list, or those it leaves standing."""

    kind: Literal["elected", "shortlisted", "reopened", "tied", "no result", "held"]
    who: Field
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it was counted. `first` is its verdict before a tie is broken, `verdict` the one after."""

    number: int
    cast: Vote
    points: dict[str, Fraction]
    first: Verdict
    verdict: Verdict
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Count:
    """A count: its rounds so far, and in the end what it comes to."""

    rounds: list[Round] = field(default_factory=list)
    result: Result | None = None
    used: int = 0
    """How many of the rules for ties a round held again has used up."""
    void: int = 0


def count(papered: Papered, lot: Lot) -> Count:
    """The whole count."""
    told, standing = Count(result=sole(papered)), papered.standing
    while told.result is None:
        done = _round(papered, told, standing, lot)
        told.rounds.append(done)
        if done.verdict.why == "revote":
            told.void += 1
            continue
        after = follows(papered, standing, done.verdict, len(told.rounds) - told.void)
        if isinstance(after, Result):
            told.result = after
        else:
            standing = after
    return told


def sole(papered: Papered) -> Result | None:
    """What a ballot comes to that needs no vote."""
    ballot, people = papered.ballot, papered.people(papered.standing)
    if not papered.standing:
        return Result("no result", (), "nobody stands")
    if ballot.binding and len(people) == ballot.keeps == 1 and ballot.sole_candidate == "elected":
        return Result("elected", people, "only candidate")
    return None


def _round(papered: Papered, told: Count, standing: Field, lot: Lot) -> Round:
    cast = papered.vote(standing)
    points = scores(papered.ballot, cast.tally, standing)
    first, number = papered.judge(points, cast), len(told.rounds) + 1
    tied = first.kind == "tied" and papered.ballot.binding
    after = _break_tie(papered, told, first, lambda: lot(number)) if tied else Broken(first, ())
    told.used = after.used
    return Round(number, cast, points, first, after.verdict, after.steps)


def _break_tie(papered: Papered, told: Count, verdict: Verdict, draw: Callable[[], float]) -> Broken:
    earlier = [done.points for done in told.rounds]
    return break_tie(papered.ballot.ties, verdict, earlier, draw, papered.reopen, told.used)


def follows(papered: Papered, standing: Field, verdict: Verdict, counted: int) -> Result | Field:
    """What follows a round, the `counted`-th that counts: the result, or who stands in the next round."""
    ballot = papered.ballot
    if not ballot.binding:
        return Result("held", papered.people(standing), "advisory")
    if verdict.kind in ("elected", "reopened", "tied", "shortlisted"):
        return Result(verdict.kind, verdict.who, verdict.why)
    left = tuple(who for who in standing if who not in verdict.who)
    people, more = papered.people(left), counted < ballot.rounds
    if ballot.keeps > 1 and len(people) <= ballot.keeps:
        return Result("shortlisted", people, "few enough")
    if ballot.keeps == len(people) == 1 and ballot.sole_candidate == "elected" and more and not papered.reopen:
        return Result("elected", people, "only one left")
    if not left or not more or verdict.kind == "again":
        over: Reason = "last round" if left else "nobody left"
        return Result("no result", people, verdict.why if verdict.kind == "again" else over)
    return left
