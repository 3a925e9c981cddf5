"""Decisions of one actor: in time, out of time, on record, and never."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import DAY, decision, petition, play, said

YES = {"chooses": {"yes": "100%"}}


def test_who_decides_is_told_with_the_clause() -> None:
    run = play({"stand": decision()}, {"stand": YES | {"after": {"exactly": "2 days"}}})
    assert (run.path, run.figures["stand.at"]) == (["stand.yes"], 2 * DAY)
    (told,) = said(run, "decides")
    assert (told.who, told.what, told.event.clause) == ("Ann", "yes", "§stand")


def test_an_office_is_named_as_it_is_written() -> None:
    (told,) = said(play({"stand": decision(by="the judge")}, {"stand": YES}), "decides")
    assert told.who == "the judge"


@pytest.mark.parametrize(
    ("late", "path", "minute"), [("1439 minutes", "stand.yes", DAY - 1), ("1 day", "stand.no", DAY)]
)
def test_a_choice_in_the_closing_minute_is_too_late(late: str, path: str, minute: int) -> None:
    run = play({"stand": decision(window="1 day")}, {"stand": YES | {"after": {"exactly": late}}})
    assert (run.path, run.figures["stand.at"]) == ([path], minute)


def test_without_a_choice_the_default_stands_at_the_close_or_at_once() -> None:
    nothing: dict[str, Any] = {"stand": {"chooses": {"yes": "0%"}}}
    assert play({"stand": decision(window="1 day")}, nothing).figures["stand.at"] == DAY
    run = play({"stand": decision()}, nothing)
    assert (run.path, run.figures["stand.at"]) == (["stand.no"], 0)


@pytest.mark.parametrize(
    ("given", "path", "minute"),
    [
        ({"chooses": "yes"}, "stand.yes", 0),
        ({"chooses": "yes", "at": "2020-01-03"}, "stand.yes", 2 * DAY),
        ({"chooses": "yes", "at": "2020-01-01"}, "stand.yes", 0),
        ({"chooses": "yes", "at": "2020-01-06"}, "stand.no", 5 * DAY),
    ],
)
def test_a_decision_on_record_counts_from_its_own_date(given: dict[str, Any], path: str, minute: int) -> None:
    run = play({"stand": decision(window="5 days")}, {"stand": {"given": given}})
    assert (run.path, run.figures["stand.at"]) == ([path], minute)


@pytest.mark.parametrize(
    ("conduct", "path", "minute"),
    [
        ({**YES, "after": {"exactly": "2 days"}}, "stand.yes", 3 * DAY),
        ({**YES, "after": {"exactly": "5 days"}}, "stand.no", 6 * DAY),
        ({"given": {"chooses": "yes"}}, "stand.yes", DAY),
        ({"given": {"chooses": "yes", "at": "2020-01-03"}}, "stand.yes", 2 * DAY),
    ],
)
def test_a_delay_counts_from_the_opening_and_a_date_from_the_start(
    conduct: dict[str, Any], path: str, minute: int
) -> None:
    run = play({"stand": decision(opens_after="1 day", window="5 days")}, {"stand": conduct})
    assert (run.path, run.figures["stand.at"]) == ([path], minute)


def test_beside_another_stage_who_never_decides_leaves_no_trace() -> None:
    stages = {"call": petition(meanwhile={"go": {"yes": "end.empty"}}), "go": decision()}
    nothing = {"call": {"sign": {"right": {"share": "100%"}}}, "go": {"chooses": {"yes": "0%"}}}
    run = play(stages, nothing)
    assert (run.path, run.figures["call.at"]) == (["call.lapsed"], 10 * DAY)
    assert not said(run, "decides")
    late = play({**stages, "go": decision(window="2 days")}, nothing)
    assert (late.path, late.figures["go.at"]) == (["go.no", "call.lapsed"], 2 * DAY)
