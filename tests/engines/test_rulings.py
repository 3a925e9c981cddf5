"""Rulings inside a run: from there on the run goes on under the reading it got, unless it is held from outside."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import (
    DAY,
    Document,
    contest,
    decision,
    events,
    motion,
    names,
    nominations,
    petition,
    play,
    said,
    trace,
)
from rulesim.engines.event.state import Run
from rulesim.loading.scenario import settle

READINGS = {"place": ("right", "needed")}
RULES_ON = {"on": "place", "gives": {"carried": "right", "lost": "needed", "tied": "needed"}}
BY_PLACE = {"question": "place", "right": "none", "needed": {"count": 20}}


def ruled(votes_for: int, held: dict[str, str] | None = None) -> Run:
    """A motion rules whether the leader needs names; the leader has 19."""
    stages = {
        "ruling": motion(rules_on=RULES_ON, then=dict.fromkeys(("carried", "lost", "tied"), "noms")),
        "noms": nominations(needs={"incumbent": BY_PLACE, "challenger": {"count": 20}}),
    }
    conduct: Document = {
        "ruling": {"given": {"for": votes_for, "against": 5}},
        "noms": names(ann=19, bob=20),
    }
    return play(stages, conduct, READINGS, held)


@pytest.mark.parametrize(
    ("votes_for", "reading", "there"), [(6, "right", ("ann", "bob")), (5, "needed", ("bob",)), (4, "needed", ("bob",))]
)
def test_a_ruling_puts_its_reading_in_force(votes_for: int, reading: str, there: tuple[str, ...]) -> None:
    run = ruled(votes_for)
    assert run.candidates == there
    assert trace(run).readings == {"place": reading}
    assert run.figures["reading.place"] == READINGS["place"].index(reading)
    (told,) = said(run, "rules")
    assert (told.what, told.event.clause) == (f"place: {reading}", "§ruling")


@pytest.mark.parametrize(("votes_for", "held", "there"), [(6, "needed", ("bob",)), (4, "right", ("ann", "bob"))])
def test_a_reading_held_from_outside_does_not_change(votes_for: int, held: str, there: tuple[str, ...]) -> None:
    run = ruled(votes_for, {"place": held})
    assert run.candidates == there
    assert trace(run).readings == {"place": held}
    (told,) = said(run, "rules")
    assert told.what == "place: fixed in advance, so this does not settle it"


def test_before_the_ruling_no_reading_is_shown() -> None:
    """A run that ends before anybody ruled has no reading, rather than the one listed first."""
    stages = {
        "call": petition(then={"met": "ruling"}),
        "ruling": motion(rules_on=RULES_ON, then=dict.fromkeys(("carried", "lost", "tied"), "noms")),
        "noms": nominations(needs={"incumbent": BY_PLACE, "challenger": {"count": 20}}),
    }
    conduct: Document = {
        "call": {"sign": {"right": {"share": "100%"}}},
        "ruling": {"given": {"for": 1, "against": 0}},
        "noms": names(ann=19, bob=20),
    }
    run = play(stages, conduct, READINGS)
    assert (run.path, trace(run).readings) == (["call.lapsed"], {})
    assert "reading.place" not in run.figures


def test_what_follows_the_ruling_itself_is_told_by_its_reading() -> None:
    then = {"question": "place", "right": "end.over", "needed": "end.empty"}
    stage = motion(rules_on=RULES_ON, then=dict.fromkeys(("carried", "lost", "tied"), then))
    for votes_for, leader in ((2, "ann"), (0, "nobody")):
        run = play({"ruling": stage}, {"ruling": {"given": {"for": votes_for, "against": 1}}}, READINGS)
        assert trace(run).leader == leader


def test_a_decision_rules_too_also_by_default() -> None:
    judge = decision(
        by="the judge",
        options=["a", "b"],
        default="b",
        window="1 day",
        rules_on={"on": "place", "gives": {"a": "right", "b": "needed"}},
        then={"a": "noms", "b": "noms"},
    )
    stages = {"judge": judge, "noms": nominations(needs={"incumbent": BY_PLACE, "challenger": {"count": 20}})}
    for chance, there in (("100%", ("ann", "bob")), ("0%", ("bob",))):
        run = play(stages, {"judge": {"chooses": {"a": chance}}, "noms": names(ann=19, bob=20)}, READINGS)
        assert run.candidates == there


def court(gives: dict[str, str], meanwhile: Any) -> Run:
    """The rules are already ruled to be `needed`; during the nominations a court decides otherwise."""
    stages = {
        "noms": nominations(
            needs={"incumbent": BY_PLACE, "challenger": {"count": 20}},
            meanwhile=meanwhile,
            then={"contested": "again", "unopposed": "again"},
        ),
        "again": nominations(needs={"incumbent": BY_PLACE, "challenger": {"count": 20}}),
        "court": decision(
            by="the court", options=["upholds", "quashes"], default="upholds", rules_on={"on": "place", "gives": gives}
        ),
    }
    conduct: Document = {
        "noms": names(ann=19, bob=20),
        "again": names(ann=19, bob=20),
        "court": {"chooses": {"quashes": "100%"}, "after": {"exactly": "2 days"}},
    }
    return play(stages, conduct, READINGS, begins={"ruled": {"place": "needed"}})


def test_a_stage_keeps_the_rules_that_it_opened_under_and_the_next_has_the_new_ones() -> None:
    run = court({"upholds": "needed", "quashes": "right"}, {"court": {}})
    assert run.path == ["court.quashes", "noms.unopposed", "again.contested"]
    assert trace(run).readings == {"place": "right"}


def test_a_court_may_take_over_where_the_new_reading_knows_no_court() -> None:
    meanwhile = {"question": "place", "right": {}, "needed": {"court": {"quashes": "again"}}}
    run = court({"upholds": "needed", "quashes": "right"}, meanwhile)
    assert run.path == ["court.quashes", "again.contested"]
    assert run.figures["again.at"] == 12 * DAY


def test_an_outcome_left_out_changes_nothing() -> None:
    run = court({"upholds": "right"}, {"court": {}})
    assert trace(run).readings == {"place": "needed"}
    assert not events(run, "rules")


def test_what_had_been_ruled_before_holds_until_it_is_ruled_on_again() -> None:
    stages = {
        "ruling": motion(rules_on=RULES_ON, then={"carried": "noms", "lost": "end.over", "tied": "end.over"}),
        "noms": nominations(needs={"incumbent": BY_PLACE, "challenger": {"count": 20}}),
    }
    conduct: Document = {"ruling": {"given": {"for": 1, "against": 0}}, "noms": names(ann=19, bob=20)}
    made = contest(stages, conduct, READINGS, begins={"ruled": {"place": "needed"}})
    assert dict(settle(made).start) == {"place": "needed"}
    assert settle(made).held == ()
    run = play(stages, conduct, READINGS, begins={"ruled": {"place": "needed"}})
    assert trace(run).readings == {"place": "right"}
