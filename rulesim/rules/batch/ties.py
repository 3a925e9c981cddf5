"""Ties broken in many profiles at once, by the rules of a ballot in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import TieRule
from rulesim.rules.batch.exact import Whole
from rulesim.rules.batch.papers import Ints, Truths
from rulesim.rules.batch.rounds import AGAIN, ELECTED, EXCLUDED, REOPENED, TIED, Verdicts

Lots = Callable[[], NDArray[np.float64]]
"""The lots of a round: a number in [0, 1) for each profile. Asked for only where one is drawn."""
UNBROKEN = -1


@dataclass(slots=True)
class Broken:
    """By profile: the position of the rule that ended a tie (or `UNBROKEN`), and how many rules are used up."""

    rule: Ints
    used: Ints

    @property
    def void(self) -> Truths:
        """Where the round is held again."""
        return self.used > 0


@dataclass(slots=True)
class _Tied:
    """The profiles in which there is a tie: who is still level, and how many must be chosen."""

    rows: Ints
    left: Truths
    choose: Ints
    for_first: Truths
    still: Truths
    """Where no rule has ended it yet."""

    def end(self, where: Truths) -> Ints:
        """The profiles of some ties, which end here."""
        self.still = self.still & ~where
        return self.rows[where]


def break_ties(
    rules: Sequence[TieRule],
    said: Verdicts,
    where: Truths,
    earlier: Sequence[Whole],
    lots: Lots,
    used: Ints,
    reopen: Truths,
) -> Broken:
    """Tries the rules that are not `used` up on the ties in some profiles; `said` then tells what comes of them.

    `earlier` is what everybody had in the rounds before, `reopen` marks the choices to re-open nominations. Lots fall
    on the tied in the order in which they stand. Where no rule ends a tie, it stays one between those still level.
    """
    rows = np.flatnonzero(where & (said.kind == TIED))
    done = Broken(np.full(len(where), UNBROKEN), np.zeros(len(where), np.int64))
    if not rows.size:
        return done
    first = said.for_first[rows]
    tied = _Tied(rows, said.who[:, rows], np.where(first, 1, said.leave[rows]), first, np.ones(len(rows), bool))
    for position, rule in enumerate(rules):
        asked = tied.still & (used[rows] <= position)
        if rule == "both out":
            asked &= ~first
        if asked.any():
            done.rule[_apply(rule, asked, tied, said, earlier, lots, reopen)] = position
            if rule == "revote":
                done.used[rows[asked]] = position + 1
    said.who[:, rows[tied.still]] = tied.left[:, tied.still]
    return done


def _apply(
    rule: TieRule, asked: Truths, tied: _Tied, said: Verdicts, earlier: Sequence[Whole], lots: Lots, reopen: Truths
) -> Ints:
    """Applies a rule to some ties; the profiles in which it ends them."""
    if rule in ("revote", "nobody leaves"):
        return _nobody_leaves(said, tied.end(asked))
    if rule == "both out":
        rows = tied.end(asked)
        said.kind[rows] = EXCLUDED
        said.who[:, rows] = tied.left[:, asked] | said.also[:, rows]
        return rows
    if rule == "lot":
        _draw(tied, asked, lots()[tied.rows])
    else:
        _look_back(tied, asked & (tied.choose == 1), earlier)
    chosen = asked & (tied.left.sum(axis=0) == tied.choose)
    left = tied.left[:, chosen]
    return _choose(said, tied.end(chosen), left, reopen)


def _nobody_leaves(said: Verdicts, rows: Ints) -> Ints:
    said.kind[rows] = AGAIN
    said.who[:, rows] = False
    return rows


def _choose(said: Verdicts, rows: Ints, chosen: Truths, reopen: Truths) -> Ints:
    """Whoever is chosen wins, or leaves with those who leave in any case."""
    first = said.for_first[rows]
    reopens = (chosen & reopen[:, None]).any(axis=0)
    said.kind[rows] = np.where(first, np.where(reopens, REOPENED, ELECTED), EXCLUDED)
    said.who[:, rows] = chosen | (said.also[:, rows] & ~first)
    return rows


def _look_back(tied: _Tied, asked: Truths, earlier: Sequence[Whole]) -> None:
    """Whoever was behind in the latest round that tells leaves; for the first place, whoever was ahead wins."""
    at = np.flatnonzero(asked)
    sign = np.where(tied.for_first[at], 1, -1)
    left, nothing = tied.left[:, at], np.iinfo(np.int64).min
    for points in reversed(earlier):
        here = np.where(left, points[:, tied.rows[at]] * sign, nothing)
        left &= here == here.max(axis=0)
    tied.left[:, at] = left


def _draw(tied: _Tied, asked: Truths, lots: NDArray[np.float64]) -> None:
    """As many as must be chosen, every choice of them equally likely."""
    one = np.flatnonzero(asked & (tied.choose == 1))
    left = tied.left[:, one]
    number = (lots[one] * left.sum(axis=0)).astype(np.int64)
    tied.left[:, one] = left & (np.cumsum(left, axis=0) == number + 1)
    for at in np.flatnonzero(asked & (tied.choose > 1)):
        level, choose = np.flatnonzero(tied.left[:, at]), int(tied.choose[at])
        number_of_choice = int(lots[at] * comb(len(level), choose))
        tied.left[:, at] = False
        tied.left[list(next(islice(combinations(level, choose), number_of_choice, None))), at] = True
