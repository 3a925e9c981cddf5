"""Ties broken in many runs at once, by the rules of a ballot in their order: `rules.ties` over arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray

from rulesim.model.ballot import TieRule
from rulesim.rules.batch.integers import Bools, Ints
from rulesim.rules.batch.round import AGAIN, ELECTED, EXCLUDED, REOPENED, TIED, VOID, Verdicts
from rulesim.rules.batch.scores import Scores

Lots = Callable[[], NDArray[np.float64]]
"""Draws the lots of a round, a number in [0, 1) for each run. Asked for only where one is drawn."""
UNBROKEN = -1


@dataclass(frozen=True, slots=True)
class Broken:
    """By run: the position of the rule that ended a tie (or `UNBROKEN`), and how many rules a void round used up."""

    rule: Ints
    used: Ints


@dataclass(slots=True)
class _Tied:
    """The runs in which there is a tie: who is still level, and how many must be chosen."""

    rows: Ints
    left: Bools
    choose: Ints
    for_first: Bools
    still: Bools
    """Where no rule has ended it yet."""

    def end(self, where: Bools) -> Ints:
        """The runs of some ties, which end here."""
        self.still = self.still & ~where
        return self.rows[where]


def break_ties(
    rules: Sequence[TieRule],
    said: Verdicts,
    where: Bools,
    earlier: Sequence[Scores],
    draw: Lots,
    reopen: Bools,
    used: Ints,
) -> Broken:
    """Tries the rules that are not `used` up on the ties in some runs; `said` then holds the results.

    `earlier` are the scores of the rounds before, `reopen` marks the choices to re-open nominations. Lots fall on the
    tied in the order in which they stand. Where no rule breaks a tie, it remains one between those still level.
    """
    rows = np.flatnonzero(where & (said.kind == TIED))
    done = Broken(np.full(len(where), UNBROKEN), np.zeros(len(where), np.int64))
    if not rows.size:
        return done
    first = said.for_first[rows]
    tied = _Tied(rows, said.who[:, rows], np.where(first, 1, said.leave[rows]), first, np.ones(len(rows), bool))
    for position, rule in enumerate(rules):
        asked = tied.still & (used[rows] <= position) & _applies(rule, first)
        if asked.any():
            _narrow(rule, asked, tied, earlier, draw)
            ended = _end(rule, asked, tied, said) if rule in _ENDS else _choose(asked, tied, said, reopen)
            done.rule[ended] = position
            done.used[ended] = np.where(said.kind[ended] == VOID, position + 1, 0)
    said.who[:, rows[tied.still]] = tied.left[:, tied.still]
    return done


def _applies(rule: TieRule, first: Bools) -> Bools:
    """Whether a rule is for such ties: the first place is never left empty."""
    return ~first if rule == "both out" else np.ones_like(first)


def _narrow(rule: TieRule, asked: Bools, tied: _Tied, earlier: Sequence[Scores], draw: Lots) -> None:
    """Keeps those who are still level after a rule; a rule that chooses nobody keeps all of them."""
    if rule == "lot":
        _draw(tied, asked, draw()[tied.rows])
    elif rule == "earlier rounds":
        _look_back(tied, asked & (tied.choose == 1), earlier)


_ENDS: dict[TieRule, int] = {"revote": VOID, "nobody leaves": AGAIN, "both out": EXCLUDED}
"""The result of a tie by a rule that chooses nobody among the tied."""


def _end(rule: TieRule, asked: Bools, tied: _Tied, said: Verdicts) -> Ints:
    """Ends some ties by such a rule; their runs."""
    rows = tied.end(asked)
    said.kind[rows] = _ENDS[rule]
    said.who[:, rows] = (tied.left[:, asked] | said.also[:, rows]) if _ENDS[rule] == EXCLUDED else False
    return rows


def _choose(asked: Bools, tied: _Tied, said: Verdicts, reopen: Bools) -> Ints:
    """Whoever is chosen wins, or is eliminated with those who are in any case; the runs in which that is settled."""
    settled = asked & (tied.left.sum(axis=0) == tied.choose)
    rows, chosen = tied.end(settled), tied.left[:, settled]
    first = said.for_first[rows]
    reopens = (chosen & reopen[:, None]).any(axis=0)
    said.kind[rows] = np.where(first, np.where(reopens, REOPENED, ELECTED), EXCLUDED)
    said.who[:, rows] = chosen | (said.also[:, rows] & ~first)
    return rows


def _look_back(tied: _Tied, asked: Bools, earlier: Sequence[Scores]) -> None:
    """Whoever was behind in the latest round that differs is chosen; for the first place, whoever was ahead."""
    at = np.flatnonzero(asked)
    sign = np.where(tied.for_first[at], 1, -1)
    left = tied.left[:, at]
    for scores in reversed(earlier):
        here = scores.many[:, tied.rows[at]] * sign
        left &= here == np.where(left, here, here.min(axis=0)).max(axis=0)
    tied.left[:, at] = left


def _draw(tied: _Tied, asked: Bools, lots: NDArray[np.float64]) -> None:
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
