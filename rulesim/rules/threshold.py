"""Thresholds: whether a number passes one, and how many people it asks for."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor

from rulesim.model.rulebook import Body
from rulesim.model.threshold import Rounding, Test, Threshold

Sizes = Mapping[str, int]
"""The number of people in each body."""


def union_size(of: Iterable[str], sizes: Sizes, bodies: Mapping[str, Body]) -> int:
    """The number of people in a union of bodies; a body within another one of them adds nobody."""
    named = tuple(dict.fromkeys(of))
    return sum(sizes[body] for body in named if not _inside_another(body, named, bodies))


def _inside_another(body: str, named: tuple[str, ...], bodies: Mapping[str, Body]) -> bool:
    seen = {body}
    above = bodies[body].within
    while above and above not in seen:
        if above in named:
            return True
        seen.add(above)
        above = bodies[above].within
    return False


def round_people(people: Fraction, rounding: Rounding) -> Fraction:
    """A number of people with its fraction treated as the clause says; a half goes up to the nearest."""
    match rounding:
        case "up":
            return Fraction(ceil(people))
        case "down":
            return Fraction(floor(people))
        case "nearest":
            return Fraction(floor(people + Fraction(1, 2)))
        case "exact":
            return people


def passes(number: int | Fraction, threshold: Fraction, test: Test) -> bool:
    """Whether a number is at least a threshold, or more than it."""
    return number >= threshold if test == "at least" else number > threshold


def smallest(threshold: Fraction, test: Test) -> int:
    """The smallest whole number that passes a threshold."""
    return ceil(threshold) if test == "at least" else floor(threshold) + 1


def needed(threshold: Threshold, sizes: Sizes, bodies: Mapping[str, Body]) -> int:
    """The smallest number of people that meets a threshold."""
    if threshold.count is not None:
        return smallest(Fraction(threshold.count), threshold.test)
    assert threshold.share is not None
    base = max(union_size(threshold.of, sizes, bodies) - threshold.less, 0)
    return smallest(round_people(threshold.share * base, threshold.rounding), threshold.test)
