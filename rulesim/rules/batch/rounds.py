"""What one round comes to in each of many profiles, before any tie is broken: `judge` of `rules.ballot` over arrays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rulesim.model.ballot import Ballot, Floor
from rulesim.model.stage import Base
from rulesim.model.threshold import Test
from rulesim.rules.batch.papers import Ints, Truths
from rulesim.rules.majority import reaches

KINDS = ("elected", "shortlisted", "reopened", "tied", "no result", "held")
"""What a count can come to; arrays hold the position."""
ELECTED, SHORTLISTED, REOPENED, TIED, NO_RESULT, HELD = range(len(KINDS))
EXCLUDED, AGAIN = -1, -2
"""What a round can come to beside the first four: some leave, or nobody wins and nobody leaves."""
_LARGEST = 2**62


@dataclass(slots=True)
class Cast:
    """The votes of a round: who stands, with how many, and by profile the papers beside them."""

    standing: Truths
    votes: Ints
    exhausted: Ints
    spoilt: Ints
    entitled: Ints
    reopen: Truths
    """The choices to re-open nominations, by candidate."""

    @property
    def people(self) -> Truths:
        """Those standing who are people."""
        return self.standing & ~self.reopen

    def base(self, of: Base) -> Ints:
        """The number that a share of the votes is taken of."""
        valid: Ints = self.votes.sum(axis=1)
        match of:
            case "valid":
                return valid
            case "papers":
                return valid + self.exhausted
            case "cast" | "present":
                return valid + self.exhausted + self.spoilt
            case "entitled":
                return self.entitled


@dataclass(slots=True)
class Verdicts:
    """What a round comes to by profile, as a `Verdict` of `rules.ballot` says it: sets are rows of truths."""

    kind: Ints
    who: Truths
    leave: Ints
    also: Truths
    for_first: Truths
    """Whether a tie is for the first place."""

    def put(self, where: Truths, kind: int, who: Truths) -> None:
        """Says `kind` and `who` in some profiles."""
        self.kind[where] = kind
        self.who[where] = who[where]


def judge(ballot: Ballot, cast: Cast) -> Verdicts:
    """What a round comes to under the rules of a ballot."""
    shape = cast.standing.shape
    nobody, none = np.zeros(shape, bool), np.zeros(shape[0], np.int64)
    said = Verdicts(none + AGAIN, nobody, none, nobody.copy(), none > 0)
    if ballot.keeps > 1:
        short = cast.people.sum(axis=1) <= ballot.keeps
        said.put(short, SHORTLISTED, cast.people)
        _leaving(ballot, cast, said, ~short)
    else:
        _leaving(ballot, cast, said, ~_first_place(ballot, cast, said))
    return said


def _first_place(ballot: Ballot, cast: Cast, said: Verdicts) -> Truths:
    """Says who is elected, or level for the first place for good; whether either is so."""
    order = _highest(cast.votes, cast.standing)
    leads = cast.standing & (cast.votes == order[:, :1])
    alone = leads.sum(axis=1) == 1
    last_pair = _last_pair(cast)
    wins = alone & (_holds(ballot, cast, order) | last_pair)
    said.put(wins, ELECTED, leads)
    said.put(wins & (leads & cast.reopen).any(axis=1), REOPENED, leads)
    level: Truths = ~wins & (last_pair | (ballot.wins.majority is None and ballot.wins.lead is None))
    said.put(level, TIED, leads)
    said.for_first |= level
    settled: Truths = wins | level
    return settled


def _last_pair(cast: Cast) -> Truths:
    """Whether one person faces only the choice to re-open: nobody can be excluded any more."""
    few: Truths = cast.people.sum(axis=1) <= 1
    return few if cast.reopen.any() else np.zeros_like(few)


def _highest(votes: Ints, among: Truths) -> Ints:
    """The votes of those among whom they are sorted, the most first; then -1."""
    return -np.sort(np.where(among, -votes, 1), axis=1)


def _holds(ballot: Ballot, cast: Cast, order: Ints) -> Truths:
    """Whether the leader meets every winning test."""
    holds = np.ones(len(order), bool)
    if ballot.wins.majority is not None:
        majority = ballot.wins.majority
        holds &= reach(order[:, 0], cast.base(majority.of), majority.share, majority.test)
    if ballot.wins.lead is not None:
        lead, behind = ballot.wins.lead, order[:, 1] if order.shape[1] > 1 else np.zeros(len(order), np.int64)
        holds &= reach(order[:, 0] - np.maximum(behind, 0), cast.base(lead.of), lead.share, "at least")
    return holds


def reach(votes: Ints, base: Ints, share: Fraction, test: Test) -> Truths:
    """Whether `votes` are at least (or more than) `share` of `base`, whatever the size of the numbers."""
    if not votes.size:
        return np.zeros(votes.shape, bool)
    largest = max(int(votes.max()), int(base.max())) * max(share.numerator, share.denominator)
    if largest >= _LARGEST:
        return np.asarray(reaches(votes.astype(object), base.astype(object), share, test), bool)
    return np.asarray(reaches(votes, base, share, test))


def _leaving(ballot: Ballot, cast: Cast, said: Verdicts, still: Truths) -> None:
    """Says who leaves where `still` nothing is said."""
    people, rule = cast.people, ballot.excludes
    many = people.sum(axis=1)
    if rule.below is not None:
        out = people & ~_stays(rule.below, cast)
        some = still & out.any(axis=1)
        said.put(some, EXCLUDED, out)
        still = still & ~some
    if rule.all_but is not None:
        more = still & (many > rule.all_but)
        _cut(cast, said, more, np.full_like(many, rule.all_but))
        still = still & ~more
    if rule.lowest:
        _cut(cast, said, still & (many > 1), many - 1)


def _stays(floor: Floor, cast: Cast) -> Truths:
    """Whose votes are enough to stay."""
    if floor.count is not None:
        return cast.votes >= floor.count if floor.test == "at least" else cast.votes > floor.count
    assert floor.share is not None
    return reach(cast.votes, cast.base(floor.of)[:, None], floor.share, floor.test)


def _cut(cast: Cast, said: Verdicts, where: Truths, keep: Ints) -> None:
    """All but the first `keep` leave; where the last of these is level with the next, it is a tie."""
    if not where.any():
        return
    people = cast.people
    order = _highest(cast.votes, people)
    keep = np.where(where, keep, 0)
    rows = np.arange(len(order))
    edge, following = order[rows, keep - 1], order[rows, np.minimum(keep, order.shape[1] - 1)]
    below = people & (cast.votes < edge[:, None])
    said.put(where & (following < edge), EXCLUDED, below)
    tied = where & (following == edge)
    level = people & (cast.votes == edge[:, None])
    said.put(tied, TIED, level)
    pair = tied & (level.sum(axis=1) == 2) & (cast.standing.sum(axis=1) == 2)
    said.for_first |= pair
    last = tied & ~pair
    said.also[last] = below[last]
    said.leave[last] = (people.sum(axis=1) - keep - below.sum(axis=1))[last]
