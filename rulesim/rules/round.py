"""A round of a ballot: who wins it, or who is eliminated, before any tie is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rulesim.model.ballot import Ballot, TieRule
from rulesim.rules.scores import Bases, Measure, Scores, floor_threshold, winning_thresholds

Reason = (
    Literal[
        "advisory", "nobody stands", "only candidate", "only one left", "few enough", "passes", "most votes",
        "nobody passes", "below the floor", "fewest votes", "not among the first", "level first", "level pair",
        "level last", "unbroken tie", "nobody left", "last round", "on record",
    ]
    | TieRule
)  # fmt: skip
"""The reason for the result of a round or of a whole ballot: a closed list; for a tie, the rule that broke it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a round.

    `kind` is `elected` (`who` is the winner), `shortlisted`, `reopened`, `excluded` (`who` are eliminated), `again`
    (nobody wins, nobody is eliminated), `void` (the round does not count, and is held again) or `tied`: of `who`,
    `leave` must be eliminated or, if `for_what` is `first`, one wins; `also` are eliminated in any case.
    """

    kind: Literal["elected", "shortlisted", "reopened", "excluded", "tied", "again", "void"]
    who: tuple[str, ...]
    why: Reason
    for_what: Literal["", "first", "last"] = ""
    leave: int = 0
    also: tuple[str, ...] = ()

    @property
    def leaving(self) -> tuple[str, ...]:
        """Who is eliminated."""
        return self.who if self.kind == "excluded" else ()

    @property
    def is_final(self) -> bool:
        """Whether it ends a binding ballot."""
        return self.kind in ("elected", "reopened", "tied")


def judge(ballot: Ballot, scores: Scores, bases: Bases, reopen: frozenset[str] = frozenset()) -> Verdict:
    """The result of a round under the rules of a ballot, shares being taken of `bases`.

    `reopen` names the choices to re-open nominations, which are never eliminated.
    """
    order = sorted(scores, key=lambda who: -scores[who])
    people = [who for who in order if who not in reopen]
    if ballot.keeps > 1:
        if len(people) <= ballot.keeps:
            return Verdict("shortlisted", tuple(people), "few enough")
        return _leaving(ballot, scores, people, bases)
    last_pair = bool(reopen) and len(people) <= 1 and not ballot.never_waives_the_majority
    if _is_alone(scores, order):
        if _passes(ballot, scores, order, bases):
            return _won(order[0], reopen, "passes")
        if last_pair:
            return _won(order[0], reopen, "most votes")
    if last_pair or not winning_thresholds(ballot, bases):
        return _level(scores, order)
    return _leaving(ballot, scores, people, bases)


def _won(who: str, reopen: frozenset[str], why: Reason) -> Verdict:
    return Verdict("reopened" if who in reopen else "elected", (who,), why)


def _is_alone(scores: Scores, order: Sequence[str]) -> bool:
    """Whether one candidate alone is first."""
    return len(order) == 1 or scores[order[0]] > scores[order[1]]


def _level(scores: Scores, order: Sequence[str]) -> Verdict:
    level = tuple(who for who in order if scores[who] == scores[order[0]])
    return Verdict("tied", level, "level first", "first")


def measures_of(scores: Scores, order: Sequence[str]) -> dict[Measure, Fraction]:
    """What the first in an order has, and by how much that is more than what the second has, if there is one."""
    first, second = scores[order[0]], scores[order[1]] if len(order) > 1 else Fraction(0)
    return {"majority": first, "lead": first - second}


def _passes(ballot: Ballot, scores: Scores, order: Sequence[str], bases: Bases) -> bool:
    """Whether the first in a round passes every winning test."""
    had = measures_of(scores, order)
    return all(needed.is_passed_by(had[measure]) for measure, needed in winning_thresholds(ballot, bases).items())


def _leaving(ballot: Ballot, scores: Scores, order: Sequence[str], bases: Bases) -> Verdict:
    """Who is eliminated after a round that nobody has won."""
    rule = ballot.excludes
    if rule.below is not None:
        floor = floor_threshold(rule.below, bases)
        out = tuple(who for who in order if not floor.is_passed_by(scores[who]))
        if out:
            return Verdict("excluded", out, "below the floor")
    if rule.all_but is not None and len(order) > rule.all_but:
        return _cut(ballot, scores, order, rule.all_but)
    if rule.lowest and len(order) > rule.down_to:
        return _cut(ballot, scores, order, len(order) - 1)
    return Verdict("again", (), "nobody passes")


def _cut(ballot: Ballot, scores: Scores, order: Sequence[str], keep: int) -> Verdict:
    """All but the first `keep` are eliminated; if the last of these has as many votes as the next, there is a tie.

    A tie of the last two is one for the first place, unless whoever is left must still have the majority.
    """
    edge = scores[order[keep - 1]]
    if scores[order[keep]] < edge:
        alone = len(order) - keep == 1
        return Verdict("excluded", tuple(order[keep:]), "fewest votes" if alone else "not among the first")
    level = tuple(who for who in order if scores[who] == edge)
    below = tuple(who for who in order if scores[who] < edge)
    if len(level) == len(scores) == 2 and not ballot.never_waives_the_majority:
        return Verdict("tied", level, "level pair", "first")
    return Verdict("tied", level, "level last", "last", len(order) - keep - len(below), below)
