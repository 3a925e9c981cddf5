"""Where the outcomes of a block are written down, column by column."""

from collections.abc import Mapping

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Layout, Outcomes, in_order
from rulesim.luck.draws import Ints

START = 0
"""The path of a run in which nothing has happened."""


class Ledger:
    """The outcomes of a block, as they are written down. A path, `stage.outcome > stage.outcome`, is a number."""

    def __init__(self, columns: Layout, runs: int):
        self.layout = columns
        self._columns = {name: np.full(runs, NOT_REACHED, np.int64) for name in columns.columns}
        self._paths = {"": START}

    def step(self, paths: Ints, step: str) -> Ints:
        """The paths of runs, each a step further."""
        before, which = np.unique(paths, return_inverse=True)
        known = tuple(self._paths)
        further = (f"{known[path]} > {step}" if path != START else step for path in before.tolist())
        after = np.array([self._paths.setdefault(path, len(self._paths)) for path in further], np.int64)
        return after[which.reshape(-1)]

    def write(self, rows: Ints, figures: Mapping[str, Ints | int]) -> None:
        """Writes figures of some runs down."""
        for column, values in figures.items():
            self._columns[column][rows] = values

    def read(self, rows: Ints, column: str) -> Ints:
        """What stands in a column for some runs."""
        found: Ints = self._columns[column][rows]
        return found

    def wipe(self, rows: Ints, stage: str) -> None:
        """Erases the figures of an earlier visit to a stage."""
        for column, values in self._columns.items():
            if column.startswith(f"{stage}."):
                values[rows] = NOT_REACHED

    def outcomes(self, rows: Ints, first: int) -> Outcomes:
        """The outcomes of some rows, as runs from `first` on."""
        every = len(rows) == len(self._columns["path"])
        columns = {name: values if every else values[rows] for name, values in self._columns.items()}
        return in_order(self.layout, columns, tuple(self._paths), first)
