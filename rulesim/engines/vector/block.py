"""A block of runs being played: the contest, its people, and the outcomes so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rulesim.engines.mechanics.sizes import Eras, eras
from rulesim.engines.outcomes import NOT_REACHED, Layout, Outcomes, layout
from rulesim.engines.vector.cohort import Cohort
from rulesim.luck.draws import Ints
from rulesim.luck.people import People
from rulesim.model.contest import Readings, Settled
from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage, Ballot
from rulesim.rules.threshold import Sizes

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
        """Forgets what an earlier visit to a stage has left."""
        for column, values in self._columns.items():
            if column.startswith(f"{stage}."):
                values[rows] = NOT_REACHED

    def end(self, cohort: Cohort) -> None:
        """Notes the whole paths of some runs."""
        self._path[cohort.rows] = cohort.path

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


@dataclass(frozen=True)
class Block:
    """What the runs of a block have in common, and where their outcomes go."""

    settled: Settled
    people: People
    ledger: Ledger

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The people of the contest, in the order of all arrays by person."""
        return tuple(self.settled.scenario.people)

    def stage(self, readings: Readings, name: str) -> AnyStage:
        """A stage under some readings."""
        return self.rules(readings).stages[name]

    def rules(self, readings: Readings) -> Rules:
        """The book under some readings."""
        return self.settled.books[readings]

    @cached_property
    def counted_again(self) -> frozenset[str]:
        """Ballots whose papers a later one counts again."""
        stages = (stage for rules in self.settled.books.values() for stage in rules.stages.values())
        ballots = (stage for stage in stages if isinstance(stage, Ballot))
        return frozenset(section.papers_of for ballot in ballots for section in ballot.sections.values())

    @cached_property
    def _eras(self) -> Eras:
        return eras(self.settled.scenario)

    def by_size(self, at: Ints, number: Callable[[Sizes], int]) -> Ints:
        """A number that follows from the sizes of bodies at some minute of each run."""
        return self._eras.number_at(at, number)


def open_block(settled: Settled, people: People) -> Block:
    """A block in which nothing has been played."""
    return Block(settled, people, Ledger(layout(settled), people.runs))
