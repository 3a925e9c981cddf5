"""How runs are cut: every run once, in order, and never across a border."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.test_runs import chancy, same
from rulesim.engines import ensemble
from rulesim.engines.outcomes import Outcomes
from rulesim.engines.pieces import GROUP, Piece, checkpoints, cut, kept_size, piece_size
from rulesim.engines.workers import alone
from rulesim.luck.draws import BLOCK


@given(first=st.integers(0, 500), runs=st.integers(0, 500), size=st.integers(1, 90))
def test_every_run_is_in_one_piece_and_no_piece_crosses_a_border(first: int, runs: int, size: int) -> None:
    pieces = list(cut(first, first + runs, size))
    assert [run for piece in pieces for run in range(piece.first, piece.end)] == list(range(first, first + runs))
    assert all(piece.first // size == (piece.end - 1) // size for piece in pieces)
    assert all(one.end % size == 0 for one in pieces[:-1])


@pytest.mark.parametrize(
    ("runs", "blocks"),
    [
        (1, []),
        (BLOCK, []),
        (BLOCK + 1, [1]),
        (2 * BLOCK, [1]),
        (5 * BLOCK, [1, 2, 4]),
        (100 * BLOCK, [1, 2, 4, 8, 16, 32, 64]),
    ],
)
def test_checkpoints_are_whole_blocks_that_double_and_the_end(runs: int, blocks: list[int]) -> None:
    assert list(checkpoints(runs)) == [*(block * BLOCK for block in blocks), runs]


def test_pieces_and_groups_of_rows_fit_into_each_other() -> None:
    for engine in ("event", "vector"):
        assert GROUP % kept_size(engine) == 0
        assert kept_size(engine) % BLOCK == 0
        for runs in (1, BLOCK, 10**7):
            size = piece_size(runs, engine)
            assert BLOCK % size == 0 or size % BLOCK == 0
    assert piece_size(10**7, "vector") % BLOCK == 0, "the engine that plays a block at once is given whole ones"


def first_and_length(tables: list[Outcomes]) -> tuple[int, int]:
    return tables[0].first, len(tables[0])


def test_a_piece_of_several_blocks_is_one_table_of_the_same_runs() -> None:
    """The engine is asked for as many blocks at a time as are best played together; a piece sees all of them."""
    settled = chancy()
    piece = Piece(BLOCK - 40, 80)
    asked: list[tuple[int, int]] = []
    played = ensemble._play_piece

    def listening(variants: list[object], seed: int, first: int, count: int, engine: str) -> list[Outcomes]:
        asked.append((first, count))
        return played(variants, seed, first, count)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ensemble, "_play_piece", listening)
        patch.setattr(ensemble, "runs_at_once", lambda _: BLOCK)
        ((_, tables),) = ensemble.play_pieces([settled], 1, [piece], list, alone)
    assert asked == [(BLOCK - 40, 40), (BLOCK, 40)]
    (whole,) = ensemble.play([settled], BLOCK + 40, 1, workers=1)
    assert same(tables[0], whole.part(*piece), 80)
    assert first_and_length(tables) == (piece.first, piece.runs)


def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="abacus"):
        ensemble.play([chancy()], 10, 1, workers=1, engine="abacus")  # type: ignore[arg-type]


def test_an_ensemble_is_the_same_by_either_engine() -> None:
    one, other = (ensemble.play([chancy()], 300, 1, workers=1, engine=engine)[0] for engine in ("event", "vector"))
    assert same(one, other, 300)


def test_parts_of_a_table_are_its_rows() -> None:
    (whole,) = ensemble.play([chancy()], 300, 1, workers=1)
    edges = [0, 7, 150, 300]
    parts = [whole.part(first, last - first) for first, last in itertools.pairwise(edges)]
    assert [part.words("path") for part in parts] == [whole.words("path")[a:b] for a, b in itertools.pairwise(edges)]
    assert [part.first for part in parts] == edges[:-1]
