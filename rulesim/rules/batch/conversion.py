"""From votes to seats, points or unit votes in many runs at once: `rules.conversion` over arrays."""

import numpy as np

from rulesim.model.section import Points
from rulesim.rules.batch.integers import Bools, Ints, Whole, add_up, integers, narrow, roomy
from rulesim.rules.batch.scores import Scores


def highest_averages(votes: Whole, seats: Ints) -> Ints:
    """Seats by d'Hondt in every run; level averages go to whoever has more votes, then to whoever is named first.

    Nobody gets fewer seats than their part of all seats, cut (the lower quota), so only the last ones are given singly.
    """
    valid = add_up(votes)
    won = narrow(roomy(votes, seats) // np.maximum(valid, 1))
    left = np.where(valid > 0, seats - won.sum(axis=0), 0)
    while (left > 0).any():
        best = _next_seat(votes, won)
        won = won + ((np.arange(len(votes))[:, None] == best) & (left > 0))
        left = left - 1
    return won


def _next_seat(votes: Whole, won: Ints) -> Ints:
    """Who has the highest average."""
    runs = np.arange(votes.shape[1])
    best = np.zeros(votes.shape[1], np.int64)
    for who in range(1, len(votes)):
        mine = roomy(votes[who], won[best, runs] + 1)
        theirs = roomy(votes[best, runs], won[who] + 1)
        better: Bools = (mine > theirs) | ((mine == theirs) & (votes[who] > votes[best, runs]))
        best = np.where(better.astype(bool), who, best)
    return best


def points(units: Ints, rule: Points) -> Scores:
    """A unit's points are divided in proportion to its votes, and cut after the decimals that the rule keeps.

    `units` are the votes by candidate, unit and run.
    """
    papers = add_up(units)
    worth = np.minimum(papers, rule.points) if rule.at_most_papers else np.where(papers > 0, rule.points, 0)
    shares = roomy(units, roomy(worth, 10**rule.decimals)) // np.maximum(papers, 1)
    return Scores(add_up(shares.swapaxes(0, 1)), integers([10**rule.decimals]))


def unit_votes(units: Ints) -> Scores:
    """How many units each candidate leads alone; `units` are the votes by candidate, unit and run."""
    best = units.max(axis=0)
    leads = (units == best) & (best > 0)
    alone: Ints = (leads & (leads.sum(axis=0) == 1)).sum(axis=1)
    return Scores(alone)
