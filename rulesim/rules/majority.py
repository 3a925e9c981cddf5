"""Majorities: shares of votes, decided in whole numbers and fractions."""

from __future__ import annotations

from fractions import Fraction

from rulesim.model.stage import Majority
from rulesim.model.threshold import Test
from rulesim.rules.threshold import smallest

Votes = int | Fraction


def reaches(votes: Votes, base: Votes, share: Fraction, test: Test) -> bool:
    """Whether `votes` are at least (or more than) `share` of `base`."""
    ours, bar = votes * share.denominator, base * share.numerator
    return ours >= bar if test == "at least" else ours > bar


def smallest_majority(majority: Majority, base: Votes) -> int:
    """The smallest number of votes that is such a majority of a base."""
    return smallest(majority.share * base, majority.test)
