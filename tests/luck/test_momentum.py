"""Momentum bends the clock: the times of signatures when everybody's rate grows with the names gathered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.petitions import kth_time, sped_up

from luck.crowd import NOW, crowd
from rulesim.luck.petition import bend, signatures
from rulesim.model.conduct import Momentum

TIMES = st.lists(st.floats(0, 1000), max_size=15).map(sorted)
NAMES, FASTER = st.integers(1, 6), st.integers(0, 100)


def momentum(names: int, percent: int) -> Momentum:
    return Momentum.model_validate({"names": names, "faster": f"{percent}%"})


def bent(times: list[float], names: int, percent: int) -> list[float]:
    return bend(np.array(times)[:, None], momentum(names, percent))[:, 0].tolist()


@given(TIMES, NAMES)
def test_without_growth_nothing_changes(times: list[float], names: int) -> None:
    assert bent(times, names, 0) == pytest.approx(times, rel=1e-12, abs=1e-9)


@given(TIMES, NAMES, FASTER)
def test_it_equals_people_whose_rates_are_multiplied(times: list[float], names: int, percent: int) -> None:
    assert bent(times, names, percent) == pytest.approx(sped_up(times, names, percent / 100), rel=1e-9, abs=1e-6)


@given(TIMES, NAMES, FASTER)
def test_the_order_is_kept_and_nobody_signs_later(times: list[float], names: int, percent: int) -> None:
    found = bent(times, names, percent)
    assert found == sorted(found)
    assert all(after <= before + 1e-9 for before, after in zip(times, found, strict=True))
    assert found[:names] == pytest.approx(times[:names], rel=1e-12, abs=1e-9)


def test_those_who_never_sign_still_never_do() -> None:
    table = np.array([[1.0, 2.0], [3.0, np.inf], [np.inf, np.inf]])
    found = bend(table, momentum(1, 100))
    assert found.tolist() == [[1.0, 2.0], [2.0, np.inf], [np.inf, np.inf]]
    assert bend(np.empty((0, 4)), momentum(1, 100)).shape == (0, 4)


SIGN = {
    "rebels": {"chance": "60%", "after": {"mean": "6 days"}},
    "others": {"share": "1/2", "after": {"mean": "9 days"}},
}
BLOCS = {"rebels": 30, "others": 20}


def signed(**conduct: Any) -> Any:
    return signatures(crowd("petition", {"sign": SIGN, **conduct}, BLOCS), NOW)


def test_with_momentum_the_same_people_sign_in_the_same_order_but_sooner() -> None:
    slow, fast = signed(), signed(momentum={"names": 5, "faster": "20%"})
    for same in ("count", "bloc", "list_"):
        assert np.array_equal(getattr(slow, same), getattr(fast, same))
    assert np.array_equal(slow.minutes[:5], fast.minutes[:5])
    here = np.arange(len(slow.minutes))[:, None] < slow.count
    assert (fast.minutes <= slow.minutes)[here].all()
    assert (fast.minutes < slow.minutes)[8:][here[8:]].all()


def test_the_kth_signature_is_the_first_moment_with_k_names() -> None:
    found = signed(momentum={"names": 3, "faster": "10%"})
    for run in range(20):
        minutes = found.minutes[: found.count[run], run].tolist()
        assert [kth_time(minutes, k + 1) for k in range(len(minutes))] == minutes
