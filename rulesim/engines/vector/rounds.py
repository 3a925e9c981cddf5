"""What a round comes to in many runs at once, before any tie is broken.

The same rules as `rules/ballot.py` has for one run, written once more over arrays of the shape (person, run).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rulesim.engines.vector.tally import Points, Whole, roomy
from rulesim.luck.draws import Bools, Ints
from rulesim.model.ballot import Ballot, Floor

ELECTED, REOPENED, SHORTLISTED, EXCLUDED, AGAIN, TIED_FIRST, TIED_LAST = range(7)


@dataclass(slots=True)
class Verdicts:
    """What the round comes to in each run: see `Verdict` in the rules."""

    kind: Ints
    who: Bools
    """Who is elected, short-listed or excluded, or who are level."""
    also: Bools
    """Who leaves beside those who are level."""
    leave: Ints
    """How many of the level must be chosen."""


def judge(ballot: Ballot, points: Points, standing: Bools, reopen: Bools) -> Verdicts:
    """What a round comes to in each run. `reopen` marks the choices to re-open nominations (person)."""
    people = standing & ~reopen[:, None]
    found = _leaving(ballot, points, people, standing)
    if ballot.keeps > 1:
        few = people.sum(axis=0) <= ballot.keeps
        return _put(found, few, SHORTLISTED, people)
    first, alone = _first(points.many, standing)
    last_pair = (people.sum(axis=0) <= 1) & reopen.any()
    holds = _holds(ballot, points, standing)
    decided = last_pair | (ballot.wins.majority is None and ballot.wins.lead is None)
    found = _put(found, decided & ~(alone & (holds | last_pair)), TIED_FIRST, first)
    reopens = (first & reopen[:, None]).any(axis=0)
    wins = alone & (holds | last_pair)
    return _put(_put(found, wins & ~reopens, ELECTED, first), wins & reopens, REOPENED, first)


def _put(found: Verdicts, where: Bools, kind: int, who: Bools) -> Verdicts:
    """The verdicts with another one in some runs."""
    return Verdicts(
        np.where(where, kind, found.kind),
        np.where(where, who, found.who),
        np.where(where, False, found.also),
        np.where(where, 1, found.leave),
    )


def _first(many: Whole, standing: Bools) -> tuple[Bools, Bools]:
    """Who has most, and whether they have it alone."""
    first = standing & (many == many.max(axis=0))
    return first, first.sum(axis=0) == 1


def _holds(ballot: Ballot, points: Points, standing: Bools) -> Bools:
    """Whether whoever is first meets every winning test."""
    order = np.sort(points.many, axis=0)
    first, held = order[-1], np.ones(standing.shape[1], bool)
    behind = np.where(standing.sum(axis=0) > 1, order[-2] if len(order) > 1 else 0, 0)
    majority, lead = ballot.wins.majority, ballot.wins.lead
    if majority is not None:
        held &= points.reach(first, majority.of, majority.share, majority.test)
    if lead is not None:
        held &= points.reach(first - behind, lead.of, lead.share, "at least")
    return held


def _leaving(ballot: Ballot, points: Points, people: Bools, standing: Bools) -> Verdicts:
    """Who leaves a round that nobody has won."""
    runs = people.shape[1]
    nobody = np.zeros_like(people)
    found = Verdicts(np.full(runs, AGAIN, np.int64), nobody, nobody, np.ones(runs, np.int64))
    rule, many = ballot.excludes, people.sum(axis=0)
    if rule.lowest:
        found = _cut(found, points, people, standing, many - 1, many > 1)
    if rule.all_but is not None:
        found = _cut(found, points, people, standing, np.full(runs, rule.all_but), many > rule.all_but)
    if rule.below is not None:
        out = people & ~_stays(rule.below, points)
        found = _put(found, np.logical_or.reduce(out), EXCLUDED, out)
    return found


def _stays(floor: Floor, points: Points) -> Bools:
    """Whether each has enough to stay."""
    if floor.count is None:
        assert floor.share is not None
        return points.reach(points.many, floor.of, floor.share, floor.test)
    bar = roomy(points.scale, floor.count)
    stays: Bools = points.many >= bar if floor.test == "at least" else points.many > bar
    return stays.astype(bool)


def _cut(found: Verdicts, points: Points, people: Bools, standing: Bools, keep: Ints, where: Bools) -> Verdicts:
    """All but the first `keep` leave; where the last of these is level with the next, it is a tie."""
    if not where.any():
        return found
    many, runs = np.where(people, points.many, -1), np.arange(people.shape[1])
    order = np.sort(many, axis=0)[::-1]
    edge = order[np.clip(keep - 1, 0, len(order) - 1), runs]
    level, below = people & (many == edge), people & (many < edge)
    clear = order[np.clip(keep, 0, len(order) - 1), runs] < edge
    found = _put(found, where & clear, EXCLUDED, below)
    pair = (level.sum(axis=0) == 2) & (standing.sum(axis=0) == 2)
    found = _put(found, where & ~clear & pair, TIED_FIRST, level)
    tied = where & ~clear & ~pair
    found = _put(found, tied, TIED_LAST, level)
    found.also = np.where(tied, below, found.also)
    found.leave = np.where(tied, people.sum(axis=0) - keep - below.sum(axis=0), found.leave)
    return found
