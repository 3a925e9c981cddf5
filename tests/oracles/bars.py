"""How many people a bar asks for, by trying every number from nobody upwards."""

from __future__ import annotations

from fractions import Fraction


def rounded(people: Fraction, rounding: str) -> Fraction:
    """A number of people with its fraction treated as a clause says, by walking along the whole numbers."""
    if rounding == "exact":
        return people
    below = 0
    while below + 1 <= people:
        below += 1
    above = below if people == below else below + 1
    if rounding == "down":
        return Fraction(below)
    if rounding == "up":
        return Fraction(above)
    nearer_below = people - below < above - people
    return Fraction(below if nearer_below else above)


def passes(people: int, bar: Fraction, test: str) -> bool:
    """Whether so many people are enough."""
    if test == "at least":
        return people > bar or people == bar
    return people > bar


def fewest(bar: Fraction, test: str) -> int:
    """The smallest number of people that passes."""
    people = 0
    while not passes(people, bar, test):
        people += 1
    return people


def needed(share: Fraction, base: int, rounding: str = "exact", test: str = "at least") -> int:
    """The smallest number of people that is such a share of a base."""
    return fewest(rounded(share * base, rounding), test)
