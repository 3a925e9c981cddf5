"""Files of rows, written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulesim.engines.outcomes import Layout, Outcomes, join
from rulesim.engines.pieces import GROUP
from rulesim.errors import InputError, Place, fail
from rulesim.files import whole_file
from rulesim.studies.columns import from_table, schema, to_table
from rulesim.studies.origin import Origin, from_text

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = b"rulesim"
_COMPRESSION = "zstd"


def piece_bytes(outcomes: Outcomes) -> bytes:
    """The file of one piece."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(to_table(outcomes), sink, compression=_COMPRESSION, row_group_size=GROUP)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file beside its place and moves it there. Raises OSError."""
    with whole_file(path) as temporary:
        temporary.write_bytes(data)


def write_rows(path: Path, layout: Layout, origin: Origin, groups: Iterable[Outcomes]) -> None:
    """Writes tables of consecutive runs as one file, each as a group of rows. Raises OSError."""
    import pyarrow.parquet as pq

    columns = schema(layout).with_metadata({_KEY: origin.to_text().encode()})
    with whole_file(path) as temporary, pq.ParquetWriter(temporary, columns, compression=_COMPRESSION) as writer:
        for table in groups:
            writer.write_table(to_table(table), row_group_size=GROUP)


def write_new(path: Path, layout: Layout, origin: Origin, groups: Iterable[Outcomes]) -> None:
    """Writes tables as `write_rows` does. Raises InputError if the file cannot be written."""
    try:
        write_rows(path, layout, origin, groups)
    except OSError as error:
        found = f"the file cannot be written ({error.strerror})"
        raise fail("file-unwritable", Place(str(path)), found, "expected a place to write to") from None


def refuse_to_replace(path: Path) -> None:
    """Raises InputError if a file is there already."""
    if path.exists():
        raise fail("file-exists", Place(str(path)), "the file exists already", "expected a new name")


def read_piece(path: Path, layout: Layout) -> Outcomes:
    """The outcomes in the file of a piece."""
    import pyarrow.parquet as pq

    return from_table(layout, pq.read_table(path, partitioning=None))


def count_rows(path: Path) -> int:
    """How many rows a file has; -1 if it is no whole file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: int = pq.read_metadata(path).num_rows
    except (pa.ArrowInvalid, OSError):
        return -1
    return rows


def read_origin(path: Path) -> Origin:
    """What the runs in a file were made from. Raises InputError."""
    with open_rows(path) as file:
        return _origin(path, file.schema_arrow)


def _origin(path: Path, columns: pa.Schema) -> Origin:
    try:
        return from_text((columns.metadata or {})[_KEY].decode())
    except (KeyError, TypeError, ValueError):
        expected = "expected a file that rulesim run --save wrote"
        raise fail("saved-form", Place(str(path)), "no word of how these rows were made", expected) from None


@contextmanager
def open_rows(path: Path) -> Iterator[Any]:
    """A Parquet file. Raises InputError if it is none, cannot be read or is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = Place(str(path))
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except InputError:
        raise
    except (OSError, pa.ArrowException) as error:
        if isinstance(error, OSError) and error.strerror:
            found = f"the file cannot be read ({error.strerror})"
            raise fail("file-unreadable", place, found, "expected a readable file") from None
        raise fail("saved-form", place, "no Parquet file, or a damaged one", "expected a file of saved runs") from None


def read_groups(path: Path, layout: Layout) -> Iterator[Outcomes]:
    """The outcomes in a file by groups, in the order of runs. Raises InputError if they are of another contest."""
    with open_rows(path) as file:
        if not file.schema_arrow.equals(schema(layout), check_metadata=False):
            expected = "expected the columns of the scenario and rule book as they are now"
            raise fail("saved-columns", Place(str(path)), "the columns of another contest", expected)
        for number in range(file.num_row_groups):
            try:
                yield from_table(layout, file.read_row_group(number))
            except KeyError as error:
                found, expected = f"the word {error}", "expected a word of the rule book as it is now"
                raise fail("saved-columns", Place(str(path)), found, expected) from None


def read_rows(path: Path, layout: Layout) -> Outcomes:
    """All outcomes in a file. Raises InputError."""
    return join(read_groups(path, layout))


def remove_folder(folder: Path) -> None:
    """Removes a folder of pieces."""
    shutil.rmtree(folder, ignore_errors=True)
