"""What candidates have in a round, in whole numbers: exact fractions over one denominator a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from rulesim.model.ballot import Ballot
from rulesim.model.stage import Base
from rulesim.model.threshold import Test
from rulesim.rules.ballot import weighted
from rulesim.rules.batch.exact import Whole, roomy
from rulesim.rules.batch.majority import reaches, smallest_majority
from rulesim.rules.batch.papers import Ints, Truths


@dataclass(frozen=True, slots=True)
class Counted:
    """What each candidate has in a section: `many` / `scale`, shape (candidate, profile)."""

    many: Ints
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Beside:
    """The papers of a round beside those that count, by profile: see `Papers` in the rules."""

    spoilt: Ints
    exhausted: Ints
    entitled: Ints


@dataclass(frozen=True, slots=True)
class Points:
    """What each candidate has: `many` / `scale`. Those not standing have -1. Bases are on the same scale."""

    many: Whole
    scale: Whole
    bases: Mapping[Base, Whole]

    def reach(self, votes: Whole, of: Base, share: Fraction, test: Test) -> Truths:
        """Whether votes are at least (or more than) a share of a base."""
        return reaches(votes, self.bases[of], share, test)

    def millionths(self, candidate: int) -> Ints:
        """The part of the whole that somebody has, in millionths, cut."""
        return (roomy(self.many[candidate], 1_000_000) // self.scale).astype(np.int64)

    def fewest(self, share: Fraction, of: Base, test: Test) -> Ints:
        """The smallest whole number of votes that is such a share of a base."""
        return smallest_majority(self.bases[of], share, test, over=self.scale)


def points(ballot: Ballot, tally: Mapping[str, Counted], standing: Truths, beside: Beside) -> Points:
    """What each candidate has: the sum over sections, each section's shares times its weight in a college."""
    here = {name: Counted(np.where(standing, section.many, 0), section.scale) for name, section in tally.items()}
    if weighted(ballot):
        return _college(ballot, here, standing)
    scale = lcm(*(section.scale for section in here.values()))
    many = sum(roomy(section.many, scale // section.scale) for section in here.values())
    assert not isinstance(many, int)
    valid = many.sum(axis=0)
    papers = valid + roomy(beside.exhausted, scale)
    cast = papers + roomy(beside.spoilt, scale)
    entitled = roomy(beside.entitled, scale)
    bases: dict[Base, Whole] = {
        "valid": valid, "papers": papers, "cast": cast, "present": cast, "entitled": entitled,
    }  # fmt: skip
    return Points(np.where(standing, many, -1), np.full(standing.shape[1], scale, np.int64), bases)


def _college(ballot: Ballot, tally: Mapping[str, Counted], standing: Truths) -> Points:
    """A college: what is over the product of the votes in all sections, and of the weights' denominators."""
    weights = {name: section.weight or Fraction(0) for name, section in ballot.sections.items()}
    over = lcm(*(weight.denominator for weight in weights.values()))
    votes = {name: np.maximum(section.many.sum(axis=0), 1) for name, section in tally.items()}
    many: Whole = np.zeros(standing.shape, np.int64)
    scale: Whole = np.full(standing.shape[1], over, np.int64)
    for name, section in tally.items():
        part: Whole = roomy(section.many, int(weights[name] * over))
        for other, those in votes.items():
            part = roomy(part, those) if other != name else part
        many = many + part
        scale = roomy(scale, votes[name])
    valid = many.sum(axis=0)
    bases: dict[Base, Whole] = {
        "valid": valid, "papers": valid, "cast": valid, "present": valid, "entitled": scale,
    }  # fmt: skip
    return Points(np.where(standing, many, -1), scale, bases)
