"""Majorities and leads: shares of votes, decided in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rulesim.model.stages import Base, Lead, Majority
from rulesim.model.threshold import Test

Votes = TypeVar("Votes", int, NDArray[np.int64])
Truth = bool | NDArray[np.bool_]


def reaches(votes: Votes, base: Votes, share: Fraction, test: Test) -> Truth:
    """Whether `votes` are at least (or more than) `share` of `base`."""
    ours, bar = votes * share.denominator, base * share.numerator
    return ours >= bar if test == "at least" else ours > bar


def base_of(of: Base, valid: Votes, spoilt: Votes, present: Votes, entitled: Votes) -> Votes:
    """The number that a share is taken of."""
    match of:
        case "valid":
            return valid
        case "cast":
            return valid + spoilt
        case "present":
            return present
        case "entitled":
            return entitled


def smallest_majority(majority: Majority, base: int) -> int:
    """The smallest number of votes that is such a majority of a base."""
    exact = majority.share * base
    up = -(-exact.numerator // exact.denominator)
    return up if majority.test == "at least" else exact.numerator // exact.denominator + 1


def smallest_lead(lead: Lead, base: int) -> int:
    """The smallest lead, in votes, that is enough."""
    exact = lead.share * base
    return -(-exact.numerator // exact.denominator)
