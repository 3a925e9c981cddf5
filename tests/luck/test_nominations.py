"""Who stands, and whom people nominate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from luck.crowd import NOW, crowd, distance, distance_allowed, plausible
from rulesim.luck.draws import BLOCK
from rulesim.luck.nominations import BlocNominations, by_body, nominations, places, standing, withdrawals
from rulesim.luck.people import everywhere

EVERYBODY = ("ann", "bob", "cat")


def nominated(
    nominate: dict[str, Any], size: int = 60, field: tuple[str, ...] = EVERYBODY
) -> dict[str, dict[str, BlocNominations]]:
    people = crowd("nominations", {"nominate": {"mps": nominate}}, {"mps": size})
    return nominations(people, NOW, everywhere(field, BLOCK))


def test_people_stand_with_their_chances() -> None:
    people = crowd("nominations", {"stands": {"ann": "100%", "bob": "30%", "cat": "0%"}}, {})
    found = standing(people, NOW)
    assert found["ann"].all()
    assert not found["cat"].any()
    assert plausible(int(found["bob"].sum()), BLOCK, 0.3)


def test_each_name_is_given_once() -> None:
    found = nominated({"chances": {"ann": "50%", "bob": "30%", "cat": "15%"}})
    total = sum(found[person]["mps"].count for person in EVERYBODY)
    law = {k: float(binom.cdf(k - 1, 60, 0.95)) for k in range(62)}
    assert distance(total, law) < distance_allowed()


def test_who_backs_somebody_who_does_not_stand_backs_another_in_proportion() -> None:
    found = nominated({"chances": {"ann": "50%", "bob": "30%", "cat": "10%"}}, field=("bob", "cat"))
    assert set(found) == {"bob", "cat"}
    law = {k: float(binom.cdf(k - 1, 60, 0.9 * 0.75)) for k in range(62)}
    assert distance(found["bob"]["mps"].count, law) < distance_allowed()
    by_share = nominated({"shares": {"ann": "50%", "bob": "30%", "cat": "10%"}}, field=("bob", "cat"))
    assert [int(by_share[who]["mps"].count[0]) for who in ("bob", "cat")] == [41, 13]
    assert nominated({"shares": {"ann": "50%"}}, field=("bob",)) == {"bob": {}}


def test_shares_are_exact_and_leave_the_rest_silent() -> None:
    found = nominated({"shares": {"ann": "50%", "bob": "25%"}}, size=40)
    assert (found["ann"]["mps"].count == 20).all()
    assert (found["bob"]["mps"].count == 10).all()


@pytest.mark.parametrize("hours", [6, 12, 48])
def test_names_within_a_window_are_a_binomial_part(hours: int) -> None:
    found = nominated({"chances": {"ann": "70%"}, "after": {"mean": "12 hours"}}, field=("ann",))["ann"]["mps"]
    in_time = found.before(np.full(BLOCK, hours * 60))
    each = 0.7 * (1 - np.exp(-hours / 12))
    law = {k: float(binom.cdf(k - 1, 60, each)) for k in range(62)}
    assert distance(in_time, law) < distance_allowed()


def test_times_stand_in_order_and_empty_rows_are_marked() -> None:
    found = nominated({"chances": {"ann": "40%"}, "after": {"mean": "12 hours"}}, field=("ann",))["ann"]["mps"]
    here = np.arange(len(found.minutes))[:, None] < found.count
    assert np.isfinite(found.minutes[here]).all()
    assert np.isinf(found.minutes[~here]).all()
    times = np.where(here, found.minutes, 2**40)
    assert (np.diff(times, axis=0) >= 0).all()
    assert nominated({"chances": {"ann": "40%"}})["ann"]["mps"].at_once


def test_the_first_names_of_a_field_do_not_depend_on_when_it_is_asked_about() -> None:
    people = crowd("nominations", {"nominate": {"mps": {"chances": {"ann": "50%", "bob": "rest"}}}}, {"mps": 30})
    other = crowd("nominations", {"nominate": {"mps": {"chances": {"ann": "50%", "bob": "rest"}}}}, {"mps": 30})
    nominations(other, NOW, everywhere(("bob",), BLOCK))
    ours, theirs = (
        nominations(one, NOW, everywhere(("ann", "bob"), BLOCK))["ann"]["mps"].count for one in (people, other)
    )
    assert np.array_equal(ours, theirs)


def test_what_is_on_record_and_a_leader_of_whom_it_says_nothing() -> None:
    given = {"names": {"bob": 51, "cat": 0}, "withdrawn": {"bob": "2020-01-02"}}
    people = crowd("nominations", {"given": given}, {})
    stands = {person: set(here.tolist()) for person, here in standing(people, NOW).items()}
    assert stands == {"bob": {True}, "cat": {True}}, "those named come forward, and of the leader nothing is said"
    found = nominations(people, NOW, everywhere(EVERYBODY, BLOCK))
    assert [int(found[person]["@"].count[0]) for person in EVERYBODY] == [0, 51, 0]
    assert withdrawals(people, NOW) == {"bob": 24 * 60}


def test_a_field_that_differs_by_run_gets_in_each_run_what_that_field_gets() -> None:
    nominate = {"mps": {"chances": {"ann": "50%", "bob": "30%", "cat": "mood"}, "after": {"mean": "1 day"}}}
    people = crowd("nominations", {"nominate": nominate}, {"mps": 60}, {"mood": {"from": "0%", "to": "20%"}})
    bob = np.arange(BLOCK) % 3 == 0
    mixed = nominations(people, NOW, {"ann": np.ones(BLOCK, bool), "bob": bob, "cat": ~bob})
    for field, where in ((("ann", "bob"), bob), (("ann", "cat"), ~bob)):
        wanted = nominations(people, NOW, everywhere(field, BLOCK))
        for person in field:
            assert np.array_equal(mixed[person]["mps"].count[where], wanted[person]["mps"].count[where])


def test_whether_names_come_from_enough_places_is_drawn_once_a_run() -> None:
    people = crowd("nominations", {"spread": {"bob": "30%", "cat": "100%"}}, {})
    count, enough = places(people, NOW, "bob")
    assert count is None
    assert enough is not None
    assert plausible(int(enough.sum()), BLOCK, 0.3)
    again = places(people, NOW, "bob")[1]
    assert again is not None
    assert np.array_equal(enough, again)
    sure = places(people, NOW, "cat")[1]
    assert sure is not None
    assert sure.all()
    assert places(people, NOW, "ann") == (None, None), "where nothing is said there are enough"


def test_on_record_the_places_are_counted() -> None:
    given = {"names": {"bob": 51, "cat": 20}, "branches": {"bob": 3}}
    people = crowd("nominations", {"given": given}, {})
    assert [places(people, NOW, person) for person in ("bob", "cat")] == [(3, None), (0, None)]


@pytest.mark.parametrize(
    ("after", "marks"),
    [
        ({"exactly": "1 hour"}, {60: 0, 61: 30}),
        ({"between": ["1 hour", "3 hours"]}, {0: 0, 60: 0, 120: None, 180: 30, 181: 30}),
        ({"exactly": "0 minutes"}, {0: 0, 1: 30}),
    ],
)
def test_before_the_soonest_delay_nobody_has_come_and_after_the_latest_all(
    after: dict[str, Any], marks: dict[int, int | None]
) -> None:
    found = nominated({"shares": {"ann": "50%"}, "after": after}, field=("ann",))["ann"]["mps"]
    for minute, count in marks.items():
        in_time = found.before(np.full(BLOCK, minute))
        if count is None:
            law = {k: float(binom.cdf(k - 1, 30, 0.5)) for k in range(32)}
            assert distance(in_time, law) < distance_allowed()
        else:
            assert (in_time == count).all()


def test_names_by_body_add_up_those_of_its_blocs_and_those_on_record() -> None:
    people = crowd("nominations", {}, {"left": 60, "right": 40})
    assert by_body(people, {"left": 5, "right": 4, "@": 3, "@peers": 2}, "members") == {
        "mps": 9,
        "members": 3,
        "peers": 2,
    }
