"""Majorities: shares of votes, decided in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

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
    part = base * majority.share.numerator
    below: NDArray[np.int64] = part // majority.share.denominator
    return below + 1 if majority.test == "more than" else -(-part // majority.share.denominator)
