"""Where the outcomes of a block are written down; a path is a number, for each one is a shorter path and a step."""

from collections.abc import Mapping

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Layout, Outcomes
from rulesim.luck.draws import Ints

START = 0
"""The path of a run in which nothing has happened."""


class Paths:
    """The paths taken so far."""

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


class Ledger:
    """The outcomes of a block, column by column, as they are written down."""

    def __init__(self, columns: Layout, runs: int):
        self.layout = columns
        self._columns = {name: np.full(runs, NOT_REACHED, np.int64) for name in columns.columns if name != "path"}
        self.paths = Paths()
        self._path = np.zeros(runs, np.int64)

    def write(self, rows: Ints, figures: Mapping[str, Ints | int]) -> None:
        """Writes figures of some runs down."""
        for column, values in figures.items():
            self._columns[column][rows] = values

    def wipe(self, rows: Ints, stage: str) -> None:
        """Erases the figures of an earlier visit to a stage."""
        for column, values in self._columns.items():
            if column.startswith(f"{stage}."):
                values[rows] = NOT_REACHED

    def end(self, rows: Ints, paths: Ints) -> None:
        """Writes the whole paths of some runs down."""
        self._path[rows] = paths

    def outcomes(self, rows: Ints, first: int) -> Outcomes:
        """The outcomes of some rows, as runs from `first` on."""
        used, which = np.unique(self._path[rows], return_inverse=True)
        words = [self.paths.in_words(path) for path in used.tolist()]
        known = tuple(sorted(words))
        place = {path: code for code, path in enumerate(known)}
        codes = np.array([place[path] for path in words], np.int64)
        every = len(rows) == len(self._path)
        columns = {name: values if every else values[rows] for name, values in self._columns.items()}
        return Outcomes(self.layout, known, {**columns, "path": codes[which.reshape(-1)]}, first)
