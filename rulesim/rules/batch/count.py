"""Ballots of many profiles counted round by round, all at once, and every round written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.exact import Whole
from rulesim.rules.batch.papers import Ints, Piles, Truths
from rulesim.rules.batch.points import Beside, Counted, Points, points
from rulesim.rules.batch.rounds import (
    AGAIN,
    ELECTED,
    EXCLUDED,
    HELD,
    NO_RESULT,
    SHORTLISTED,
    TIED,
    Field,
    Verdicts,
    judge,
)
from rulesim.rules.batch.ties import Broken, break_ties

Lots = Callable[[int], NDArray[np.float64]]
"""The lots of a round, by its number: a number in [0, 1) for each profile. Asked for only where one is drawn."""
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


@dataclass(frozen=True, slots=True)
class _Cast:
    """A round: who stands, with how many votes, and the papers beside them; shapes (candidate, profile)."""

    field: Field
    points: Points
    beside: Beside


@dataclass(slots=True)
class _Told:
    """Rounds written down so far; shapes (candidate, profile)."""

    votes: list[Whole] = field(default_factory=list)
    left: list[Truths] = field(default_factory=list)
    exhausted: list[Ints] = field(default_factory=list)
    spoilt: list[Ints] = field(default_factory=list)
    tied: list[Truths] = field(default_factory=list)
    broken_by: list[Ints] = field(default_factory=list)

    def add(self, cast: _Cast, said: Verdicts, tied: Truths, broken: Broken, live: Truths) -> None:
        """Writes a round down for the profiles in which it was held."""
        self.votes.append(np.where(live, cast.points.many, -1))
        self.left.append(said.who & live & (said.kind == EXCLUDED))
        self.exhausted.append(np.where(live, cast.beside.exhausted, 0))
        self.spoilt.append(np.where(live, cast.beside.spoilt, 0))
        self.tied.append(tied & live)
        self.broken_by.append(broken.rule)


@dataclass(slots=True)
class _Ends:
    """What each count comes to, and for whom (candidate, profile); `_GOES_ON` while it goes on."""

    kind: Ints
    who: Truths

    def put(self, where: Truths, kind: int, who: Truths) -> None:
        """Ends some counts."""
        self.kind[where] = kind
        self.who[:, where] = who[:, where]

    def without_vote(self, ballot: Ballot, field: Field) -> None:
        """Ends the counts that need no vote."""
        self.put(field.standing.sum(axis=0) == 0, NO_RESULT, np.zeros_like(field.standing))
        if ballot.binding and ballot.keeps == 1 and ballot.sole_candidate == "elected":
            self.put(field.people.sum(axis=0) == 1, ELECTED, field.people)

    def follow(self, ballot: Ballot, field: Field, said: Verdicts, where: Truths, counted: Ints) -> Truths:
        """What follows a round, the `counted`-th that counts, in some profiles; who stands in the next."""
        if not ballot.binding:
            self.put(where, HELD, field.people)
            return field.standing
        ended = where & (said.kind >= 0)
        self.kind[ended], self.who[:, ended] = said.kind[ended], said.who[:, ended]
        still = where & ~ended
        last = counted >= ballot.rounds
        left = Field(field.standing & ~(said.who & still & (said.kind == EXCLUDED)), field.reopen)
        self._few_left(ballot, still, left.people, last if not field.reopen.any() else still)
        over = ~left.standing.any(axis=0) | last | (said.kind == AGAIN)
        self.put(still & (self.kind == _GOES_ON) & over, NO_RESULT, left.people)
        return left.standing

    def _few_left(self, ballot: Ballot, where: Truths, people: Truths, vote_needed: Truths) -> None:
        """Ends the counts in which so few are left that no further round is needed."""
        many = people.sum(axis=0)
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
    many, candidates = profiles.standing.shape
    reopen = np.isin(np.arange(candidates), list(profiles.reopen))
    field_ = Field(profiles.standing.T.copy(), reopen)
    piles = Piles(profiles.papers, profiles.standing, profiles.many)
    ends = _Ends(np.full(many, _GOES_ON), np.zeros_like(field_.standing))
    ends.without_vote(ballot, field_)
    told, rounds = _Told(), np.zeros(many, np.int64)
    used, void = np.zeros_like(rounds), np.zeros_like(rounds)
    while (live := ends.kind == _GOES_ON).any():
        cast = _cast(profiles, piles, field_)
        said = judge(ballot, cast.points, field_)
        tied = live & (said.kind == TIED)
        draw = partial(lots, len(told.votes) + 1)
        broken = break_ties(ballot.ties, said, tied & ballot.binding, told.votes, draw, used, reopen)
        told.add(cast, said, tied, broken, live)
        rounds, used, void = rounds + live, broken.used, void + broken.void
        standing = ends.follow(ballot, field_, said, live & ~broken.void, rounds - void)
        piles.leave((field_.standing & ~standing).T)
        field_ = Field(standing, reopen)
    return _written(told, rounds, ends)


def _cast(profiles: Profiles, piles: Piles, field_: Field) -> _Cast:
    votes, exhausted = piles.count()
    spoilt, entitled = piles.blank + profiles.spoilt, np.zeros_like(exhausted) + profiles.entitled
    beside = Beside(spoilt, exhausted + profiles.exhausted, entitled)
    (section,) = profiles.ballot.sections
    return _Cast(field_, points(profiles.ballot, {section: Counted(votes.T)}, field_.standing, beside), beside)


def _written(told: _Told, rounds: Ints, ends: _Ends) -> Counts:
    one, by_candidate = ends.kind[None], ends.who[None]
    return Counts(
        _by_profile(told.votes, by_candidate.astype(np.int64)),
        _by_profile(told.left, by_candidate),
        _by_profile(told.exhausted, one),
        _by_profile(told.spoilt, one),
        _by_profile(told.tied, one > 0),
        _by_profile(told.broken_by, one),
        rounds,
        ends.kind,
        ends.who.T,
    )


def _by_profile(rounds: Sequence[NDArray[Any]], like: NDArray[Any]) -> NDArray[Any]:
    """What was written down in each round with the profile first, then the round; `like` one round if there is none."""
    stacked = np.stack(rounds) if rounds else like[:0]
    return np.moveaxis(stacked, -1, 0)
