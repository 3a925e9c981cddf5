"""Ballots counted from the ranked papers themselves, one paper at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

Paper = tuple[str, ...]
Profile = Mapping[Paper, int]


def every_paper(profile: Profile) -> Iterator[Paper]:
    for ranking, many in profile.items():
        for _ in range(many):
            yield ranking


def piles(profile: Profile, standing: Sequence[str]) -> dict[str, int]:
    """Each paper on the pile of the first name on it that still stands; others count for nobody."""
    found = dict.fromkeys(standing, 0)
    for paper in every_paper(profile):
        for name in paper:
            if name in found:
                found[name] += 1
                break
    return found


def points(
    sections: Mapping[str, Profile], weights: Mapping[str, Fraction], standing: Sequence[str]
) -> dict[str, Fraction]:
    """The part of the whole result that each candidate has: every section counts with its weight."""
    found = dict.fromkeys(standing, Fraction(0))
    for section, profile in sections.items():
        pile = piles(profile, standing)
        papers = sum(pile.values())
        for name, many in pile.items():
            if papers:
                found[name] += weights[section] * Fraction(many, papers)
    return found


def winners(sections: Mapping[str, Profile], weights: Mapping[str, Fraction], standing: frozenset[str]) -> set[str]:
    """Everybody who can win an instant runoff, over every way to break every tie. More than half wins."""
    if len(standing) == 1:
        return set(standing)
    have = points(sections, weights, sorted(standing))
    whole = sum(have.values())
    for name, part in have.items():
        if 2 * part > whole:
            return {name}
    least = min(have.values())
    last = [name for name, part in have.items() if part == least]
    if len(standing) == 2:
        return set(last)
    return {winner for name in last for winner in winners(sections, weights, standing - {name})}


def unbroken_loser(earlier: Sequence[Mapping[str, int]], tied: Sequence[str]) -> set[str]:
    """Those of some who are level for last that an earlier round, the latest first, does not save."""
    left = set(tied)
    for number in range(len(earlier) - 1, -1, -1):
        fewest = min(earlier[number].get(name, 0) for name in left)
        left = {name for name in left if earlier[number].get(name, 0) == fewest}
    return left
