"""Ballots: who wins a round, who leaves after it, and how ties are broken.

A round is told the votes by section; each section's share of its valid votes counts with its weight.
Scores are exact: fractions of the whole result, scaled to integers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rulesim.model.stages import Ballot, TieRule
from rulesim.rules.majority import base_of, reaches

ELECTED, SHORTLISTED, TIED, NO_RESULT = "elected", "shortlisted", "tied", "no result"

Tally = Mapping[str, Mapping[str, int]]
"""Votes by section and candidate."""
Scores = Mapping[str, Fraction]
"""What each candidate has: votes in a pool, a share of the whole in a college."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a round beside the votes: spoilt ones and the people entitled."""

    spoilt: int
    entitled: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a round comes to.

    `kind` is `elected` (`who` is the winner), `shortlisted`, `excluded` (`who` leave), `tied` (`who`
    stand level and `for_what` says for what) or `again` (nobody wins, nobody leaves).
    """

    kind: Literal["elected", "shortlisted", "excluded", "tied", "again"]
    who: tuple[str, ...]
    why: str
    for_what: Literal["", "first", "last"] = ""


def scores(ballot: Ballot, tally: Tally, standing: Sequence[str]) -> dict[str, Fraction]:
    """The weighted sum of each candidate's share of each section; in a single pool, plain votes."""
    if len(ballot.sections) == 1:
        (votes,) = tally.values()
        return {who: Fraction(votes.get(who, 0)) for who in standing}
    total = dict.fromkeys(standing, Fraction(0))
    for name, section in ballot.sections.items():
        votes = tally[name]
        valid = sum(votes.get(who, 0) for who in standing)
        for who in standing:
            if valid:
                total[who] += section.weight * Fraction(votes.get(who, 0), valid)
    return total


def judge(ballot: Ballot, tally: Tally, standing: Sequence[str], papers: Papers) -> Verdict:
    """What a round comes to under the rules of a ballot, before any tie is broken."""
    points = scores(ballot, tally, standing)
    if ballot.keeps > 1 and len(standing) <= ballot.keeps:
        return Verdict("shortlisted", tuple(standing), f"{len(standing)} are left")
    order = sorted(standing, key=lambda who: -points[who])
    winner = _winner(ballot, points, order, papers)
    if winner is not None:
        return winner
    if ballot.excludes == "nobody":
        return Verdict("again", (), "nobody has what it takes")
    return _lowest(points, order)


def _winner(ballot: Ballot, points: Scores, order: Sequence[str], papers: Papers) -> Verdict | None:
    if ballot.keeps > 1:
        return None
    first = order[0]
    level = tuple(who for who in order if points[who] == points[first])
    most_votes_win = ballot.wins.majority is None and ballot.wins.lead is None
    if len(level) > 1:
        last_round = most_votes_win or len(order) == 2
        return Verdict("tied", level, f"{len(level)} have equally many", "first") if last_round else None
    if _holds(ballot, points, order, papers):
        return Verdict("elected", (first,), "the winning test is met")
    return None


def _holds(ballot: Ballot, points: Scores, order: Sequence[str], papers: Papers) -> bool:
    """Whether the leader of a round meets every winning test."""
    wins, valid = ballot.wins, sum(points.values(), Fraction(0))
    pool = len(ballot.sections) == 1
    if wins.majority is not None:
        whole = _base(wins.majority.of, valid, papers) if pool else valid
        if not _reaches(points[order[0]], whole, wins.majority.share, wins.majority.test):
            return False
    if wins.lead is not None:
        whole = _base(wins.lead.of, valid, papers) if pool else valid
        behind = points[order[1]] if len(order) > 1 else Fraction(0)
        return _reaches(points[order[0]] - behind, whole, wins.lead.share, "at least")
    return True


def _base(of: str, valid: Fraction, papers: Papers) -> Fraction:
    cast = int(valid) + papers.spoilt
    return Fraction(base_of(of, int(valid), papers.spoilt, cast, papers.entitled))  # type: ignore[arg-type]


def _reaches(points: Fraction, base: Fraction, share: Fraction, test: Literal["at least", "more than"]) -> bool:
    scale = points.denominator * base.denominator
    return bool(reaches(int(points * scale), int(base * scale), share, test))


def _lowest(points: Scores, order: Sequence[str]) -> Verdict:
    least = points[order[-1]]
    last = tuple(who for who in order if points[who] == least)
    if len(last) == 1:
        return Verdict("excluded", last, "fewest votes")
    return Verdict("tied", last, f"{len(last)} have the fewest votes", "last")


def break_by_earlier_rounds(tied: Sequence[str], earlier: Sequence[Scores], for_what: str) -> tuple[str, ...]:
    """Those still level after looking back round by round; for last place the one who was behind leaves."""
    left = tuple(tied)
    for points in reversed(earlier):
        here = [points.get(who, Fraction(0)) for who in left]
        mark = max(here) if for_what == "first" else min(here)
        left = tuple(who for who, score in zip(left, here, strict=True) if score == mark)
        if len(left) == 1:
            break
    return left


def next_tie_rule(ballot: Ballot, used: int) -> TieRule | None:
    """The rule to try after `used` of them have been tried."""
    return ballot.ties[used] if used < len(ballot.ties) else None
