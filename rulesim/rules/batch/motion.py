"""Motions in many runs at once: `rules.motion` over arrays."""

from collections.abc import Mapping

import numpy as np

from rulesim.model.stages import Support
from rulesim.rules.batch.integers import Ints
from rulesim.rules.batch.threshold import smallest
from rulesim.rules.motion import CARRIED, LOST, TIED, by_half

KINDS = (CARRIED, LOST, TIED)
"""The outcomes of a vote; arrays hold the position."""


def needed(needs: Support, votes: Mapping[str, Ints]) -> Ints:
    """The fewest votes that carry a motion, by run."""
    return smallest(votes[needs.of], needs.share, needs.test) + needs.and_more


def outcome(needs: Support, votes: Mapping[str, Ints]) -> Ints:
    """The outcome of a vote in each run, as a position in `KINDS`."""
    level = (votes["for"] == votes["against"]) & by_half(needs)
    lost = np.where(level, KINDS.index(TIED), KINDS.index(LOST))
    return np.where(votes["for"] >= needed(needs, votes), KINDS.index(CARRIED), lost)
