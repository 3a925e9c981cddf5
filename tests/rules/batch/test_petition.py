"""Petitions in many runs at once, against one run at a time and against counting anew after every signature."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from oracles import petitions as oracle
from strategies import signed
from strategies.signatures import LISTS, Signed

from rules.test_petition import petition
from rulesim.model.quantities import NEVER
from rulesim.model.stages import outcomes
from rulesim.rules import petition as one
from rulesim.rules.batch import petition as batch

OPENS = 0
Run = tuple[Signed, int, int]
"""Signatures, the bar and the close."""


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """Several runs of one petition: signatures count for good in all of them or in none."""
    needs, closes = st.integers(-1, 8), st.integers(0, 14)
    for_good = draw(st.booleans())
    some = [draw(signed()) for _ in range(draw(st.integers(1, 5)))]
    kept = [Signed(made.lists, made.minutes, None if for_good else made.until or last(made)) for made in some]
    return [(made, draw(needs), draw(closes)) for made in kept]


def last(made: Signed) -> list[int]:
    return [NEVER] * len(made.lists)


def table(columns: list[list[int]], rows: int) -> Any:
    return (
        np.array([[*column, *[0] * (rows - len(column))] for column in columns], np.int64).reshape(len(columns), rows).T
    )


def together(played: list[Run]) -> batch.Course:
    """All runs at once."""
    made = [signatures for signatures, _, _ in played]
    rows = max(len(one.lists) for one in made)
    there = np.arange(rows)[:, None] < np.array([len(one.lists) for one in made])
    until = table([one.until or [] for one in made], rows) if made[0].until is not None else None
    columns = table([one.lists for one in made], rows), table([one.minutes for one in made], rows)
    needs, closes = (np.array(column, np.int64) for column in list(zip(*played, strict=True))[1:])
    return batch.course(batch.Signed(there, *columns, until), LISTS, needs, np.full(len(made), OPENS), closes)


@given(runs())
def test_many_runs_at_once_equal_one_at_a_time(played: list[Run]) -> None:
    found = together(played)
    for run, (made, needs, closes) in enumerate(played):
        course = one.course(made.lists, made.minutes, made.until, needs, closes)
        assert batch.KINDS[found.outcome[run]] == course.outcome
        assert [int(many[run]) for many in found.counts] == [course.counts.get(name, 0) for name in range(LISTS)]
        met = made.minutes[len(course.steps) - 1] if course.steps else OPENS
        assert found.at[run] == (met if course.outcome == one.MET else closes)


@given(runs())
def test_the_bar_is_met_as_counting_anew_finds(played: list[Run]) -> None:
    found = together(played)
    for run, (made, needs, closes) in enumerate(played):
        if needs > 0:
            deciding = oracle.deciding_in_force(made.lists, made.minutes, made.until or last(made), needs)
            met = deciding is not None and made.minutes[deciding] < closes
            assert batch.KINDS[found.outcome[run]] == (one.MET if met else one.LAPSED)
            assert found.at[run] == (made.minutes[deciding] if met and deciding is not None else closes)


TIMES = st.lists(st.integers(0, 9), max_size=6).map(sorted)


@given(st.lists(st.lists(TIMES, min_size=3, max_size=3), min_size=1, max_size=3), st.data())
def test_waves_together_are_one_list_of_signatures_that_count_for_good(waves: list[list[list[int]]], data: Any) -> None:
    """Three runs; the signatures of each bloc are a wave."""
    needs = [data.draw(st.integers(-1, 8)) for _ in range(3)]
    closes = [data.draw(st.integers(2, 14)) for _ in range(3)]
    opens = np.array([2, 2, 2])
    times = [wave_table(wave) for wave in waves]
    found = batch.course_of_waves(times, np.array(needs), opens, np.array(closes))
    for run in range(3):
        minutes = sorted(minute + 2 for wave in waves for minute in wave[run])
        course = one.course([0] * len(minutes), minutes, None, needs[run], closes[run])
        assert batch.KINDS[found.outcome[run]] == course.outcome
        assert found.counts[0][run] == course.counts.get(0, 0)
        met = minutes[len(course.steps) - 1] if course.steps else 2
        assert found.at[run] == (met if course.outcome == one.MET else closes[run])


def wave_table(wave: list[list[int]]) -> Any:
    """A wave in several runs, infinite where there is no signature."""
    rows = max(len(times) for times in wave)
    return np.array([[*times, *[np.inf] * (rows - len(times))] for times in wave]).reshape(len(wave), rows).T


@given(st.lists(TIMES, max_size=3), st.integers(1, 12))
def test_the_kth_of_several_waves_is_the_kth_of_all(waves: list[list[int]], k: int) -> None:
    found = batch.kth([np.array(wave, float)[:, None] for wave in waves], np.array([k]))
    assert found.tolist() == [oracle.kth_time([float(time) for wave in waves for time in wave], k)]


def test_outcomes_stand_in_the_order_of_the_model() -> None:
    assert outcomes(petition()) == batch.KINDS
