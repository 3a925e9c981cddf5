"""Outcomes: one row a run, in columns of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rulesim.model.contest import Settled
from rulesim.model.figures import figures
from rulesim.model.rulebook import NOBODY
from rulesim.model.stages import outcomes

if TYPE_CHECKING:
    import pandas as pd

Column = NDArray[np.int64]
NOT_REACHED = -1
"""In every column: the run never came to this."""


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


def layout(settled: Settled) -> Layout:
    """The columns of a contest. They depend on its stages and people, never on readings."""
    rules, people = settled.rules, tuple(settled.scenario.people)
    columns = ["path", "ending", "leader", "decided"]
    words: dict[str, tuple[str, ...]] = {"ending": tuple(rules.endings), "leader": (*people, NOBODY)}
    for name, stage in rules.stages.items():
        words[f"{name}.outcome"] = outcomes(stage)
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

    def codes(self, column: str) -> Column:
        """The column in whole numbers: figures, minutes, or codes of words."""
        return self.columns[column]

    def words(self, column: str) -> list[str]:
        """The column in words; `""` where a run never came to it."""
        table = (*(self.paths if column == "path" else self.layout.words[column]), "")
        return [table[code] for code in self.columns[column].tolist()]

    def part(self, first: int, count: int) -> Outcomes:
        """The rows of runs `first` up to but not including `first + count`."""
        rows = slice(first - self.first, first - self.first + count)
        return join(
            [Outcomes(self.layout, self.paths, {name: self.columns[name][rows] for name in self.columns}, first)]
        )

    def frame(self) -> pd.DataFrame:
        """A pandas frame with one row a run; codes in words, figures as nullable integers."""
        import pandas as pd

        table: dict[str, object] = {"run": np.arange(self.first, self.first + len(self))}
        for name in self.layout.columns:
            if name == "path" or name in self.layout.words:
                table[name] = pd.Categorical(self.words(name))
            else:
                values = pd.Series(self.columns[name], dtype="Int64")
                table[name] = values.mask(values == NOT_REACHED)
        return pd.DataFrame(table)


def collect(layout_: Layout, rows: Sequence[Mapping[str, int]], paths: Sequence[str], first: int = 0) -> Outcomes:
    """Outcomes from one mapping of figures and one path a run."""
    known = tuple(sorted(set(paths)))
    codes = {path: code for code, path in enumerate(known)}
    columns = {
        name: np.array([row.get(name, NOT_REACHED) for row in rows], np.int64)
        for name in layout_.columns
        if name != "path"
    }
    columns["path"] = np.array([codes[path] for path in paths], np.int64)
    return Outcomes(layout_, known, columns, first)


def join(parts: Iterable[Outcomes]) -> Outcomes:
    """Outcomes of consecutive runs as one table, the same however they were divided."""
    pieces = sorted(parts, key=lambda part: part.first)
    known = tuple(sorted({piece.paths[code] for piece in pieces for code in np.unique(piece.columns["path"])}))
    codes = {path: code for code, path in enumerate(known)}
    columns = {
        name: np.concatenate([piece.columns[name] for piece in pieces])
        for name in pieces[0].layout.columns
        if name != "path"
    }
    recoded = [
        np.array([codes.get(path, NOT_REACHED) for path in piece.paths], np.int64)[piece.columns["path"]]
        for piece in pieces
    ]
    columns["path"] = np.concatenate(recoded)
    return Outcomes(pieces[0].layout, known, columns, pieces[0].first)
