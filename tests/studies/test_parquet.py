"""Rows as Arrow columns, and back: nothing is lost, and the columns follow from the contest alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.test_runs import chancy, same
from hypothesis import given
from hypothesis import strategies as st

from rulesim.engines.outcomes import NOT_REACHED, layout
from rulesim.loading.library import SCENARIOS, names
from rulesim.loading.scenario import load, settle
from rulesim.studies.parquet import from_table, piece_bytes, schema, to_table
from studies.test_summary import whole

LAYOUT = layout(chancy())


@given(cuts=st.sets(st.integers(1, 599), max_size=8))
def test_rows_come_back_as_they_were_however_they_were_divided(cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), 600]
    parts = [whole().part(first, last - first) for first, last in itertools.pairwise(edges)]
    table = pa.concat_tables([to_table(part) for part in parts])
    back = from_table(LAYOUT, table)
    assert same(back, whole(), 600)
    assert (back.paths, back.first) == (whole().paths, 0)


def test_the_columns_are_the_same_whatever_happened() -> None:
    """Also of a piece in which something never happens."""
    never = next(run for run in range(600) if whole().codes("noms.names.ann")[run] == NOT_REACHED)
    table = to_table(whole().part(never, 1))
    assert table.schema == to_table(whole()).schema == schema(LAYOUT)
    assert table["noms.names.ann"].null_count == 1
    assert table.schema.field("noms.names.ann").type == pa.int64()
    assert pa.types.is_dictionary(table.schema.field("ending").type)


@pytest.mark.parametrize("name", [name for name in names(SCENARIOS) if "/" not in name])
def test_every_bundled_scenario_has_columns(name: str) -> None:
    columns = layout(settle(load(name)))
    found = schema(columns)
    assert found.names == ["run", *columns.columns]
    assert len(set(found.names)) == len(found.names)


def test_words_are_told_by_themselves_not_by_their_place() -> None:
    table = to_table(whole())
    turned = table["ending"].combine_chunks().dictionary_decode().dictionary_encode()
    at = table.schema.get_field_index("ending")
    again = table.set_column(at, "ending", turned.take(pa.array(range(600))))
    assert np.array_equal(from_table(LAYOUT, again).codes("ending"), whole().codes("ending"))


def test_the_file_of_a_piece_is_read_by_others(tmp_path: Path) -> None:
    file = tmp_path / "piece.parquet"
    file.write_bytes(piece_bytes(whole().part(100, 50)))
    frame = pq.read_table(file).to_pandas()
    assert frame["run"].tolist() == list(range(100, 150))
    assert frame["path"].tolist() == whole().words("path")[100:150]
    assert piece_bytes(whole().part(100, 50)) == file.read_bytes()
