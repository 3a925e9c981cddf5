"""Motions: carried, lost or tied."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from rulesim.model.stage import Majority
from rulesim.rules.majority import Truth, Votes, base_of, reaches

CARRIED, LOST, TIED = "carried", "lost", "tied"


def carries(needs: Majority, votes_for: Votes, against: Votes, spoilt: Votes, present: Votes, entitled: Votes) -> Truth:
    """Whether a motion has the majority it needs."""
    base = base_of(needs.of, votes_for + against, spoilt, present, entitled)
    return reaches(votes_for, base, needs.share, needs.test)


def ties(needs: Majority, votes_for: Votes, against: Votes) -> Truth:
    """Whether a motion that needs more than half of the valid votes has exactly half of them."""
    by_half = needs.of == "valid" and needs.test == "more than" and needs.share == Fraction(1, 2)
    if by_half:
        level: Truth = votes_for == against
        return level
    return np.zeros_like(votes_for, dtype=bool) if isinstance(votes_for, np.ndarray) else False


def outcome(needs: Majority, votes_for: int, against: int, spoilt: int, present: int, entitled: int) -> str:
    """What a vote comes to."""
    if carries(needs, votes_for, against, spoilt, present, entitled):
        return CARRIED
    return TIED if ties(needs, votes_for, against) else LOST
