"""Outcomes: one row a run, in columns of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rulesim.model.contest import Settled
from rulesim.model.quantities import NEVER
from rulesim.model.record import RECORD_ENDS
from rulesim.model.rulebook import NOBODY, NOT_KNOWN
from rulesim.model.stages import figures, results

if TYPE_CHECKING:
    import pandas as pd

Column = NDArray[np.int64]
STEP = " > "
"""Stands between the steps of a path."""
NOT_REACHED = -1
"""In every column: the run never reached this."""
ALWAYS = frozenset({"path", "ending", "leader", "decided"})
"""The columns in which every run has something."""


@dataclass(frozen=True)
class Layout:
    """The columns that the outcomes of a contest have, and the words that codes in them stand for.

    Times are minutes from the start of the contest. `votes.<person>` of a ballot are those of the last round in which
    the person stood; `share.<person>` (only where sections have weights) is the part of the whole then, in millionths,
    cut. `path` is coded by the run's own list of paths.
    """

    columns: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    """For a column of codes, the word of each code."""

    def in_words(self, column: str) -> bool:
        """Whether a column holds codes of words: of these, or of the run's own list of paths."""
        return column == "path" or column in self.words


def layout(settled: Settled) -> Layout:
    """The columns of a contest. They depend on its stages and people, never on readings."""
    rules, people = settled.rules, tuple(settled.scenario.people)
    columns = ["path", "ending", "leader", "decided"]
    words = {"ending": (*rules.endings, RECORD_ENDS), "leader": (*people, NOBODY, NOT_KNOWN)}
    for name, stage in rules.stages.items():
        words[f"{name}.outcome"] = results(stage)
        columns += [f"{name}.outcome", f"{name}.at", *(f"{name}.{figure}" for figure in figures(stage, people))]
    for question in settled.rules.contested:
        columns.append(f"reading.{question}")
        words[f"reading.{question}"] = tuple(rules.contested[question].readings)
    return Layout(tuple(columns), words)


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of runs `first`, `first + 1`, … as columns of equal length."""

    layout: Layout
    paths: tuple[str, ...]
    columns: Mapping[str, Column]
    first: int = 0

    def __len__(self) -> int:
        return len(self.columns["ending"])

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process in the narrowest whole numbers that hold it."""
        narrow = {name: values.astype(_narrowest(values)) for name, values in self.columns.items()}
        return _widened, (self.layout, self.paths, narrow, self.first)

    def codes(self, column: str) -> Column:
        """The column in whole numbers: figures, minutes, or codes of words."""
        return self.columns[column]

    def words(self, column: str) -> list[str]:
        """The column in words; `""` where a run never reached it."""
        table = (*self.vocabulary(column), "")
        return [table[code] for code in self.columns[column].tolist()]

    def vocabulary(self, column: str) -> tuple[str, ...]:
        """The words that a column of codes may hold, in the order of the codes."""
        return self.paths if column == "path" else self.layout.words[column]

    def part(self, first: int, count: int) -> Outcomes:
        """The rows of runs `first` up to but not including `first + count`."""
        rows = slice(first - self.first, first - self.first + count)
        return in_order(self.layout, {name: values[rows] for name, values in self.columns.items()}, self.paths, first)

    def frame(self) -> pd.DataFrame:
        """A pandas frame with one row a run; codes in words, figures as nullable integers."""
        import pandas as pd

        table: dict[str, object] = {"run": np.arange(self.first, self.first + len(self))}
        for name in self.layout.columns:
            if self.layout.in_words(name):
                table[name] = pd.Categorical(self.words(name))
            else:
                values = pd.Series(self.columns[name], dtype="Int64")
                table[name] = values.mask(values == NOT_REACHED)
        return pd.DataFrame(table)


def impossible(outcomes: Outcomes) -> str | None:
    """A column in which some row has what no run of the contest can have; None if there is none."""
    for name in outcomes.layout.columns:
        least = 0 if name in ALWAYS else NOT_REACHED
        if (outcomes.codes(name) < least).any() or (outcomes.codes(name) > NEVER).any():
            return name
    steps = {step for path in outcomes.paths for step in path.split(STEP)}
    return None if all(map(partial(_is_step, outcomes.layout), steps)) else "path"


def _is_step(layout_: Layout, step: str) -> bool:
    stage, _, outcome = step.rpartition(".")
    return outcome in layout_.words.get(f"{stage}.outcome", ())


def _narrowest(values: Column) -> np.dtype[Any]:
    least, most = values.min(initial=0), values.max(initial=0)
    bits = max(int(least).bit_length(), int(most).bit_length()) + 1
    return np.dtype(f"i{next(size for size in (1, 2, 4, 8) if bits <= 8 * size)}")


def _widened(layout_: Layout, paths: tuple[str, ...], narrow: Mapping[str, NDArray[Any]], first: int) -> Outcomes:
    return Outcomes(layout_, paths, {name: values.astype(np.int64) for name, values in narrow.items()}, first)


def in_order(layout_: Layout, columns: Mapping[str, Column], paths: Sequence[str], first: int) -> Outcomes:
    """Outcomes whose paths are coded by any list of paths: those taken, and no others, in the order of their words."""
    codes = columns["path"]
    used = np.flatnonzero(np.bincount(codes)).tolist()
    known = sorted(used, key=paths.__getitem__)
    place = np.full(len(paths), NOT_REACHED, np.int64)
    place[known] = np.arange(len(known))
    return Outcomes(layout_, tuple(paths[code] for code in known), {**columns, "path": place[codes]}, first)


def collect(layout_: Layout, rows: Sequence[Mapping[str, int]], paths: Sequence[str], first: int = 0) -> Outcomes:
    """Outcomes from one mapping of figures and one path a run."""
    codes = {path: code for code, path in enumerate(sorted(set(paths)))}
    columns = {name: np.array([row.get(name, NOT_REACHED) for row in rows], np.int64) for name in layout_.columns}
    columns["path"] = np.array([codes[path] for path in paths], np.int64)
    return Outcomes(layout_, tuple(codes), columns, first)


class Assembly:
    """Outcomes of consecutive runs put together, part by part, in any order; the same however they were divided."""

    def __init__(self, layout_: Layout, first: int, runs: int):
        self._layout, self._first = layout_, first
        self._columns = {name: np.empty(runs, np.int64) for name in layout_.columns}
        self._paths: dict[str, int] = {}

    def put(self, part: Outcomes) -> None:
        """Puts a part in its place."""
        codes = np.array([self._paths.setdefault(path, len(self._paths)) for path in part.paths], np.int64)
        here = slice(part.first - self._first, part.first - self._first + len(part))
        for name, values in part.columns.items():
            self._columns[name][here] = codes[values] if name == "path" else values

    def table(self) -> Outcomes:
        """All parts as one table."""
        return in_order(self._layout, self._columns, tuple(self._paths), self._first)


def join(parts: Iterable[Outcomes]) -> Outcomes:
    """Outcomes of consecutive runs as one table."""
    pieces = list(parts)
    whole = Assembly(pieces[0].layout, min(piece.first for piece in pieces), sum(map(len, pieces)))
    for piece in pieces:
        whole.put(piece)
    return whole.table()
