"""Outcomes as Parquet files: words as dictionary columns, figures as whole numbers or nothing.

To import this raises InputError if pyarrow is missing, so whoever reads or writes such a file imports it only then.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Column, Layout, Outcomes, impossible, join
from rulesim.engines.pieces import GROUP, Piece
from rulesim.errors import InputError, Place, fail
from rulesim.files import check_is_file, whole_file
from rulesim.studies.manifest import Provenance, from_text

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    place, expected = Place("Parquet files"), 'run pip install "rulesim[frames]"'
    raise fail("extra-missing", place, "pyarrow is not installed", expected) from None

_KEY, _SUM = b"rulesim", b"rulesim.sha256"
_COMPRESSION = "zstd"


def schema(layout: Layout) -> pa.Schema:
    """The columns of a contest. They follow from the contest alone, never from what happened in some runs."""
    words, figures = pa.dictionary(pa.int32(), pa.string()), pa.int64()
    columns = [pa.field(name, words if layout.in_words(name) else figures) for name in layout.columns]
    return pa.schema([pa.field("run", pa.int64(), nullable=False), *columns])


def to_table(outcomes: Outcomes) -> pa.Table:
    """Outcomes as an Arrow table with the columns of `schema`."""
    runs = np.arange(outcomes.first, outcomes.first + len(outcomes))
    columns = [pa.array(runs), *(_column(outcomes, name) for name in outcomes.layout.columns)]
    return pa.Table.from_arrays(columns, schema=schema(outcomes.layout))


def from_table(layout: Layout, table: pa.Table) -> Outcomes:
    """The outcomes of a contest from an Arrow table of consecutive runs, in order."""
    paths = tuple(sorted({path for path in table["path"].unique().to_pylist() if path is not None}))
    columns = {name: _codes(table[name], layout, paths, name) for name in layout.columns}
    return Outcomes(layout, paths, columns, table["run"][0].as_py())


def _column(outcomes: Outcomes, name: str) -> pa.Array:
    codes = outcomes.codes(name)
    if not outcomes.layout.in_words(name):
        return pa.array(codes, pa.int64(), mask=codes == NOT_REACHED)
    indices = pa.array(codes.astype(np.int32), pa.int32(), mask=codes == NOT_REACHED)
    return pa.DictionaryArray.from_arrays(indices, pa.array(outcomes.vocabulary(name), pa.string()))


def _codes(column: pa.ChunkedArray, layout: Layout, paths: tuple[str, ...], name: str) -> Column:
    if not layout.in_words(name):
        return _numbers(column)
    words = {word: code for code, word in enumerate(paths if name == "path" else layout.words[name])}
    whole = column.combine_chunks()
    # Codes in the order of our own list of words: that of the file may be different.
    ours = np.array([*(words[word] for word in whole.dictionary.to_pylist()), NOT_REACHED], np.int64)
    return ours[_numbers(whole.indices)]


def _numbers(values: pa.Array | pa.ChunkedArray) -> Column:
    found: Column = values.fill_null(NOT_REACHED).to_numpy().astype(np.int64)
    return found


def piece_bytes(outcomes: Outcomes) -> bytes:
    """The file of one piece."""
    sink = pa.BufferOutputStream()
    pq.write_table(to_table(outcomes), sink, compression=_COMPRESSION, row_group_size=GROUP)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def write_rows(
    path: Path, layout: Layout, made: Provenance, groups: Iterable[Outcomes], at: Path | None = None
) -> None:
    """Writes tables of consecutive runs as one file, each as a group of rows. Raises OSError.

    Until it is whole it is in the folder `at`, or beside its place.
    """
    said = made.to_text().encode()
    columns = schema(layout).with_metadata({_KEY: said, _SUM: sha256(said).hexdigest().encode()})
    options = {"compression": _COMPRESSION, "write_page_checksum": True}
    with (
        whole_file(path, at) as temporary,
        temporary.open("wb") as file,  # since pyarrow takes no name that is not UTF-8
        pq.ParquetWriter(file, columns, **options) as writer,
    ):
        for table in groups:
            writer.write_table(to_table(table), row_group_size=GROUP)


def write_new(path: Path, layout: Layout, made: Provenance, groups: Iterable[Outcomes]) -> None:
    """Writes tables as `write_rows` does. Raises InputError if the file cannot be written."""
    try:
        write_rows(path, layout, made, groups)
    except OSError as error:
        found = f"the file cannot be written ({error.strerror})"
        raise fail("file-unwritable", Place(str(path)), found, "expected a place to write to") from None


def refuse_to_replace(path: Path) -> None:
    """Raises InputError if a file is there already, or is to be of another kind."""
    if path.suffix.lower() not in ("", ".parquet"):
        expected = f"expected a name that ends in .parquet, such as {path.stem}.parquet"
        raise fail("saved-kind", Place(str(path)), f"runs are saved as Parquet, not as '{path.suffix}'", expected)
    if path.exists():
        raise fail("file-exists", Place(str(path)), "the file exists already", "expected a new name")


def read_piece(path: Path, piece: Piece, layout: Layout) -> Outcomes:
    """The outcomes in the file of a piece. Raises InputError if they are not those of its runs."""
    return join(read_groups(path, layout, piece))


def read_provenance(path: Path) -> Provenance:
    """What the runs in a file were made from. Raises InputError."""
    with open_rows(path) as file:
        metadata = file.metadata.metadata or {}
        said = metadata.get(_KEY, b"")
        try:
            made = from_text(said.decode())
        except ValueError:
            raise _damaged(path, "the file does not say how its rows were made") from None
    if metadata.get(_SUM) != sha256(said).hexdigest().encode():
        raise _damaged(path, "what the file says of how its rows were made has been changed since it was written")
    return made


def _damaged(path: Path, found: str) -> InputError:
    return fail("saved-form", Place(str(path)), found, "expected a file as rulesim run --save writes it")


@contextmanager
def open_rows(path: Path) -> Iterator[Any]:
    """A Parquet file. Raises InputError if it cannot be read, is damaged or is not one."""
    try:
        check_is_file(path)
        with path.open("rb") as there, pq.ParquetFile(there, page_checksum_verification=True) as file:
            yield file
    except (OSError, ValueError, pa.ArrowException) as error:
        if isinstance(error, OSError) and error.errno:
            found = f"the file cannot be read ({os.strerror(error.errno)})"
            raise fail("file-unreadable", Place(str(path)), found, "expected a readable file") from None
        raise _damaged(path, "not a Parquet file, or a damaged one") from None


def read_groups(path: Path, layout: Layout, runs: Piece) -> Iterator[Outcomes]:
    """The outcomes of some runs in a file, in groups and in their order.

    Raises InputError if they are of another contest, of other runs, or of none that can be.
    """
    with open_rows(path) as file:
        if not file.schema_arrow.equals(schema(layout), check_metadata=False):
            expected = "expected the columns of the scenario and rule book as they are now"
            raise fail("saved-columns", Place(str(path)), "the columns of another contest", expected)
        if file.metadata.num_rows != runs.runs:
            raise _damaged(path, f"{file.metadata.num_rows:,} rows, where its manifest says {runs.runs:,} runs")
        following = runs.first
        for number in range(file.num_row_groups):
            table = file.read_row_group(number)
            yield _checked(path, layout, table, following)
            following += len(table)


def _checked(path: Path, layout: Layout, table: pa.Table, first: int) -> Outcomes:
    """The outcomes in a group of rows that begins with a run."""
    if not len(table) or not np.array_equal(_numbers(table["run"]), np.arange(first, first + len(table))):
        raise _damaged(path, f"its rows are not those of run {first:,} and the next ones, each once and in order")
    try:
        found = from_table(layout, table)
    except KeyError as error:
        expected = "expected one from the rule book as it is now"
        raise fail("saved-columns", Place(str(path)), f"unknown word {error}", expected) from None
    if column := impossible(found):
        raise _damaged(path, f"a value under '{column}' that no run can have")
    return found


def read_rows(path: Path, layout: Layout, runs: int) -> Outcomes:
    """All outcomes in a file of so many runs. Raises InputError."""
    return join(read_groups(path, layout, Piece(0, runs)))
