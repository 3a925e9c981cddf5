"""Papers with level names, counted one paper at a time, and every winner there can be, by trying every way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Paper = tuple[tuple[str, ...], ...]
Profile = Mapping[Paper, int]


def shares(paper: Paper, standing: Sequence[str]) -> dict[str, Fraction]:
    """For whom one paper counts, and with what part of it."""
    for group in paper:
        here = [name for name in group if name in standing]
        if here:
            return {name: Fraction(1, len(here)) for name in here}
    return {}


def votes(profile: Profile, standing: Sequence[str]) -> dict[str, Fraction]:
    """The papers of a profile, each one counted by itself."""
    found = {name: Fraction(0) for name in standing}
    for paper, many in profile.items():
        for _ in range(many):
            for name, part in shares(paper, standing).items():
                found[name] += part
    return found


def college(
    sections: Mapping[str, Profile], weights: Mapping[str, Fraction], standing: Sequence[str]
) -> dict[str, Fraction]:
    """The part of the whole that each has: every section counts with its weight."""
    found = {name: Fraction(0) for name in standing}
    for section, profile in sections.items():
        counted = votes(profile, standing)
        valid = sum(counted.values())
        for name in standing:
            found[name] += weights[section] * counted[name] / valid if valid else 0
    return found


def instant_runoff(
    sections: Mapping[str, Profile], weights: Mapping[str, Fraction], standing: frozenset[str]
) -> set[str]:
    """Everybody who can be the last one standing, the lowest leaving one at a time; half is never asked for."""
    if len(standing) == 1:
        return set(standing)
    have = college(sections, weights, sorted(standing))
    least = min(have.values())
    lowest = [name for name in standing if have[name] == least]
    return {winner for name in lowest for winner in instant_runoff(sections, weights, standing - {name})}


def two_rounds(profile: Profile, standing: Sequence[str]) -> set[str]:
    """Everybody who can win a run-off between the first two, unless somebody has more than half at once."""
    have = votes(profile, standing)
    majority = {name for name in standing if 2 * have[name] > sum(have.values())}
    if majority or len(standing) == 1:
        return majority or set(standing)
    return {winner for pair in _first_two(have) for winner in _better(votes(profile, pair))}


def _first_two(have: Mapping[str, Fraction]) -> Iterator[tuple[str, str]]:
    """Every pair that nobody outside of it is ahead of."""
    for one, other in combinations(have, 2):
        others = [have[name] for name in have if name not in (one, other)]
        if not others or max(others) <= min(have[one], have[other]):
            yield one, other


def _better(have: Mapping[str, Fraction]) -> set[str]:
    best = max(have.values())
    return {name for name in have if have[name] == best}


def exhaustive(profile: Profile, standing: frozenset[str], below: int) -> set[str]:
    """Everybody who can win when all vote again after each round, and whoever has fewer votes than a floor leaves.

    If nobody is below it, the lowest leaves; more than half of the votes wins; nobody may be left.
    """
    have = votes(profile, sorted(standing))
    winner = {name for name in standing if 2 * have[name] > sum(have.values())}
    if winner or not standing:
        return winner
    low = frozenset(name for name in standing if have[name] < below)
    if low:
        return _left(profile, standing - low, below)
    if len(standing) == 2:
        return set(standing)
    lowest = [name for name in standing if have[name] == min(have.values())]
    return {name for loser in lowest for name in _left(profile, standing - {loser}, below)}


def _left(profile: Profile, standing: frozenset[str], below: int) -> set[str]:
    """A single one left needs no more votes."""
    return set(standing) if len(standing) == 1 else exhaustive(profile, standing, below)


def unit_points(units: Sequence[Profile], standing: Sequence[str], worth: int, decimals: int) -> dict[str, Fraction]:
    """Points of each: every unit's points in proportion to its votes, cut after so many decimals."""
    found = {name: Fraction(0) for name in standing}
    for profile in units:
        counted = votes(profile, standing)
        valid = sum(counted.values())
        for name in standing if valid else ():
            cut = int(counted[name] / valid * worth * 10**decimals)
            found[name] += Fraction(cut, 10**decimals)
    return found


def unit_votes(units: Sequence[Profile], standing: Sequence[str]) -> dict[str, Fraction]:
    """How many units each leads alone."""
    found = {name: Fraction(0) for name in standing}
    for profile in units:
        leaders = _better(votes(profile, standing))
        if len(leaders) == 1 and any(votes(profile, standing).values()):
            found[leaders.pop()] += 1
    return found


def seats(have: Mapping[str, Fraction], many: int) -> dict[str, int]:
    """D'Hondt by sorting all quotients; level ones go to more votes, then to whoever is named first."""
    names = list(have)
    quotients = [
        (have[name] / divisor, have[name], -names.index(name)) for name in names for divisor in range(1, many + 1)
    ]
    won = sorted((quotient for quotient in quotients if quotient[0]), reverse=True)[:many]
    return {name: sum(-place == number for _, _, place in won) for number, name in enumerate(names)}
