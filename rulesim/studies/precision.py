"""How many runs are enough: playing continues until every share is known as closely as was asked.

A share is known to within *d* if half the width of its 95% interval (Wilson 1927) is at most *d*. The test uses exact
numbers, so that it has the same result on every machine.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from rulesim.engines.pieces import Piece, checkpoints, cut
from rulesim.luck.draws import BLOCK
from rulesim.studies.shares import Estimate

Z_SQUARED = Fraction("3.841458820694124")
"""The square of the number of standard deviations that hold 95% of a normal distribution."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reached:
    """The precision asked for, and half the width of the widest interval when playing stopped."""

    asked: Fraction
    widest: float
    enough: bool


def known_to(share: tuple[int, int], within: Fraction) -> bool:
    """Whether a share, given as a count and a number of runs, is known to within `within`, which is more than 0."""
    count, runs = share
    spread = Z_SQUARED * (Fraction(count * (runs - count), runs**3) + Z_SQUARED / (4 * runs**2))
    return spread <= (within * (1 + Z_SQUARED / runs)) ** 2


def enough_for_any(within: Fraction) -> int:
    """The checkpoint at which any share is known to within `within`, however large it is."""
    runs = BLOCK
    while not known_to((runs // 2, runs), within):
        runs *= 2
    return runs


def most_runs(runs: int | None, precision: Fraction | None, otherwise: int) -> int:
    """The most runs to play: as many as were asked for, or as are enough for the precision, or else `otherwise`."""
    return runs if runs is not None else otherwise if precision is None else enough_for_any(precision)


def reached(asked: Fraction, shares: Iterable[Estimate], runs: int) -> Reached:
    """How closely all of these shares of `runs` runs are known."""
    found = list(shares)
    widest = max(((share.high - share.low) / 2 for share in found), default=0.0)
    return Reached(asked, widest, all(known_to((share.count, runs), asked) for share in found))


def gather(
    most: int,
    size: int,
    play: Callable[[Iterator[Piece]], Iterator[tuple[Piece, Made]]],
    add: Callable[[Made], None],
    look: Callable[[], Reached] | None = None,
) -> int:
    """Plays up to `most` runs in pieces of `size`, adds up what is made of them, and returns how many were played.

    With `look`, it stops at the first checkpoint at which `look` finds them enough. Checkpoints are whole blocks and
    do not depend on where pieces are played, so neither does the result.
    """
    done = 0
    for mark in checkpoints(most) if look else (most,):
        for _, made in play(cut(done, mark, size)):
            add(made)
        done = mark
        if look and look().enough:
            break
    return done
