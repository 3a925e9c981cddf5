"""Ties broken in many runs at once, by the rules of the book in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from rulesim.engines.vector.rounds import AGAIN, ELECTED, EXCLUDED, REOPENED, TIED_FIRST, Verdicts
from rulesim.engines.vector.tally import Whole
from rulesim.luck.draws import Bools, Floats, Ints
from rulesim.model.ballot import Ballot


@dataclass(slots=True)
class Ties:
    """Ties of a round, in the runs that have one."""

    first: Bools
    """Whether it is about first place; otherwise about who leaves."""
    left: Bools
    """Who is still level (person, run)."""
    leave: Ints
    also: Bools
    used: Ints
    """How many rules a round that was held again has used up."""
    kind: Ints
    """What it comes to; -1 while it is open."""
    void: Bools
    """Whether the round is held again."""


def break_ties(
    ballot: Ballot, verdicts: Verdicts, runs: Ints, used: Ints, earlier: Sequence[Whole], lots: Floats, reopen: Bools
) -> Ties:
    """Tries the rules for ties; `runs` are the positions of the runs with one, `lots` a number in [0, 1) for each."""
    ties = Ties(
        verdicts.kind[runs] == TIED_FIRST,
        verdicts.who[:, runs],
        verdicts.leave[runs],
        verdicts.also[:, runs],
        used[runs],
        np.full(len(runs), -1, np.int64),
        np.zeros(len(runs), bool),
    )
    for position, rule in enumerate(ballot.ties):
        active = (ties.kind < 0) & (ties.used <= position)
        if active.any():
            _try(rule, position, ties, active, [points[:, runs] for points in earlier], lots)
            _close(ties, active & (ties.kind < 0) & (ties.left.sum(axis=0) == ties.leave), reopen)
    return ties


def _try(rule: str, position: int, ties: Ties, active: Bools, earlier: Sequence[Whole], lots: Floats) -> None:
    match rule:
        case "revote":
            ties.kind[active], ties.void[active], ties.used[active] = AGAIN, True, position + 1
        case "both out":
            last = active & ~ties.first
            ties.kind[last] = EXCLUDED
            ties.left[:, last] |= ties.also[:, last]
        case "earlier rounds":
            _look_back(ties, active & (ties.leave == 1), earlier)
        case "lot":
            _draw(ties, active, lots)


def _close(ties: Ties, decided: Bools, reopen: Bools) -> None:
    """What a tie comes to once somebody is chosen."""
    reopens = (ties.left & reopen[:, None]).any(axis=0)
    ties.kind[decided] = np.where(ties.first, np.where(reopens, REOPENED, ELECTED), EXCLUDED)[decided]
    leaving = decided & ~ties.first
    ties.left[:, leaving] |= ties.also[:, leaving]


def _look_back(ties: Ties, active: Bools, earlier: Sequence[Whole]) -> None:
    """Round by round, whoever was behind leaves, or whoever was ahead wins, until one is left."""
    for points in reversed(earlier):
        here = active & (ties.left.sum(axis=0) > 1)
        if not here.any():
            return
        ahead = np.where(ties.left, points, -1).max(axis=0)
        behind = np.where(ties.left, points, ahead).min(axis=0)
        mark = np.where(ties.first, ahead, behind)
        ties.left = np.where(here, ties.left & (points == mark).astype(bool), ties.left)


def _draw(ties: Ties, active: Bools, lots: Floats) -> None:
    """Every choice of so many among the level is equally likely."""
    bits = 1 << np.arange(len(ties.left), dtype=np.int64)
    masks = bits @ ties.left
    for mask, leave in np.unique(np.stack([masks, ties.leave])[:, active], axis=1).T.tolist():
        here = active & (masks == mask) & (ties.leave == leave)
        level = [person for person in range(len(bits)) if mask >> person & 1]
        ways = np.array([[person in way for person in range(len(bits))] for way in combinations(level, leave)])
        ties.left[:, here] = ways[(lots[here] * len(ways)).astype(np.int64)].T
