"""The paths of runs as numbers: every path is another one and a step more."""

from __future__ import annotations

import numpy as np

from rulesim.luck.draws import Ints

START = 0
"""The path of a run in which nothing has happened."""


class Paths:
    """The paths that have been gone."""

    def __init__(self) -> None:
        self._last: list[tuple[int, str]] = [(START, "")]
        self._known: dict[tuple[int, str], int] = {}

    def step(self, paths: Ints, step: str) -> Ints:
        """The paths of runs, each a step further."""
        before, which = np.unique(paths, return_inverse=True)
        after = np.array([self._one_more(path, step) for path in before.tolist()], np.int64)
        return after[which.reshape(-1)]

    def _one_more(self, path: int, step: str) -> int:
        where = path, step
        if where not in self._known:
            self._known[where] = len(self._last)
            self._last.append(where)
        return self._known[where]

    def in_words(self, path: int) -> str:
        """`stage.outcome > stage.outcome`, in order."""
        steps: list[str] = []
        while path != START:
            path, step = self._last[path]
            steps.append(step)
        return " > ".join(reversed(steps))
