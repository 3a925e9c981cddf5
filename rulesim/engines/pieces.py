"""How an ensemble is cut: ranges of runs that can be played anywhere, in any order."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rulesim.luck.draws import BLOCK

Engine = Literal["event", "vector"]
ENGINE: Engine = "vector"

GROUP = 16 * BLOCK
"""Runs in a group of rows of a saved file."""

_LARGE = 8 * BLOCK
_SEVERAL = 16


class Piece(NamedTuple):
    """The runs `first`, `first + 1`, … up to but not including `end`."""

    first: int
    runs: int

    @property
    def end(self) -> int:
        return self.first + self.runs


def cut(first: int, end: int, size: int) -> Iterator[Piece]:
    """The runs from `first` up to but not including `end` in pieces, none across a multiple of `size`."""
    while first < end:
        runs = min(size - first % size, end - first)
        yield Piece(first, runs)
        first += runs


def piece_size(runs: int, engine: Engine = ENGINE, at_once: int = BLOCK) -> int:
    """How many runs to play at a time: enough to be worth sending, few enough to show progress; few of a contest of
    which only few runs are played at once, since each takes long."""
    if engine == "vector":
        return min(_LARGE if runs > 4 * _LARGE else BLOCK, _SEVERAL * at_once)
    return min(BLOCK if runs > _LARGE else BLOCK // 8, _SEVERAL * at_once)


def kept_size(engine: Engine = ENGINE, at_once: int = BLOCK) -> int:
    """How many runs are kept together while a file is being made."""
    return min(GROUP if engine == "vector" else BLOCK, _SEVERAL * at_once)


def checkpoints(runs: int) -> Iterator[int]:
    """After how many runs an ensemble of at most `runs` checks its precision: 1, 2, 4, 8, … blocks, and all."""
    mark = BLOCK
    while mark < runs:
        yield mark
        mark *= 2
    yield runs
