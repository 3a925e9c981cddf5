"""Whole people in proportion to parts, in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def largest_remainders(people: int, parts: Sequence[Fraction]) -> list[int]:
    """Everybody first gets the whole people due; those left over go one by one to the largest remainder."""
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    due = [people * part / whole for part in parts]
    given = [int(part) for part in due]
    for _ in range(people - sum(given)):
        lacking = [part - many for part, many in zip(due, given, strict=True)]
        given[lacking.index(max(lacking))] += 1
    return given
