"""Rows of outcomes as Arrow columns: words as dictionary columns, figures as whole numbers or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Column, Layout, Outcomes
from rulesim.errors import Place, fail

if TYPE_CHECKING:
    import pyarrow as pa


def need_arrow() -> None:
    """Raises InputError if pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        place, found = Place("Parquet files"), "pyarrow is not installed"
        raise fail("extra-missing", place, found, 'run pip install "rulesim[frames]"') from None


def schema(layout: Layout) -> pa.Schema:
    """The columns of a contest. They follow from the contest alone, never from what happened in some runs."""
    import pyarrow as pa

    words, figures = pa.dictionary(pa.int32(), pa.string()), pa.int64()
    columns = [pa.field(name, words if layout.in_words(name) else figures) for name in layout.columns]
    return pa.schema([pa.field("run", pa.int64(), nullable=False), *columns])


def to_table(outcomes: Outcomes) -> pa.Table:
    """Outcomes as an Arrow table with the columns of `schema`."""
    import pyarrow as pa

    runs = np.arange(outcomes.first, outcomes.first + len(outcomes))
    columns = [pa.array(runs), *(_column(outcomes, name) for name in outcomes.layout.columns)]
    return pa.Table.from_arrays(columns, schema=schema(outcomes.layout))


def from_table(layout: Layout, table: pa.Table) -> Outcomes:
    """The outcomes of a contest from an Arrow table of consecutive runs, in order."""
    paths = tuple(sorted({path for path in table["path"].unique().to_pylist() if path is not None}))
    columns = {name: _codes(table[name], layout, paths, name) for name in layout.columns}
    return Outcomes(layout, paths, columns, table["run"][0].as_py())


def _column(outcomes: Outcomes, name: str) -> pa.Array:
    import pyarrow as pa

    codes = outcomes.codes(name)
    if not outcomes.layout.in_words(name):
        return pa.array(codes, pa.int64(), mask=codes == NOT_REACHED)
    indices = pa.array(codes.astype(np.int32), pa.int32(), mask=codes == NOT_REACHED)
    return pa.DictionaryArray.from_arrays(indices, pa.array(outcomes.vocabulary(name), pa.string()))


def _codes(column: pa.ChunkedArray, layout: Layout, paths: tuple[str, ...], name: str) -> Column:
    if not layout.in_words(name):
        return _numbers(column)
    words = {word: code for code, word in enumerate(paths if name == "path" else layout.words[name])}
    parts = [_recoded(chunk, words) for chunk in column.chunks]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _recoded(chunk: pa.DictionaryArray, words: dict[str, int]) -> Column:
    """Codes by our own list of words; the list in the file may have another order."""
    ours = np.array([*(words[word] for word in chunk.dictionary.to_pylist()), NOT_REACHED], np.int64)
    found: Column = ours[_numbers(chunk.indices)]
    return found


def _numbers(values: pa.Array | pa.ChunkedArray) -> Column:
    found: Column = values.fill_null(NOT_REACHED).to_numpy().astype(np.int64)
    return found
