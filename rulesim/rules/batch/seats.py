"""Seats by highest averages in many profiles at once: `highest_averages` of `rules.conversion` over arrays."""

from __future__ import annotations

import numpy as np

from rulesim.rules.batch.exact import Whole, roomy
from rulesim.rules.batch.papers import Ints


def highest_averages(votes: Ints, seats: Ints) -> Ints:
    """Seats by d'Hondt in every profile; level averages go to whoever has more votes, then to whoever is named first.

    Nobody gets fewer seats than their part of all seats, cut (the lower quota), so only the last ones are given singly.
    """
    whole = votes.sum(axis=0)
    won = roomy(votes, seats) // np.maximum(whole, 1)
    left = np.where(whole > 0, seats - won.sum(axis=0), 0)
    while (left > 0).any():
        best = _next_seat(votes, won)
        won = won + ((np.arange(len(votes))[:, None] == best) & (left > 0))
        left = left - 1
    return np.asarray(won, np.int64)


def _next_seat(votes: Whole, won: Whole) -> Ints:
    """Who has the highest average."""
    profiles = np.arange(votes.shape[1])
    best = np.zeros(votes.shape[1], np.int64)
    for who in range(1, len(votes)):
        mine = roomy(votes[who], won[best, profiles] + 1)
        theirs = roomy(votes[best, profiles], won[who] + 1)
        better = (mine > theirs) | ((mine == theirs) & (votes[who] > votes[best, profiles]))
        best = np.where(better.astype(bool), who, best)
    return best
