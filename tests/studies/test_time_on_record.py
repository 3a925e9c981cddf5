"""Time on record: a day is that day at whatever hour, and what was done while its stage was not open is told."""

from __future__ import annotations

from typing import Any

import pytest
from engines.contests import Document, contest, decision, motion, names, nominations, petition

from rulesim.reports.words.differences import difference
from rulesim.studies.replay import replay

VOTE = {"vote": {"given": {"for": 1, "against": 0}}}


def told(stages: Document, conduct: Document, **more: Any) -> list[str]:
    """The differences of a replay, each as it is told."""
    found = contest(stages, conduct, **{"expects": {}, **more})
    said = (difference(one, found) for one in replay(found).differences)
    return [one.told or f"{one.what}: {one.recorded} / {one.derived}" for one in said]


@pytest.mark.parametrize("day", ["2020-01-02", "2020-01-02T20:15"])
def test_a_day_is_that_day_at_whatever_hour(day: str) -> None:
    stages, times = {"vote": motion()}, {"vote": {"closes": "2020-01-02T20:15"}}
    assert told(stages, VOTE, timetable=times, expects={"decided": day}) == []


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        ("2020-01-01", "2020-01-01"),
        ("2020-01-03", "2020-01-03"),
        ("2020-01-02T00:00", "2020-01-02 00:00"),
        ("2020-01-02T20:14", "2020-01-02 20:14"),
    ],
)
def test_another_day_and_another_minute_are_not(expected: str, shown: str) -> None:
    stages, times = {"vote": motion()}, {"vote": {"closes": "2020-01-02T20:15"}}
    found = told(stages, VOTE, timetable=times, expects={"decided": expected})
    assert found == [f"when it is decided: {shown} / 2020-01-02 20:15"]


LATE = "too late to count, as the stage closed at 2020-01-11 00:00"


@pytest.mark.parametrize(
    ("stage", "given", "line"),
    [
        (
            petition(),
            [{"signatures": {"cause": 30}, "at": "2020-01-02"}, {"signatures": {"cause": 30}, "at": "2020-01-11"}],
            f"the record has signatures of 2020-01-11 00:00, {LATE}",
        ),
        (
            decision(window="10 days"),
            {"chooses": "yes", "at": "2020-01-12T09:30"},
            f"the record has the decision at 2020-01-12 09:30, {LATE}",
        ),
        (
            nominations(),
            {"names": {"ann": 12, "bob": 11}, "withdrawn": {"bob": "2020-01-11"}},
            f"the record has the withdrawal of Bob at 2020-01-11 00:00, {LATE}",
        ),
        (
            decision(opens_after="2 days"),
            {"chooses": "yes", "at": "2020-01-02"},
            (
                "the record has the decision at 2020-01-02 00:00, but the contest comes to this stage only at "
                "2020-01-03 00:00"
            ),
        ),
    ],
)
def test_what_was_done_while_its_stage_was_not_open_is_told(stage: Document, given: Any, line: str) -> None:
    assert told({"it": stage}, {"it": {"given": given}}) == [line]


def test_signatures_after_those_that_met_the_threshold_need_not_count() -> None:
    given = [{"signatures": {"cause": 51}, "at": "2020-01-02"}, {"signatures": {"cause": 3}, "at": "2020-01-20"}]
    assert told({"call": petition()}, {"call": {"given": given}}) == []


def test_a_timetable_that_has_passed_is_told() -> None:
    stages = {
        "vote": motion(lasts="5 days", then=dict.fromkeys(("carried", "lost", "tied"), "noms")),
        "noms": nominations(),
    }
    found = told(stages, VOTE | {"noms": names(ann=20)}, timetable={"noms": {"closes": "2020-01-04"}})
    assert found == [
        (
            "the timetable closes this stage at 2020-01-04 00:00, but the contest comes to this stage only at "
            "2020-01-06 00:00"
        )
    ]
