"""What one round comes to in each of many profiles, before any tie is broken: `judge` of `rules.ballot` over arrays.

Arrays have the shape (candidate, profile).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rulesim.model.ballot import Ballot, Floor
from rulesim.rules.batch.exact import Whole, roomy
from rulesim.rules.batch.papers import Ints, Truths
from rulesim.rules.batch.points import Points

KINDS = ("elected", "shortlisted", "reopened", "tied", "no result", "held")
"""What a count can come to; arrays hold the position."""
ELECTED, SHORTLISTED, REOPENED, TIED, NO_RESULT, HELD = range(len(KINDS))
EXCLUDED, AGAIN = -1, -2
"""What a round can come to beside the first four: some leave, or nobody wins and nobody leaves."""


@dataclass(slots=True)
class Verdicts:
    """What a round comes to by profile, as a `Verdict` of `rules.ballot` says it."""

    kind: Ints
    who: Truths
    leave: Ints
    also: Truths
    for_first: Truths
    """Whether a tie is for the first place."""

    def put(self, where: Truths, kind: int, who: Truths) -> None:
        """Says `kind` and `who` in some profiles."""
        np.copyto(self.kind, kind, where=where)
        np.copyto(self.who, who, where=where)


@dataclass(frozen=True, slots=True)
class Field:
    """Who stands in a round; `reopen` marks the choices to re-open nominations, by candidate."""

    standing: Truths
    reopen: Truths

    @property
    def people(self) -> Truths:
        """Those standing who are people."""
        return self.standing & ~self.reopen[:, None]


def judge(ballot: Ballot, points: Points, field: Field) -> Verdicts:
    """What a round comes to under the rules of a ballot."""
    shape, people = field.standing.shape, field.people
    nobody, none = np.zeros(shape, bool), np.zeros(shape[1], np.int64)
    said = Verdicts(none + AGAIN, nobody, none, nobody.copy(), none > 0)
    if ballot.keeps > 1:
        settled = np.asarray(people.sum(axis=0) <= ballot.keeps)
        said.put(settled, SHORTLISTED, people)
    else:
        settled = _first_place(ballot, points, field, said)
    _leaving(ballot, points, field, said, ~settled)
    return said


def _first_place(ballot: Ballot, points: Points, field: Field, said: Verdicts) -> Truths:
    """Says who is elected, or level for the first place for good; whether either is so."""
    leads = field.standing & (points.many == points.many.max(axis=0))
    alone = leads.sum(axis=0) == 1
    last_pair = _last_pair(field)
    wins = alone & (_holds(ballot, points, leads) | last_pair)
    said.put(wins, ELECTED, leads)
    said.put(wins & (leads & field.reopen[:, None]).any(axis=0), REOPENED, leads)
    level: Truths = ~wins & (last_pair | (ballot.wins.majority is None and ballot.wins.lead is None))
    said.put(level, TIED, leads)
    said.for_first |= level
    settled: Truths = wins | level
    return settled


def _last_pair(field: Field) -> Truths:
    """Whether one person faces only the choice to re-open: nobody can be excluded any more."""
    few: Truths = field.people.sum(axis=0) <= 1
    return few if field.reopen.any() else np.zeros_like(few)


def _holds(ballot: Ballot, points: Points, leads: Truths) -> Truths:
    """Whether whoever leads alone meets every winning test; nothing is behind somebody who stands alone."""
    first, holds = points.many.max(axis=0), np.ones(leads.shape[1], bool)
    majority, lead = ballot.wins.majority, ballot.wins.lead
    if majority is not None:
        holds &= points.reach(first, majority.of, majority.share, majority.test)
    if lead is not None:
        behind = np.maximum(np.where(leads, -1, points.many).max(axis=0), 0)
        holds &= points.reach(first - behind, lead.of, lead.share, "at least")
    return holds


def _leaving(ballot: Ballot, points: Points, field: Field, said: Verdicts, still: Truths) -> None:
    """Says who leaves where `still` nothing is said."""
    people, rule = field.people, ballot.excludes
    many = people.sum(axis=0)
    if rule.below is not None:
        out = people & ~_stays(rule.below, points)
        some = still & out.any(axis=0)
        said.put(some, EXCLUDED, out)
        still = still & ~some
    if rule.all_but is not None:
        more = still & (many > rule.all_but)
        _cut(points.many, field, said, more, np.full_like(many, rule.all_but))
        still = still & ~more
    if rule.lowest:
        _cut(points.many, field, said, still & (many > 1), many - 1)


def _stays(floor: Floor, points: Points) -> Truths:
    """Whose votes are enough to stay."""
    if floor.count is None:
        assert floor.share is not None
        return points.reach(points.many, floor.of, floor.share, floor.test)
    bar = roomy(points.scale, floor.count)
    stays: Truths = points.many >= bar if floor.test == "at least" else points.many > bar
    return stays.astype(bool)


def _cut(many: Whole, field: Field, said: Verdicts, where: Truths, keep: Ints) -> None:
    """All but the first `keep` leave; where the last of these is level with the next, it is a tie."""
    if not where.any():
        return
    people, profiles = field.people, np.arange(len(where))
    order = np.sort(np.where(people, many, -1), axis=0)[::-1]
    keep = np.where(where, keep, 1)
    edge, following = order[keep - 1, profiles], order[np.minimum(keep, len(order) - 1), profiles]
    below, level = people & (many < edge), people & (many == edge)
    said.put(where & (following < edge), EXCLUDED, below)
    tied = where & (following == edge)
    said.put(tied, TIED, level)
    pair = tied & (level.sum(axis=0) == 2) & (field.standing.sum(axis=0) == 2)
    said.for_first |= pair
    last = tied & ~pair
    np.copyto(said.also, below, where=last)
    np.copyto(said.leave, people.sum(axis=0) - keep - below.sum(axis=0), where=last)
