"""The papers of many profiles, each on the pile of the candidate it counts for."""

import numpy as np
from numpy.typing import NDArray

from rulesim.rules.batch.integers import Bools, Ints, wide


class Piles:
    """Papers that move on as candidates are eliminated.

    Piles are numbered through all profiles; the last pile of a profile holds the papers that count for nobody.
    """

    def __init__(self, papers: NDArray[np.integer], standing: Bools, many: Ints | None):
        """`papers` has the shape (profile, paper, rank); `many` (profile, paper) says how many each stands for."""
        profiles, sheets, ranks = papers.shape
        self._shape = profiles, standing.shape[1] + 1
        self._many = None if many is None else wide(many, sheets).reshape(-1)
        self._ranked = _ended(papers, standing.shape[1]).reshape(-1)
        self._place = np.arange(profiles * sheets) * (ranks + 1)
        self._first = np.repeat(np.arange(profiles) * self._shape[1], sheets)
        self._pile = self._first + self._ranked[self._place]
        self._out = np.zeros(self._shape, bool)
        self.blank: Ints = self._heights()[:, -1].copy()
        """Papers that name nobody at all, by profile."""
        self.leave(~standing)

    def leave(self, gone: Bools) -> None:
        """Takes candidates out of the count; their papers go to the next name that stands."""
        self._out[:, :-1] |= gone
        out = self._out.reshape(-1)
        moving = np.flatnonzero(out.take(self._pile))
        while moving.size:
            place = self._place.take(moving) + 1
            self._place[moving] = place
            pile = self._first.take(moving) + self._ranked.take(place)
            self._pile[moving] = pile
            moving = moving[out.take(pile)]

    def count(self) -> tuple[Ints, Ints]:
        """The votes by profile and candidate, and by profile the exhausted papers."""
        heights = self._heights()
        return heights[:, :-1], heights[:, -1] - self.blank

    def _heights(self) -> Ints:
        size = self._shape[0] * self._shape[1]
        if self._many is None:
            return np.bincount(self._pile, minlength=size).reshape(self._shape)
        heights = np.zeros(size, self._many.dtype)
        # `bincount` adds weights as floats.
        np.add.at(heights, self._pile, self._many)
        return heights.reshape(self._shape)


def _ended(papers: NDArray[np.integer], candidates: int) -> NDArray[np.int16]:
    """The papers with the number after the last candidate where they name nobody, and at their end."""
    profiles, sheets, ranks = papers.shape
    ended = np.full((profiles, sheets, ranks + 1), candidates, np.int16)
    if papers.size:
        ended[:, :, :-1] = papers
        lowest, highest = int(papers.min()), int(papers.max())
        if lowest < -1 or highest >= candidates:
            raise ValueError(f"papers name candidates {lowest} to {highest}; expected 0 to {candidates - 1}, or -1")
        if lowest < 0:
            ended[ended < 0] = candidates
            if ((ended[:, :, :-1] == candidates) & (ended[:, :, 1:] < candidates)).any():
                raise ValueError("a paper names somebody after a rank that is left empty")
    return ended
