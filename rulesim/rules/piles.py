"""Ranked papers: for whom each counts while some of those on it stand.

A paper counts for the first of its names that stands; without one it is exhausted (the transfer of T. Hare's and
W. R. Ware's single transferable vote for one seat). Where several names are level there, it counts for each of them in
equal parts, exact fractions ("Split-IRV" in T. Delemazure and D. Peters, "Generalizing Instant Runoff Voting to Allow
Weak Orders", 2024). On a ballot where one name is marked, such a paper is spoilt for that round. A ballot where
everybody votes again is counted as if all voted in every round by the same paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rulesim.rules.scores import Standing

Ranking = tuple[tuple[str, ...], ...]
"""Groups of names, the best first; names of one group are level."""
Stack = Mapping[Ranking, int]
"""How many papers carry each ranking."""
Stacks = Mapping[str, Sequence[Stack]]
"""The papers of each section; of each of its units, where units count one by one."""


@dataclass(frozen=True, slots=True)
class Piles:
    """Papers sorted by whom they count for; those that count for nobody are spoilt or exhausted."""

    votes: dict[str, Fraction]
    spoilt: int
    exhausted: int


def sort_papers(stack: Stack, standing: Standing, single: bool) -> Piles:
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
    return Piles({who: whole[who] + parts[who] for who in standing}, spoilt, exhausted)


def _first(ranking: Ranking, standing: Mapping[str, int]) -> Standing:
    """Those standing in the first group that has any."""
    for group in ranking:
        here = tuple(who for who in group if who in standing)
        if here:
            return here
    return ()
