"""What the disputes of 2026 come to: who votes hangs on one of them, and who leads on none."""

from __future__ import annotations

from functools import cache

from engines.test_agreement import agree

from rulesim.engines.ensemble import play
from rulesim.loading.scenario import load, settle
from rulesim.studies.order import Order, vary
from rulesim.studies.readings import ReadingsStudy, study_readings

RUNS = 300


@cache
def study(name: str) -> ReadingsStudy:
    return study_readings(vary(Order(load(name), RUNS, 1, {}, rows=True)))


def test_whether_constituency_parties_may_nominate_decides_whether_members_vote() -> None:
    found = study("labour-2026").questions["constituency-window"]
    assert found.verdict == "decisive"
    voted = {
        reading: result.endings["elected"].share if "elected" in result.endings else 0.0
        for reading, result in found.readings.items()
    }
    assert voted["affiliates-suffice"] < 0.05 < 0.15 < voted["all-classes"]


def test_it_hardly_decides_who_leads() -> None:
    found = study("labour-2026").questions["constituency-window"]
    for result in found.readings.values():
        assert result.leaders["burnham"].share > 0.95


def test_one_name_more_hardly_matters_and_nobody_comes_to_the_question_of_others() -> None:
    questions = study("labour-2026").questions
    assert questions["number-of-names"].consulted
    assert questions["number-of-names"].flips.share < 0.02
    assert (questions["entry-after-the-bar"].verdict, questions["entry-after-the-bar"].consulted) == ("academic", False)


def test_whether_others_may_enter_decides_whether_a_second_challenger_is_on_the_ballot() -> None:
    """Of runs with a ballot against the leader; after a resignation others may stand whatever the reading."""
    contest = load("labour-2026-challenge")
    for reading, some in (("closed", False), ("open", True)):
        (found,) = play([settle(contest, {"entry-after-the-bar": reading})], runs=RUNS, seed=1, workers=1)
        there = found.codes("nominations.on_ballot.rival") == 1
        assert bool(there.any()) == some


def test_one_by_one_and_together_it_is_the_same() -> None:
    for name in ("labour-2026", "labour-2026-challenge"):
        agree(settle(load(name)), 12)


def test_they_know_nothing_of_what_came_later() -> None:
    """Nobody has written down a name that had not been named by then, nor a figure of July."""
    for name, day in (("labour-2026", "2026-06-25"), ("labour-2026-challenge", "2026-01-26")):
        contest = load(name)
        assert contest.scenario.as_seen is not None
        assert contest.scenario.as_seen.date().isoformat() == day
        assert all(str(one.fact.known_from)[:10] <= day for one in contest.citations)
