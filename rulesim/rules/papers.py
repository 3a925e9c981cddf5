"""Ranked papers: for whom each counts while some of those on it stand.

A paper counts for the first of its names that stands; without one it is exhausted (the transfer of T. Hare's and
W. R. Ware's single transferable vote for one seat). Where several names are level there, it counts for each of them in
equal parts, exact fractions ("Split-IRV" in T. Delemazure and D. Peters, "Generalizing Instant Runoff Voting to Allow
Weak Orders", 2024). On a ballot where one name is marked, such a paper is spoilt for that round. A ballot where
everybody votes again is counted as if all voted in every round by the same paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import Ballot, Points, Seats, Section, UnitVotes
from rulesim.rules.ballot import Papers
from rulesim.rules.conversion import highest_averages, how_many, points, unit_votes

Ranking = tuple[tuple[str, ...], ...]
"""Groups of names, the best first; names of one group are level."""
Stack = Mapping[Ranking, int]
"""How many papers carry each ranking."""
Stacks = Mapping[str, Sequence[Stack]]
"""The papers of each section; of each of its units, where units count one by one."""
Field = tuple[str, ...]
"""Those standing."""
Votes = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Papers sorted by whom they count for."""

    votes: Votes
    spoilt: int
    exhausted: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The votes of a round by section, what each section comes to, and the papers beside them."""

    votes: Mapping[str, Votes]
    tally: Mapping[str, Votes]
    beside: Papers


def sort_papers(stack: Stack, standing: Field, single: bool) -> Sorted:
    """The papers of one stack on piles; on a `single` paper one name counts, and two that are level spoil it."""
    whole, parts = dict.fromkeys(standing, 0), dict.fromkeys(standing, Fraction(0))
    spoilt = exhausted = 0
    for ranking, many in stack.items():
        group = _first(ranking, whole)
        if len(group) == 1:
            whole[group[0]] += many
        elif not group:
            spoilt, exhausted = (spoilt, exhausted + many) if ranking else (spoilt + many, exhausted)
        elif single:
            spoilt += many
        else:
            for who in group:
                parts[who] += Fraction(many, len(group))
    return Sorted({who: whole[who] + parts[who] for who in standing}, spoilt, exhausted)


def _first(ranking: Ranking, standing: Mapping[str, int]) -> Field:
    """Those standing in the first group that has any."""
    for group in ranking:
        here = tuple(who for who in group if who in standing)
        if here:
            return here
    return ()


def vote(
    ballot: Ballot, stacks: Stacks, standing: Field, beside: Papers, sizes: Mapping[str, int] | None = None
) -> Vote:
    """A round among those standing. `beside` are spoilt papers that are in no stack, and the people entitled.

    `sizes` are the people of each body of which a number of seats is taken.
    """
    votes: dict[str, Votes] = {}
    tally: dict[str, Votes] = {}
    spoilt, exhausted = beside.spoilt, beside.exhausted
    for name, section in ballot.sections.items():
        units = [sort_papers(stack, standing, ballot.paper == "single") for stack in stacks[name]]
        votes[name] = {who: sum((unit.votes[who] for unit in units), Fraction(0)) for who in standing}
        tally[name] = _converted(section, votes[name], [unit.votes for unit in units], sizes or {})
        spoilt += sum(unit.spoilt for unit in units)
        exhausted += sum(unit.exhausted for unit in units)
    return Vote(votes, tally, Papers(spoilt, exhausted, beside.entitled))


def _converted(section: Section, votes: Votes, units: Sequence[Votes], sizes: Mapping[str, int]) -> Votes:
    """What the votes of a section come to."""
    match section.becomes:
        case Seats(seats=seats):
            return highest_averages(votes, how_many(seats, sizes))
        case Points() as rule:
            return _by_name(votes, points(_table(votes, units), rule), 10**rule.decimals)
        case UnitVotes():
            return _by_name(votes, unit_votes(_table(votes, units)), 1)
        case None:
            return votes


def _table(who: Iterable[str], units: Sequence[Votes]) -> NDArray[Any]:
    """Exact votes by candidate and unit."""
    return np.array([[unit[name] for unit in units] for name in who], dtype=object).reshape(-1, len(units))


def _by_name(names: Iterable[str], counted: Iterable[Any], scale: int) -> Votes:
    return {who: Fraction(int(many), scale) for who, many in zip(names, counted, strict=True)}
