"""The timetable: when stages open and close, and what of a day that has passed."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import DAY, Document, ballot, events, motion, names, nominations, play, votes
from rulesim.errors import InputError

STAGES = {
    "vote": motion(then={"carried": "noms", "lost": "noms", "tied": "noms"}, lasts="1 day"),
    "noms": nominations(opens_after="2 days"),
}
CONDUCT: Document = {"vote": {"given": {"for": 1, "against": 0}}, "noms": names(ann=10, bob=10)}


@pytest.mark.parametrize(
    ("slot", "opens", "closes"),
    [
        ({}, 3, 13),
        ({"after": "5 days"}, 6, 16),
        ({"after": "0 days"}, 1, 11),
        ({"lasts": "4 days"}, 3, 7),
        ({"opens": "2020-01-09"}, 8, 18),
        ({"opens": "2019-01-09"}, 1, 11),
        ({"opens": "2020-01-02", "after": "0 days"}, 1, 11),
        ({"opens": "2020-01-09", "after": "9 days"}, 10, 20),
        ({"closes": "2020-01-11"}, 3, 10),
        ({"closes": "2020-01-02"}, 3, 3),
        ({"opens": "2020-01-09", "closes": "2020-01-11", "lasts": "90 days"}, 8, 10),
        ({"after": "5 days", "lasts": "2 days"}, 6, 8),
    ],
)
def test_when_a_stage_opens_and_closes(slot: dict[str, Any], opens: int, closes: int) -> None:
    run = play(STAGES, CONDUCT, timetable={"noms": slot} if slot else {})
    (opened,) = events(run, "opens", "noms")
    assert (opened.at / DAY, run.figures["noms.at"] / DAY) == (opens, closes)


def test_the_minute_counts() -> None:
    run = play(STAGES, CONDUCT, timetable={"noms": {"opens": "2020-01-09T10:15", "closes": "2020-01-09T10:16"}})
    assert events(run, "opens", "noms")[0].at == 8 * DAY + 615
    assert run.figures["noms.at"] == 8 * DAY + 616
    assert run.path[-1] == "noms.contested"


ALL, LEFT = {"ann": 4, "bob": 3, "cat": 2, "dan": 1}, {"ann": 4, "bob": 3, "cat": 2}
ROUNDS = votes(ALL, LEFT, {"ann": 3, "bob": 3}, {"ann": 4, "bob": 3})


@pytest.mark.parametrize(
    ("slot", "held"),
    [
        ({}, [7, 14, 21, 28]),
        ({"rounds": ["2020-01-05", "2020-01-06T12:00", "2020-01-20", "2020-01-21"]}, [4, 5.5, 19, 20]),
        ({"rounds": ["2020-01-05", "2020-01-06"]}, [4, 5, 12, 19]),
        ({"rounds": ["2020-01-05"], "lasts": "2 days"}, [4, 6, 8, 10]),
        ({"rounds": ["2020-01-05", "2020-01-06"], "after": "9 days"}, [9, 9, 16, 23]),
        ({"rounds": ["2020-01-05", "2020-01-12"], "after": "9 days"}, [9, 11, 18, 25]),
        ({"closes": "2020-01-01T20:00"}, [20 / 24, 20 / 24 + 7, 20 / 24 + 14, 20 / 24 + 21]),
        ({"closes": "2020-02-01", "lasts": "1 day"}, [31, 32, 33, 34]),
    ],
)
def test_when_the_rounds_of_a_ballot_are_held(slot: dict[str, Any], held: list[float]) -> None:
    vote = ballot(lasts="7 days", ties=["revote"])
    begins = {"candidates": ["ann", "bob", "cat", "dan"]}
    run = play({"vote": vote}, {"vote": ROUNDS}, begins=begins, timetable={"vote": slot} if slot else {})
    assert [event.at / DAY for event in events(run, "counts")] == held
    assert run.figures["vote.at"] / DAY == held[-1]


@pytest.mark.parametrize(
    ("slot", "slug"),
    [
        ({"opens": "2020-01-09", "closes": "2020-01-05"}, "closes-before-it-opens"),
        ({"opens": "2020-01-10", "rounds": ["2020-01-05", "2020-01-12"]}, "closes-before-it-opens"),
        ({"closes": "2019-12-31"}, "before-the-start"),
        ({"rounds": ["2019-12-31T23:59", "2020-01-12"]}, "before-the-start"),
        ({"rounds": ["2020-01-06", "2020-01-05"]}, "rounds-times"),
    ],
)
def test_a_window_that_cannot_be_is_refused(slot: dict[str, Any], slug: str) -> None:
    begins = {"candidates": ["ann", "bob", "cat", "dan"]}
    with pytest.raises(InputError) as error:
        play({"vote": ballot(lasts="7 days")}, {"vote": ROUNDS}, begins=begins, timetable={"vote": slot})
    assert [fault.slug for fault in error.value.faults] == [slug]


def test_rounds_of_papers_that_move_on_are_counted_at_once() -> None:
    stage = ballot(paper="ranked", votes="transfer")
    begins, slot = {"candidates": ["ann", "bob", "cat", "dan"]}, {"rounds": ["2020-01-05", "2020-01-06"]}
    with pytest.raises(InputError) as error:
        play({"vote": stage}, {"vote": ROUNDS}, begins=begins, timetable={"vote": slot})
    assert [fault.slug for fault in error.value.faults] == ["rounds-times"]


def test_a_contest_may_begin_in_the_middle() -> None:
    run = play(STAGES, {"noms": CONDUCT["noms"]}, begins={"stage": "noms"})
    assert run.path == ["noms.contested"]
    assert run.figures["noms.at"] == 12 * DAY
