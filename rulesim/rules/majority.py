"""Majorities: shares of votes, decided in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from rulesim.model.stage import Base, Majority
from rulesim.model.threshold import Test
from rulesim.rules.threshold import smallest

Votes = TypeVar("Votes", int, Fraction, NDArray[np.int64])
Truth = bool | NDArray[np.bool_]


def reaches(votes: Votes, base: Votes, share: Fraction, test: Test) -> Truth:
    """Whether `votes` are at least (or more than) `share` of `base`."""
    ours, bar = votes * share.denominator, base * share.numerator
    return ours >= bar if test == "at least" else ours > bar


@dataclass(frozen=True, slots=True)
class Bases:
    """The numbers that a share of votes can be taken of: see `Base` in the model."""

    valid: Fraction
    papers: Fraction
    cast: Fraction
    present: Fraction
    entitled: Fraction

    def of(self, base: Base) -> Fraction:
        """The number that a base stands for."""
        found: Fraction = getattr(self, base)
        return found


def base_of(of: Base, valid: Votes, spoilt: Votes, present: Votes, entitled: Votes) -> Votes:
    """The number that a share of the votes on a motion is taken of."""
    match of:
        case "valid" | "papers":
            return valid
        case "cast":
            return valid + spoilt
        case "present":
            return present
        case "entitled":
            return entitled


def smallest_majority(majority: Majority, base: int | Fraction) -> int:
    """The smallest number of votes that is such a majority of a base."""
    return smallest(majority.share * base, majority.test)


def fewest(majority: Majority, base: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same for many bases at once, in whole numbers."""
    return least(base * majority.share.numerator, majority.share.denominator, majority.test)


def least(bar: NDArray[Any], over: int | NDArray[Any], test: Test) -> NDArray[np.int64]:
    """The smallest whole numbers that pass the bars `bar` / `over`: `smallest` of the thresholds over arrays."""
    return np.asarray(-(-bar // over) if test == "at least" else bar // over + 1, np.int64)
