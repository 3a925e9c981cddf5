"""Whole numbers that are never cut."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rulesim.rules.batch.integers import add_up, integers, roomy, total

NUMBERS = st.lists(st.integers(0, 2**62), min_size=1, max_size=6)


@given(NUMBERS, st.integers(0, 2**62))
def test_no_product_is_ever_cut(numbers: list[int], factor: int) -> None:
    assert roomy(np.array(numbers, np.int64), factor).tolist() == [number * factor for number in numbers]


@given(NUMBERS)
def test_no_sum_is_ever_cut(numbers: list[int]) -> None:
    several = [np.array([number], np.int64) for number in numbers]
    assert add_up(np.array(numbers, np.int64)[:, None]).tolist() == total(several).tolist() == [sum(numbers)]


@given(st.lists(st.integers(-(2**70), 2**70), max_size=4))
def test_numbers_of_any_size_are_kept(numbers: list[int]) -> None:
    assert integers(numbers).tolist() == numbers
    assert integers([1]).dtype == np.int64
