"""What candidates have in a round, and the thresholds that it is held against: `rules.scores` over arrays.

Exact fractions in whole numbers, over one denominator a run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add

import numpy as np

from rulesim.model.ballot import Ballot, Floor
from rulesim.model.threshold import Test
from rulesim.rules.batch.integers import ONE, Bools, Ints, Whole, add_up, integers, roomy, total
from rulesim.rules.batch.threshold import reaches, smallest
from rulesim.rules.scores import CAST, Measure, Of, winning_tests


@dataclass(frozen=True, slots=True)
class Scores:
    """What each candidate has: `many` / `scale`, `many` by candidate and run; -1 in a round for those not standing."""

    many: Whole
    scale: Whole = field(default_factory=lambda: ONE)

    def whole(self, candidate: int) -> Ints:
        """What somebody has, cut to a whole number."""
        cut: Ints = (self.many[candidate] // self.scale).astype(np.int64)
        return cut

    def millionths(self, candidate: int) -> Ints:
        """The part of the whole that somebody has, in millionths, cut."""
        return (roomy(self.many[candidate], 1_000_000) // self.scale).astype(np.int64)


Tally = Mapping[str, Scores]
"""What each candidate has in each section."""
Bases = Mapping[Of, Whole]
"""The numbers that a share may be taken of, and 1 as that of a fixed number, on the scale of the scores, by run."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """The papers of a round that are spoilt or exhausted, and how many people are entitled to vote."""

    spoilt: Ints
    exhausted: Ints
    entitled: Ints


@dataclass(frozen=True, slots=True)
class Poll:
    """A round of voting: the votes over all sections by candidate, what each section makes of them, and the turnout."""

    votes: Ints | None
    """None where the record has seats, points or votes of units in place of some of the votes."""
    tally: Tally
    turnout: Turnout


@dataclass(frozen=True, slots=True)
class VoteThreshold:
    """What a score must reach, or exceed: a share of `base`, on the scale of the scores."""

    base: Whole
    share: Fraction
    test: Test

    def is_passed_by(self, score: Whole) -> Bools:
        """Whether scores are enough."""
        return reaches(score, self.base, self.share, self.test)

    def fewest(self, scale: Whole, parts: int = 1) -> Ints:
        """The smallest whole number of votes, or of such parts of a vote, that passes it."""
        return smallest(roomy(self.base, parts), self.share, self.test, scale)


def score(ballot: Ballot, tally: Tally, standing: Bools) -> Scores:
    """What each candidate has: the sum over sections, each section's shares times its weight in a college."""
    here = {name: Scores(np.where(standing, section.many, 0), section.scale) for name, section in tally.items()}
    summed = _college(ballot, here) if ballot.is_college else _pool(here)
    return Scores(np.where(standing, summed.many, -1), summed.scale)


def _pool(tally: Tally) -> Scores:
    """Sections that add up, over their least common denominator."""
    scales = [int(section.scale[0]) for section in tally.values()]
    scale = lcm(*scales)
    parts = (roomy(section.many, scale // own) for section, own in zip(tally.values(), scales, strict=True))
    return Scores(total(list(parts)), integers([scale]))


def _college(ballot: Ballot, tally: Tally) -> Scores:
    """A college: what is over the product of the votes in all sections, and of the weights' denominators."""
    weights = {name: section.weight or Fraction(0) for name, section in ballot.sections.items()}
    over = lcm(*(weight.denominator for weight in weights.values()))
    votes = {name: np.maximum(add_up(section.many), 1) for name, section in tally.items()}
    scale = integers([over])
    for cast in votes.values():
        scale = roomy(scale, cast)
    # No part of the whole is more than the whole: where that has room in 64 bits, every number below has.
    parts = (
        section.many * (scale // over // votes[name] * int(weights[name] * over)) for name, section in tally.items()
    )
    return Scores(reduce(add, parts), scale)


def bases_of(ballot: Ballot, scores: Scores, turnout: Turnout) -> Bases:
    """The bases of shares in a round; in a college everything is a share of the whole."""
    valid = add_up(np.maximum(scores.many, 0))
    if ballot.is_college:
        return {**dict.fromkeys(CAST, valid), "entitled": scores.scale, "fixed": scores.scale}
    spoilt, exhausted, entitled = (
        roomy(many, scores.scale) for many in (turnout.spoilt, turnout.exhausted, turnout.entitled)
    )
    cast = total([valid, exhausted, spoilt])
    papers, fixed = total([valid, exhausted]), scores.scale
    return {
        "valid": valid, "papers": papers, "cast": cast, "present": cast, "entitled": entitled, "fixed": fixed
    }  # fmt: skip


def winning_thresholds(ballot: Ballot, bases: Bases) -> dict[Measure, VoteThreshold]:
    """What winning takes in rounds with such bases."""
    return {measure: VoteThreshold(bases[of], share, test) for measure, share, of, test in winning_tests(ballot)}


def floor_threshold(floor: Floor, bases: Bases) -> VoteThreshold:
    """What a candidate must have so as not to be eliminated."""
    if floor.share is None:
        return VoteThreshold(bases["fixed"], Fraction(floor.count or 0), floor.test)
    return VoteThreshold(bases[floor.of], floor.share, floor.test)
