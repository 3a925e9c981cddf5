"""When stages open and close: of one run in whole numbers, and of many at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulesim.engines.mechanics.times import later, times_of
from rulesim.model.scenario import Slot
from rulesim.model.stages import Motion, Petition

STARTS = datetime(2020, 1, 1)
WRITTEN: dict[str, Any] = {"title": "Stage", "clause": "1", "says": "it is held", "then": {}, "by": ["mps"]}
BAR = {"needs": {"count": 3}}


def petition(**more: Any) -> Petition:
    return Petition.model_validate({"kind": "petition", **WRITTEN, **BAR, **more})


def motion(**more: Any) -> Motion:
    needs = {"needs": {"share": "1/2"}, "asks": "that they go"}
    return Motion.model_validate({"kind": "motion", **WRITTEN, **needs, **more})


def slot(**said: int) -> Slot:
    """A place in the timetable: moments and lengths in minutes."""
    lengths = {name: f"{many} minutes" for name, many in said.items() if name in ("after", "lasts")}
    moments = {name: (STARTS + timedelta(minutes=at)).isoformat("T", "minutes") for name, at in said.items()}
    return Slot.model_validate({**moments, **lengths})


@pytest.mark.parametrize(
    ("stage", "place", "wanted"),
    [
        (petition(), None, (50, None)),
        (petition(window="10 minutes", opens_after="5 minutes"), None, (55, 65)),
        (petition(waits_for_immunity=True, window="10 minutes"), None, (80, 90)),
        (motion(opens_after="5 minutes", lasts="7 minutes"), slot(), (55, 62)),
        (motion(opens_after="5 minutes"), slot(after=2), (52, 52)),
        (motion(opens_after="5 minutes"), slot(opens=60), (60, 60)),
        (motion(opens_after="5 minutes"), slot(opens=40), (50, 50)),
        (motion(), slot(opens=55, after=10), (60, 60)),
        (motion(), slot(lasts=9), (50, 59)),
        (motion(), slot(closes=70), (50, 70)),
        (motion(), slot(closes=30), (50, 50)),
        (petition(), slot(closes=70, lasts=3), (50, 70)),
    ],
)
def test_when_a_stage_opens_and_closes(stage: Any, place: Slot | None, wanted: tuple[int, int | None]) -> None:
    """The contest comes to it in minute 50; the leader is immune until minute 80."""
    assert times_of(stage, place, STARTS, 50, 80) == wanted


@st.composite
def slots(draw: st.DrawFn) -> Slot | None:
    names = draw(st.none() | st.sets(st.sampled_from(("opens", "closes", "after", "lasts"))))
    return None if names is None else slot(**{name: draw(st.integers(0, 90)) for name in sorted(names)})


@given(slots(), st.booleans(), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=4))
def test_many_runs_at_once_equal_one_at_a_time(place: Any, waits: bool, runs: list[tuple[int, int]]) -> None:
    stage = petition(waits_for_immunity=waits, opens_after="3 minutes")
    now, immune = (np.array(column) for column in zip(*runs, strict=True))
    opens, closes = times_of(stage, place, STARTS, now, immune)
    for run, (minute, until) in enumerate(runs):
        opens_here, closes_here = times_of(stage, place, STARTS, minute, until)
        assert type(opens_here) is int, "SimPy is given whole numbers of Python"
        assert opens[run] == opens_here >= minute
        assert (None if closes is None else closes[run]) == closes_here
        assert closes_here is None or closes_here >= opens_here


def test_the_later_of_two() -> None:
    assert later(3, 5) == later(5, 3) == 5
    assert later(np.array([3, 9]), 5).tolist() == [5, 9]
