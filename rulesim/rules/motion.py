"""Motions: carried, lost or tied."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rulesim.model.stages import Support
from rulesim.rules.threshold import smallest

CARRIED, LOST, TIED = "carried", "lost", "tied"
Number = TypeVar("Number", int, NDArray[np.int64])


def counted(votes_for: Number, against: Number, spoilt: Number, present: Number, entitled: Number) -> dict[str, Number]:
    """The votes on each side and the bases they are shares of, in one run or in many; see `Base` in the model.

    Papers on a motion rank nobody, so none is ever exhausted: `papers` are the valid votes.
    """
    valid = votes_for + against
    sides = {"for": votes_for, "against": against}
    return sides | {"valid": valid, "papers": valid, "cast": valid + spoilt, "present": present, "entitled": entitled}


def shares_of(votes: Mapping[str, int]) -> dict[str, Fraction]:
    """The part that each side has of the valid votes."""
    return {side: Fraction(votes[side], votes["valid"]) for side in ("for", "against")} if votes["valid"] else {}


def needed(needs: Support, votes: Mapping[str, int]) -> int:
    """The fewest votes that carry a motion: the smallest majority of its base, and those needed beyond it."""
    return smallest(needs.share * votes[needs.of], needs.test) + needs.and_more


def ties(needs: Support, votes: Mapping[str, int]) -> bool:
    """Whether a motion that needs more than half of the valid votes, and none beyond, has exactly half of them."""
    return by_half(needs) and votes["for"] == votes["against"]


def by_half(needs: Support) -> bool:
    """Whether a motion needs just more than half of the valid votes, so that it can be tied."""
    more_than_half = needs.test == "more than" and needs.share == Fraction(1, 2)
    return needs.of == "valid" and more_than_half and not needs.and_more


def outcome(needs: Support, votes: Mapping[str, int]) -> str:
    """The outcome of a vote."""
    if votes["for"] >= needed(needs, votes):
        return CARRIED
    return TIED if ties(needs, votes) else LOST
