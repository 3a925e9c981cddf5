"""The result of one round in each of many runs, before any tie is broken: `rules.round` over arrays.

Arrays have the shape (candidate, run).
"""

from dataclasses import dataclass

import numpy as np

from rulesim.model.ballot import Ballot
from rulesim.rules.batch.integers import Bools, Ints, Whole
from rulesim.rules.batch.scores import Bases, Scores, floor_threshold, winning_thresholds
from rulesim.rules.scores import Measure

KINDS = ("elected", "shortlisted", "reopened", "tied", "no result", "held")
"""The results a count can have; arrays hold the position."""
ELECTED, SHORTLISTED, REOPENED, TIED, NO_RESULT, HELD = range(len(KINDS))
EXCLUDED, AGAIN, VOID = -1, -2, -3
"""Further results of a round: some are eliminated, nobody wins or is eliminated, the round does not count."""


@dataclass(slots=True)
class Verdicts:
    """The result of a round by run, as in a `Verdict` of `rules.round`."""

    kind: Ints
    who: Bools
    leave: Ints
    also: Bools
    for_first: Bools
    """Whether a tie is for the first place."""

    @property
    def leaving(self) -> Bools:
        """Who is eliminated."""
        return np.asarray(self.who & (self.kind == EXCLUDED))

    @property
    def is_final(self) -> Bools:
        """Whether it ends a binding ballot."""
        return np.asarray((self.kind == ELECTED) | (self.kind == REOPENED) | (self.kind == TIED))

    def put(self, where: Bools, kind: int, who: Bools) -> None:
        """Sets `kind` and `who` in some runs."""
        np.copyto(self.kind, kind, where=where)
        np.copyto(self.who, who, where=where)


def verdicts(kind: int, who: Bools) -> Verdicts:
    """The same kind of verdict in every run."""
    nobody, none = np.zeros_like(who), np.zeros(who.shape[1], np.int64)
    return Verdicts(none + kind, who, none, nobody, none > 0)


def judge(ballot: Ballot, scores: Scores, bases: Bases, reopen: Bools) -> Verdicts:
    """The result of a round under the rules of a ballot, shares being taken of `bases`.

    `reopen` marks the choices to re-open nominations, which are never eliminated.
    """
    people = (scores.many >= 0) & ~reopen[:, None]
    said = verdicts(AGAIN, np.zeros_like(people))
    few = people.sum(axis=0) <= ballot.keeps
    if ballot.keeps > 1:
        settled = few
        said.put(few, SHORTLISTED, people)
    else:
        settled = _first_place(
            ballot, scores, bases, reopen, few & reopen.any() & (not ballot.never_waives_the_majority), said
        )
    _leaving(ballot, scores, bases, people, said, ~settled)
    return said


def _first_place(
    ballot: Ballot, scores: Scores, bases: Bases, reopen: Bools, last_pair: Bools, said: Verdicts
) -> Bools:
    """Sets who is elected, or tied for the first place beyond help of another round; whether either is so.

    `last_pair`: one person faces only the choice to re-open, so that nobody can be eliminated any more.
    """
    leads = (scores.many >= 0) & (scores.many == scores.many.max(axis=0))
    wins = (leads.sum(axis=0) == 1) & (_passes(ballot, scores, bases, leads) | last_pair)
    said.put(wins, ELECTED, leads)
    said.put(wins & (leads & reopen[:, None]).any(axis=0), REOPENED, leads)
    level = ~wins & (last_pair | (not winning_thresholds(ballot, bases)))
    said.put(level, TIED, leads)
    said.for_first |= level
    return np.asarray(wins | level)


def _passes(ballot: Ballot, scores: Scores, bases: Bases, leads: Bools) -> Bools:
    """Whether whoever leads alone passes every winning test; nothing is behind somebody who stands alone."""
    first, passes = scores.many.max(axis=0), np.ones(leads.shape[1], bool)
    behind = np.maximum(np.where(leads, -1, scores.many).max(axis=0), 0)
    had: dict[Measure, Whole] = {"majority": first, "lead": first - behind}
    for measure, needed in winning_thresholds(ballot, bases).items():
        passes &= needed.is_passed_by(had[measure])
    return passes


def _leaving(ballot: Ballot, scores: Scores, bases: Bases, people: Bools, said: Verdicts, still: Bools) -> None:
    """Sets who is eliminated in the runs that `still` have no result."""
    rule, many = ballot.excludes, people.sum(axis=0)
    if rule.below is not None:
        out = people & ~floor_threshold(rule.below, bases).is_passed_by(scores.many)
        some = still & out.any(axis=0)
        said.put(some, EXCLUDED, out)
        still = still & ~some
    if rule.all_but is not None:
        more = still & (many > rule.all_but)
        _cut(ballot, scores.many, people, said, more, np.full_like(many, rule.all_but))
        still = still & ~more
    if rule.lowest:
        _cut(ballot, scores.many, people, said, still & (many > rule.down_to), many - 1)


def _cut(ballot: Ballot, many: Whole, people: Bools, said: Verdicts, where: Bools, keep: Ints) -> None:
    """All but the first `keep` are eliminated; if the last of these has as many votes as the next, there is a tie.

    A tie of the last two is one for the first place, unless whoever is left must still have the majority.
    """
    if not where.any():
        return
    runs = np.arange(len(where))
    order = np.sort(np.where(people, many, -1), axis=0)[::-1]
    keep = np.where(where, keep, 1)
    edge, following = order[keep - 1, runs], order[np.minimum(keep, len(order) - 1), runs]
    below, level = people & (many < edge), people & (many == edge)
    said.put(where & (following < edge), EXCLUDED, below)
    tied = where & (following == edge)
    said.put(tied, TIED, level)
    pair = tied & (level.sum(axis=0) == 2) & ((many >= 0).sum(axis=0) == 2) & (not ballot.never_waives_the_majority)
    said.for_first |= pair
    last = tied & ~pair
    np.copyto(said.also, below, where=last)
    np.copyto(said.leave, people.sum(axis=0) - keep - below.sum(axis=0), where=last)
