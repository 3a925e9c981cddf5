"""Ballots of many profiles counted round by round, all at once, and every round written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.papers import Ints, Piles, Truths
from rulesim.rules.batch.rounds import (
    AGAIN,
    ELECTED,
    EXCLUDED,
    HELD,
    NO_RESULT,
    SHORTLISTED,
    TIED,
    Cast,
    Verdicts,
    judge,
)
from rulesim.rules.batch.ties import Broken, Lots, break_ties

_GOES_ON = -1


@dataclass(frozen=True, slots=True)
class Profiles:
    """Many ballots under the same rules.

    `papers` (profile, paper, rank) holds numbers of candidates, the best first, and -1 after the last name of a paper;
    a paper without a name is spoilt. `standing` (profile, candidate) says who is on the ballot. `many`
    (profile, paper) says how many papers each stands for; None: one. Beside these papers there may be, by profile,
    others that are `spoilt` or `exhausted` in every round, and the people `entitled`. `reopen` holds the candidates
    who are choices to re-open nominations.
    """

    ballot: Ballot
    papers: NDArray[np.integer]
    standing: Truths
    many: Ints | None = None
    spoilt: Ints | int = 0
    exhausted: Ints | int = 0
    entitled: Ints | int = 0
    reopen: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    """Many counts with all their rounds; nothing is said of rounds that a profile did not come to.

    Shapes: `votes` (-1: did not stand) and `left` (who left after the round) are (profile, round, candidate);
    `exhausted`, `spoilt`, `tied` (whether there was a tie) and `broken_by` (the position, among the ballot's rules for
    ties, of the one that ended it; -1: none did) are (profile, round); `rounds` (how many were held) and `kind` (a
    position in `rounds.KINDS`) are by profile, and `who` it is for (the winner, the short list, those left standing)
    by profile and candidate.
    """

    votes: Ints
    left: Truths
    exhausted: Ints
    spoilt: Ints
    tied: Truths
    broken_by: Ints
    rounds: Ints
    kind: Ints
    who: Truths


@dataclass(slots=True)
class _Told:
    """Rounds written down so far."""

    votes: list[Ints] = field(default_factory=list)
    left: list[Truths] = field(default_factory=list)
    exhausted: list[Ints] = field(default_factory=list)
    spoilt: list[Ints] = field(default_factory=list)
    tied: list[Truths] = field(default_factory=list)
    broken_by: list[Ints] = field(default_factory=list)

    def add(self, cast: Cast, said: Verdicts, tied: Truths, broken: Broken, live: Truths) -> None:
        """Writes a round down for the profiles in which it was held."""
        self.votes.append(np.where(cast.standing & live[:, None], cast.votes, -1))
        self.left.append(said.who & (live & (said.kind == EXCLUDED))[:, None])
        self.exhausted.append(np.where(live, cast.exhausted, 0))
        self.spoilt.append(np.where(live, cast.spoilt, 0))
        self.tied.append(tied & live)
        self.broken_by.append(broken.rule)


@dataclass(slots=True)
class _Ends:
    """What each count comes to, and for whom; `_GOES_ON` while it goes on."""

    kind: Ints
    who: Truths

    def put(self, where: Truths, kind: int, who: Truths) -> None:
        """Ends some counts."""
        self.kind[where] = kind
        self.who[where] = who[where]

    def without_vote(self, ballot: Ballot, standing: Truths, people: Truths) -> None:
        """Ends the counts that need no vote."""
        self.put(standing.sum(axis=1) == 0, NO_RESULT, np.zeros_like(standing))
        if ballot.binding and ballot.keeps == 1 and ballot.sole_candidate == "elected":
            self.put(people.sum(axis=1) == 1, ELECTED, people)

    def follow(self, ballot: Ballot, cast: Cast, said: Verdicts, where: Truths, counted: Ints) -> Truths:
        """What follows a round, the `counted`-th that counts, in some profiles; who stands in the next."""
        if not ballot.binding:
            self.put(where, HELD, cast.people)
            return cast.standing
        ended = where & (said.kind >= 0)
        self.kind[ended], self.who[ended] = said.kind[ended], said.who[ended]
        still = where & ~ended
        last = counted >= ballot.rounds
        left: Truths = cast.standing & ~(said.who & (still & (said.kind == EXCLUDED))[:, None])
        self._few_left(ballot, still, left & ~cast.reopen, last if not cast.reopen.any() else still)
        over = ~left.any(axis=1) | last | (said.kind == AGAIN)
        self.put(still & (self.kind == _GOES_ON) & over, NO_RESULT, left & ~cast.reopen)
        return left

    def _few_left(self, ballot: Ballot, where: Truths, people: Truths, vote_needed: Truths) -> None:
        """Ends the counts in which so few are left that no further round is needed."""
        many = people.sum(axis=1)
        if ballot.keeps > 1:
            self.put(where & (many <= ballot.keeps), SHORTLISTED, people)
        elif ballot.sole_candidate == "elected":
            self.put(where & (many == 1) & ~vote_needed, ELECTED, people)


def count(profiles: Profiles, lots: Lots) -> Counts:
    """Counts every profile to its end, as `rules.counting.count` counts one.

    `lots` gives the lots of a round by its number, from 1. Raises ValueError for a ballot with several sections or
    with votes that become something else, and for papers that name somebody unknown.
    """
    ballot = profiles.ballot
    if len(ballot.sections) > 1 or next(iter(ballot.sections.values())).becomes is not None:
        raise ValueError("only ballots of one section whose votes stay votes are counted together")
    standing = profiles.standing.copy()
    reopen = np.isin(np.arange(standing.shape[1]), list(profiles.reopen))
    piles = Piles(profiles.papers, standing, profiles.many)
    ends = _Ends(np.full(len(standing), _GOES_ON), np.zeros_like(standing))
    ends.without_vote(ballot, standing, standing & ~reopen)
    told, rounds = _Told(), np.zeros(len(standing), np.int64)
    used, void = np.zeros_like(rounds), np.zeros_like(rounds)
    while (live := ends.kind == _GOES_ON).any():
        cast = _cast(profiles, piles, standing, reopen)
        said = judge(ballot, cast)
        tied = live & (said.kind == TIED)
        broken = break_ties(ballot.ties, cast, said, tied & ballot.binding, told.votes, lots, used)
        told.add(cast, said, tied, broken, live)
        rounds, used, void = rounds + live, broken.used, void + broken.void
        standing = ends.follow(ballot, cast, said, live & ~broken.void, rounds - void)
        piles.leave(cast.standing & ~standing)
    return _written(told, rounds, ends)


def _cast(profiles: Profiles, piles: Piles, standing: Truths, reopen: Truths) -> Cast:
    votes, exhausted = piles.count()
    spoilt, entitled = piles.blank + profiles.spoilt, np.zeros_like(exhausted) + profiles.entitled
    return Cast(standing, votes, exhausted + profiles.exhausted, spoilt, entitled, reopen)


def _written(told: _Told, rounds: Ints, ends: _Ends) -> Counts:
    shape = ends.who.shape

    def by_round(made: list[NDArray[Any]], like: NDArray[Any]) -> NDArray[Any]:
        return np.stack(made, axis=1) if made else np.zeros((shape[0], 0, *like.shape[1:]), like.dtype)

    return Counts(
        by_round(told.votes, np.zeros(shape, np.int64)),
        by_round(told.left, ends.who),
        by_round(told.exhausted, rounds),
        by_round(told.spoilt, rounds),
        by_round(told.tied, rounds > 0),
        by_round(told.broken_by, rounds),
        rounds,
        ends.kind,
        ends.who,
    )
