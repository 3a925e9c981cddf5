"""How many runs are enough: the stopping rule against the interval itself, and against known chances."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from engines.test_runs import chancy_contest
from hypothesis import given
from hypothesis import strategies as st

from rulesim.engines.pieces import Piece, checkpoints
from rulesim.engines.workers import Where
from rulesim.luck.draws import BLOCK
from rulesim.model.quantities import parse_fraction
from rulesim.studies import play as study
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.order import Order, vary
from rulesim.studies.precision import Z_SQUARED, Reached, enough_for_any, gather, known_to, most_runs, reached
from rulesim.studies.readings import study_readings
from rulesim.studies.shares import estimate
from studies.test_readings import tiny

HALF_A_POINT = Fraction(1, 200)


def half_width(count: int, runs: int) -> float:
    found = estimate(count, runs)
    return (found.high - found.low) / 2


@given(runs=st.integers(1, 10**6), part=st.fractions(0, 1), within=st.fractions("1/1000", "1/10", max_denominator=5000))
def test_known_means_that_half_the_interval_is_no_wider(runs: int, part: Fraction, within: Fraction) -> None:
    count = round(part * runs)
    wide = half_width(count, runs)
    if abs(wide - within) > 1e-9:
        assert known_to((count, runs), within) is (wide <= within)


@pytest.mark.parametrize("count", [0, 5000])
def test_what_never_or_always_happens_is_known_soon(count: int) -> None:
    assert known_to((count, 5000), HALF_A_POINT)
    assert not known_to((2500, 5000), HALF_A_POINT)


def test_the_number_behind_95_percent() -> None:
    assert float(Z_SQUARED) == pytest.approx(NormalDist().inv_cdf(0.975) ** 2, abs=1e-12)


@pytest.mark.parametrize(("within", "blocks"), [("1/100", 4), ("1/200", 16), ("1/1000", 256), ("1/10", 1)])
def test_enough_for_any_share_is_the_first_checkpoint_that_is(within: str, blocks: int) -> None:
    runs = enough_for_any(Fraction(within))
    assert runs == blocks * BLOCK
    assert runs in list(checkpoints(runs))
    assert blocks == 1 or not known_to((runs // 4, runs // 2), Fraction(within))


def test_how_many_runs_at_the_most() -> None:
    assert most_runs(None, None, 2000) == 2000
    assert most_runs(70, None, 2000) == 70
    assert most_runs(None, HALF_A_POINT, 2000) == 16 * BLOCK
    assert most_runs(70, HALF_A_POINT, 2000) == 70


@given(stop=st.integers(0, 12), most=st.integers(1, 30 * BLOCK))
def test_it_stops_at_the_first_checkpoint_that_is_enough(stop: int, most: int) -> None:
    played: list[Piece] = []

    def play(pieces: Iterator[Piece]) -> Iterator[tuple[Piece, Piece]]:
        yield from ((piece, piece) for piece in reversed(list(pieces)))

    marks = list(checkpoints(most))
    wanted = marks[min(stop, len(marks) - 1)]

    def look() -> Reached:
        return Reached(HALF_A_POINT, 0.0, sum(piece.runs for piece in played) >= wanted)

    done = gather(most, BLOCK, play, played.append, look)
    assert done == wanted == sum(piece.runs for piece in played)
    assert len({piece.first for piece in played}) == len(played)


def test_without_a_precision_all_are_played() -> None:
    played: list[Piece] = []
    assert gather(BLOCK + 3, BLOCK, lambda pieces: ((piece, piece) for piece in pieces), played.append) == BLOCK + 3
    assert [piece.runs for piece in played] == [BLOCK, 3]


@pytest.mark.parametrize("chance", [0.0, 0.001, 0.03, 0.2, 0.5, 0.97, 1.0])
def test_where_it_stops_the_interval_holds_the_true_chance_as_often_as_it_says(chance: float) -> None:
    """Binomial counts in place of a contest; looking early must not cost the interval its promise."""
    luck, inside, tries = np.random.Generator(np.random.PCG64(1)), 0, 1500
    for _ in range(tries):
        count = runs = 0
        for mark in checkpoints(enough_for_any(HALF_A_POINT)):
            count, runs = count + int(luck.binomial(mark - runs, chance)), mark
            if known_to((count, runs), HALF_A_POINT):
                break
        found = estimate(count, runs)
        inside += found.low <= chance <= found.high
        assert half_width(count, runs) <= HALF_A_POINT
    assert inside / tries > 0.93


def play(precision: str, most: int, workers: int = 1) -> Ensemble:
    return study.play(Order(chancy_contest(), most, 1, precision=parse_fraction(precision), where=Where(workers)))


def test_it_says_how_closely_everything_is_known_whoever_plays() -> None:
    found = play("2%", 10 * BLOCK)
    assert found.runs == BLOCK
    assert found.reached is not None and found.reached.enough
    assert found.reached.widest == max(
        half_width(share.count, BLOCK)
        for shares in (found.endings, found.leaders, found.paths, found.milestones)
        for share in shares.values()
    )
    assert play("2%", 10 * BLOCK, workers=2) == found


def test_when_the_most_are_not_enough_it_says_so() -> None:
    found = play("0.2%", BLOCK + 100)
    assert found.runs == BLOCK + 100
    assert found.reached is not None and not found.reached.enough
    assert found.reached.widest > 0.002


def test_of_no_shares_all_are_known() -> None:
    assert reached(HALF_A_POINT, [], 10).enough


def test_between_readings_it_is_the_share_of_flips_that_is_known() -> None:
    """Every run of the tiny contest flips, so one block is enough, however even the shares under each reading."""
    found = study_readings(vary(Order(tiny(), 8 * BLOCK, precision=Fraction(1, 200), where=Where(1))))
    assert found.base.runs == BLOCK
    assert found.questions["place"].flips.count == BLOCK
    assert found.reached is not None and found.reached.enough
    assert found.reached.widest == half_width(BLOCK, BLOCK) < 0.005
    leads = found.base.leaders["bob"]
    assert half_width(leads.count, BLOCK) > 0.005, "the share of a leader would need more runs"
