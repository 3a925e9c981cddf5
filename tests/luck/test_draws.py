"""Addresses: what a stream of draws depends on, and what it does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from oracles.streams import stream

from rulesim.luck.draws import BLOCK, DrawnError, Draws, NoDraws
from rulesim.luck.people import address

PURPOSES = ("challenge/sign/rebels", "challenge/sign/rebels/delay", "challenge#2/sign/rebels", "unknowns/mood")


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize(("seed", "block"), [(0, 0), (1, 0), (1, 7), (2**63, 12)])
def test_a_stream_is_named_by_seed_block_and_purpose(seed: int, block: int, purpose: str) -> None:
    draws = Draws(seed, block)
    assert np.array_equal(draws.uniform(purpose), stream(seed, block, purpose).random(BLOCK))
    assert np.array_equal(draws.gamma(purpose, 2.5), stream(seed, block, purpose).standard_gamma(2.5, BLOCK))


@settings(max_examples=30)
@given(st.permutations(PURPOSES))
def test_the_order_of_asking_never_matters(order: list[str]) -> None:
    draws, wanted = Draws(3, 0), {purpose: Draws(3, 0).uniform(purpose) for purpose in PURPOSES}
    for purpose in [*order, *order]:
        assert np.array_equal(draws.uniform(purpose), wanted[purpose])


@settings(max_examples=30)
@given(st.integers(0, 20), st.integers(0, 20))
def test_more_columns_never_change_the_first_ones(few: int, more: int) -> None:
    draws = Draws(3, 0)
    assert np.array_equal(draws.uniforms("delays", few), draws.uniforms("delays", few + more)[:few])


@settings(max_examples=30)
@given(st.lists(st.integers(0, 20), max_size=5))
def test_asking_for_more_later_goes_on_where_it_stopped(steps: list[int]) -> None:
    draws = Draws(3, 0)
    for columns in steps:
        wanted = stream(3, 0, "gaps").standard_exponential((columns, BLOCK))
        assert np.array_equal(draws.exponentials("gaps", columns), wanted)


def test_some_runs_draw_what_they_draw_in_the_whole_block() -> None:
    rows = np.array([5, 3, 4000])
    whole, some = Draws(3, 0), Draws(3, 0).of(rows)
    assert np.array_equal(some.uniform("a"), whole.uniform("a")[rows])
    assert np.array_equal(some.uniforms("b", 4), whole.uniforms("b", 4)[:, rows])
    assert np.array_equal(some.exponentials("c", 4), whole.exponentials("c", 4)[:, rows])
    assert np.array_equal(some.gamma("d", 2.5), whole.gamma("d", 2.5)[rows])


def test_other_seeds_blocks_and_purposes_draw_other_numbers() -> None:
    streams = [(seed, block, purpose) for seed in (0, 1, 2) for block in (0, 1, 2) for purpose in PURPOSES]
    drawn = {Draws(seed, block).uniform(purpose).tobytes() for seed, block, purpose in streams}
    assert len(drawn) == len(streams)
    assert not np.array_equal(Draws(0, 1).uniform("a"), Draws(1, 0).uniform("a"))


def test_streams_do_not_move_together() -> None:
    columns = np.stack([Draws(1, block).uniform(purpose) for block in range(3) for purpose in PURPOSES])
    related = np.corrcoef(columns) - np.eye(len(columns))
    assert np.abs(related).max() < 4.5 / np.sqrt(BLOCK)


def test_draws_lie_from_nought_to_one() -> None:
    drawn = Draws(1, 0).uniforms("a", 40)
    assert drawn.shape == (40, BLOCK)
    assert drawn.min() >= 0
    assert drawn.max() < 1


def test_an_address_tells_stage_visit_and_purpose() -> None:
    assert address("challenge", 1, "sign", "rebels") == "challenge/sign/rebels"
    assert address("challenge", 2, "sign", "rebels") == "challenge#2/sign/rebels"


@pytest.mark.parametrize("rows", [None, np.array([1, BLOCK - 1, BLOCK + 2, 3 * BLOCK - 1])])
def test_blocks_side_by_side_draw_what_each_draws_alone(rows: NDArray[np.int64] | None) -> None:
    together = Draws(3, 5, 3) if rows is None else Draws(3, 5, 3).of(rows)
    here = np.arange(3 * BLOCK) if rows is None else rows
    alone = [Draws(3, block) for block in (5, 6, 7)]
    for kind in ("uniforms", "exponentials"):
        wanted = np.concatenate([getattr(one, kind)("a", 4) for one in alone], axis=1)[:, here]
        assert np.array_equal(getattr(together, kind)("a", 2), wanted[:2])
        assert np.array_equal(getattr(together, kind)("a", 4), wanted)
        assert np.array_equal(getattr(together, kind)("a", 1), wanted[:1])
    assert np.array_equal(together.gamma("b", 2.5), np.concatenate([one.gamma("b", 2.5) for one in alone])[here])


def gammas(draws: Draws, purpose: str, shape: Any, columns: int) -> Any:
    """So many numbers a run, though they are drawn some at a time."""
    return np.concatenate(list(draws.gammas_in_parts(purpose, shape, "a law", columns)))


def test_gammas_have_a_shape_for_each_run_and_are_drawn_block_by_block() -> None:
    shape = np.linspace(1, 9, 2 * BLOCK)
    found = gammas(Draws(3, 5, 2), "a", shape, 3)
    assert found.shape == (3, 2 * BLOCK)
    for block in (0, 1):
        own = shape[block * BLOCK : (block + 1) * BLOCK]
        wanted = stream(3, 5 + block, "a").standard_gamma(np.broadcast_to(own, (3, BLOCK)))
        assert np.array_equal(found[:, block * BLOCK : (block + 1) * BLOCK], wanted)
    assert np.array_equal(gammas(Draws(3, 5), "b", 2.0, 1)[0], stream(3, 5, "b").standard_gamma(2.0, (1, BLOCK))[0])


def beyond_the_first(seed: int, block: int, purpose: str, row: int, columns: int) -> Any:
    """The numbers of one run beyond the first 1,024: those of its place among the eight that share a stream."""
    return stream(seed, block, purpose, row // 8).random((columns, 8))[:, row % 8]


@pytest.mark.parametrize("rows", [[0], [7, 8], [3, 4, 5, 6], [0, 9, 4095], [1, BLOCK - 1, BLOCK, BLOCK + 20]])
@pytest.mark.parametrize("at_once", [2**20, 64, 24])
def test_beyond_the_first_numbers_eight_runs_share_a_stream(
    monkeypatch: pytest.MonkeyPatch, rows: list[int], at_once: int
) -> None:
    """The same for one run and for a block, for runs side by side or apart, drawn at once or a few at a time."""
    monkeypatch.setattr("rulesim.luck.draws._AT_ONCE", max(at_once, BLOCK) if at_once > 64 else at_once)
    some = Draws(3, 5, 2).alone(np.array(rows)) if at_once > 64 else Draws(3, 5, 2).of(np.array(rows))
    monkeypatch.setattr("rulesim.luck.draws.MANY", 0)
    found = some.uniforms("delays", 37)
    for place, row in enumerate(rows):
        wanted = beyond_the_first(3, 5 + row // BLOCK, "delays", row % BLOCK, 37)
        assert np.array_equal(found[:, place], wanted), row


def test_the_thousand_and_twenty_fifth_number_is_the_first_of_eight_runs() -> None:
    run = 4 * BLOCK + 10
    found = Draws(3, 4).alone(np.array([10])).uniforms("delays", 1030)
    assert np.array_equal(found[:1024, 0], stream(3, run // BLOCK, "delays").random((1024, BLOCK))[:, 10])
    assert np.array_equal(found[1024:, 0], beyond_the_first(3, 4, "delays", 10, 6))


def test_where_nothing_may_be_drawn_the_purpose_is_named() -> None:
    with pytest.raises(DrawnError, match="vote/lot"):
        NoDraws().uniform("vote/lot")
