"""Whether names suffice, from the nominators themselves: a set of people for each body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from oracles.bars import passes, rounded
from oracles.people import Person, union


def suffices(
    requirement: Mapping[str, Any] | None,
    nominators: Mapping[str, set[Person]],
    by: Sequence[str],
    members: Mapping[str, set[Person]],
    places: int,
) -> bool:
    """Whether a candidate backed by these people meets a requirement, written as in a rule book.

    `nominators` holds, for each body, those who signed as members of it, and `places` how many they come from.
    """
    if requirement is None:
        return True
    if "all" in requirement:
        return all(suffices(part, nominators, by, members, places) for part in requirement["all"])
    if "any" in requirement:
        return any(suffices(part, nominators, by, members, places) for part in requirement["any"])
    if "branches" in requirement:
        return places >= requirement["branches"]
    who = set()
    for body in requirement.get("by") or by:
        who |= {(body, person) for person in nominators.get(body, set())}
    if requirement.get("count") is not None:
        bar = Fraction(requirement["count"])
    else:
        base = union(members, requirement["of"])
        others = max(len(base) - requirement.get("less", 0), 0)
        bar = rounded(requirement["share"] * others, requirement.get("rounding", "exact"))
    return passes(len(who), bar, requirement.get("test", "at least"))
