"""Motions: carried, lost or tied."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rulesim.model.motion import Support
from rulesim.rules.majority import Truth, Votes, base_of, fewest, reaches, smallest_majority

CARRIED, LOST, TIED = "carried", "lost", "tied"


def carries(needs: Support, votes_for: Votes, against: Votes, spoilt: Votes, present: Votes, entitled: Votes) -> Truth:
    """Whether a motion has the majority it needs."""
    base = base_of(needs.of, votes_for + against, spoilt, present, entitled)
    return reaches(votes_for - needs.and_more, base, needs.share, needs.test)


def ties(needs: Support, votes_for: Votes, against: Votes) -> Truth:
    """Whether a motion that needs more than half of the valid votes has exactly half of them."""
    by_half = needs.of == "valid" and needs.test == "more than" and needs.share == Fraction(1, 2)
    if by_half and not needs.and_more:
        level: Truth = votes_for == against
        return level
    return np.zeros_like(votes_for, dtype=bool) if isinstance(votes_for, np.ndarray) else False


def bar(needs: Support, base: int) -> int:
    """The fewest votes that carry a motion, of a base."""
    return smallest_majority(needs, base) + needs.and_more


def bars(needs: Support, base: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same for many bases at once."""
    return fewest(needs, base) + needs.and_more


def outcome(needs: Support, votes_for: int, against: int, spoilt: int, present: int, entitled: int) -> str:
    """What a vote comes to."""
    if carries(needs, votes_for, against, spoilt, present, entitled):
        return CARRIED
    return TIED if ties(needs, votes_for, against) else LOST
