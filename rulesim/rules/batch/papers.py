"""Ballots of many profiles counted from their papers, all at once, and every round written down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.count import Count, Round, follow, hold, open_count
from rulesim.rules.batch.integers import Bools, Ints
from rulesim.rules.batch.piles import Piles
from rulesim.rules.batch.scores import Poll, Scores, Turnout


@dataclass(frozen=True, slots=True)
class PaperBallots:
    """Many ballots under the same rules, each with papers of its own (a profile).

    `papers` (profile, paper, rank) holds numbers of candidates, the best first, and -1 after the last name of a paper;
    a paper without a name is spoilt. `standing` (profile, candidate) says who is on the ballot. `many`
    (profile, paper) says how many papers each stands for; None: one. There may be others, by profile, that are
    `spoilt` or `exhausted` in every round, and the people `entitled`. `reopen` holds the candidates who are choices to
    re-open nominations.
    """

    ballot: Ballot
    papers: NDArray[np.integer]
    standing: Bools
    many: Ints | None = None
    spoilt: Ints | int = 0
    exhausted: Ints | int = 0
    entitled: Ints | int = 0
    reopen: frozenset[int] = frozenset()

    def poll(self, piles: Piles) -> Poll:
        """A round by the papers as they lie now."""
        votes, exhausted = piles.count()
        entitled = np.zeros_like(exhausted) + self.entitled
        (section,) = self.ballot.sections
        turnout = Turnout(piles.blank + self.spoilt, exhausted + self.exhausted, entitled)
        return Poll(votes.T, {section: Scores(votes.T)}, turnout)


@dataclass(frozen=True, slots=True)
class Counted:
    """Many ballots counted to their end: every round, with the profiles in which it was held, and the results."""

    rounds: list[tuple[Bools, Round]]
    result: Count


def count_papers(ballots: PaperBallots, lots: Callable[[int], NDArray[np.float64]]) -> Counted:
    """Counts every profile to its end, as `rules.papers.count_papers` counts one.

    `lots` gives the lots of a round, one a profile, by its number from 1. Raises ValueError for a ballot with several
    sections or with votes that become something else, and for papers that name somebody unknown.
    """
    ballot = ballots.ballot
    if len(ballot.sections) > 1 or next(iter(ballot.sections.values())).becomes is not None:
        raise ValueError("only ballots of one section whose votes stay votes are counted together")
    reopen = np.isin(np.arange(ballots.standing.shape[1]), list(ballots.reopen))
    count = open_count(ballot, ballots.standing.T.copy(), reopen, fixed_papers=True)
    piles, rounds = Piles(ballots.papers, ballots.standing, ballots.many), list[tuple[Bools, Round]]()
    while count.going.any():
        done = hold(count, ballots.poll(piles), partial(lots, count.held + 1))
        rounds.append((count.going, done))
        after = follow(count, done)
        piles.leave((count.standing & ~after.standing).T)
        count = after
    return Counted(rounds, count)
