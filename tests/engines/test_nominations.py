"""Nominations: who may stand, what each kind of candidate needs, and names in time."""

from __future__ import annotations

import pytest

from engines.contests import DAY, Document, events, names, nominations, play, said
from engines.contests import decision as decide
from rulesim.errors import InputError

KINDS = {"incumbent": "none", "challenger": {"count": 20}, "anyone": {"count": 15}}


def test_the_incumbent_may_be_there_by_right_while_a_challenger_needs_names() -> None:
    run = play({"noms": nominations(needs=KINDS)}, {"noms": names(ann=0, bob=20, cat=19)})
    assert run.candidates == ("ann", "bob")
    assert run.path == ["noms.contested"]
    assert [(event.who, event.what) for event in said(run, "tested")] == [
        ("Ann", "on the ballot by right, without nominations"),
        ("Bob", "20 nominations needed, 20 received: on the ballot"),
        ("Cat", "20 nominations needed, 19 received: not on the ballot"),
    ]
    assert [run.figures[f"noms.needed.{who}"] for who in ("ann", "bob", "cat")] == [0, 20, 20]
    assert [run.figures[f"noms.names.{who}"] for who in ("ann", "bob", "cat")] == [0, 20, 19]
    assert [run.figures[f"noms.on_ballot.{who}"] for who in ("ann", "bob", "cat")] == [1, 1, 0]


def test_in_a_vacancy_everybody_is_anyone() -> None:
    run = play({"noms": nominations(needs=KINDS)}, {"noms": names(ann=14, bob=15, cat=16)}, begins={"vacant": True})
    assert run.candidates == ("bob", "cat")


def test_a_former_leader_may_be_barred() -> None:
    stage = nominations(needs=KINDS, former_leader="barred")
    run = play({"noms": stage}, {"noms": names(ann=90, bob=15)}, begins={"vacant": True})
    assert run.candidates == ("bob",)
    told = {event.who: (event.what, event.event.clause) for event in said(run, "stands")}
    assert told == {"Ann": ("is barred from standing", "§noms"), "Bob": ("stands", "")}
    assert play({"noms": stage}, {"noms": names(ann=90, bob=20)}).candidates == ("ann", "bob"), "still in office"


def test_who_has_left_office_in_the_contest_is_a_former_leader() -> None:
    stages = {
        "go": decide(vacates=["yes"], then={"yes": "noms", "no": "noms"}),
        "noms": nominations(needs=KINDS, former_leader="barred"),
    }
    conduct = {"noms": names(ann=90, bob=20)}
    assert play(stages, conduct | {"go": {"chooses": {"yes": "100%"}}}).candidates == ("bob",)
    assert play(stages, conduct | {"go": {"chooses": {"no": "100%"}}}).candidates == ("ann", "bob")


def test_a_kind_that_the_rules_leave_out_may_not_stand() -> None:
    run = play({"noms": nominations(needs={"challenger": {"count": 10}})}, {"noms": names(ann=99, bob=10)})
    assert run.candidates == ("bob",)


def test_one_candidate_is_the_winner_and_none_is_none() -> None:
    alone = play({"noms": nominations()}, {"noms": names(ann=9, bob=10)})
    assert (alone.path, alone.winner) == (["noms.unopposed"], "bob")
    nobody = play({"noms": nominations()}, {"noms": names(ann=9, bob=9)})
    assert (nobody.path, nobody.winner) == (["noms.none"], "")


BACKED = {"nominate": {"left": {"shares": {"bob": "100%"}}}, "stands": {"bob": "100%"}}
BY_RIGHT = nominations(needs={"incumbent": "none", "challenger": {"count": 10}})


def test_a_sitting_leader_of_whom_nothing_is_said_does_not_stand_but_by_right() -> None:
    assert play({"noms": nominations()}, {"noms": BACKED}).candidates == ("bob",)
    assert play({"noms": BY_RIGHT}, {"noms": BACKED}).candidates == ("ann", "bob")
    assert play({"noms": BY_RIGHT}, {"noms": {**BACKED, "stands": {"bob": "100%", "ann": "0%"}}}).candidates == ("bob",)


def test_a_record_need_not_name_a_leader_who_is_there_by_right() -> None:
    assert play({"noms": BY_RIGHT}, {"noms": names(bob=10)}).candidates == ("ann", "bob")
    assert play({"noms": nominations()}, {"noms": names(bob=10)}).candidates == ("bob",)


@pytest.mark.parametrize("stands", [{"ann": "100%"}, {"ann": "0%"}])
def test_a_leader_who_is_nominated_is_said_to_stand_or_not(stands: Document) -> None:
    nominated = {"nominate": {"left": {"shares": {"ann": "1/2", "bob": "1/2"}}}}
    play({"noms": nominations()}, {"noms": {**nominated, "stands": {"bob": "100%", **stands}}})
    with pytest.raises(InputError, match="it is not said whether the leader, 'ann', stands"):
        play({"noms": nominations()}, {"noms": {**nominated, "stands": {"bob": "100%"}}})


def test_a_leader_whom_only_some_readings_put_there_is_said_to_stand_or_not() -> None:
    needs = {"incumbent": {"question": "place", "right": "none", "needed": {"count": 20}}, "challenger": {"count": 10}}
    stages = {"noms": nominations(needs=needs)}
    with pytest.raises(InputError, match="it is not said whether the leader, 'ann', stands"):
        play(stages, {"noms": BACKED}, {"place": ("right", "needed")}, {"place": "right"})
    said = {**BACKED, "stands": {"ann": "100%", "bob": "100%"}}
    assert play(stages, {"noms": said}, {"place": ("right", "needed")}, {"place": "needed"}).candidates == ("bob",)


@pytest.mark.parametrize(("candidates", "wanted"), [("as before", ("bob", "cat")), ("from before", ("bob",))])
def test_whether_those_stand_who_were_on_the_list_before_is_heard(candidates: str, wanted: tuple[str, ...]) -> None:
    """Ann and Bob were on the first list; Ann now says that she does not stand, and Cat that she does."""
    stages = {
        "first": nominations(then={"contested": "noms"}),
        "noms": nominations(candidates=candidates, needs={"anyone": "none"}),
    }
    now = {"stands": {"ann": "0%", "cat": "100%"}}
    assert play(stages, {"first": names(ann=10, bob=10), "noms": now}).candidates == wanted


def test_whoever_backs_somebody_who_does_not_stand_backs_the_others_in_proportion() -> None:
    backing = {
        "nominate": {"left": {"shares": {"bob": "1/2", "cat": "1/4", "dan": "1/4"}}},
        "stands": {"cat": "1", "dan": "1", "bob": "0%"},
    }
    run = play({"noms": nominations()}, {"noms": backing})
    assert (run.figures["noms.names.cat"], run.figures["noms.names.dan"]) == (30, 30)
    assert "noms.names.bob" not in run.figures


@pytest.mark.parametrize(("late", "had"), [("14399 minutes", 60), ("10 days", 0)])
def test_a_name_in_the_closing_minute_is_too_late(late: str, had: int) -> None:
    backing = {"stands": {"bob": "1"}, "nominate": {"left": {"shares": {"bob": "100%"}, "after": {"exactly": late}}}}
    run = play({"noms": nominations()}, {"noms": backing})
    assert run.figures["noms.names.bob"] == had
    assert run.figures["noms.at"] == 10 * DAY


def test_in_a_window_of_no_length_every_name_is_too_late() -> None:
    backing = {"stands": {"bob": "1"}, "nominate": {"left": {"shares": {"bob": "100%"}}}}
    assert play({"noms": nominations(window="0 minutes")}, {"noms": backing}).figures["noms.names.bob"] == 0
    assert play({"noms": nominations(window="1 minute")}, {"noms": backing}).figures["noms.names.bob"] == 60


@pytest.mark.parametrize(
    ("at", "ballot"),
    [
        ("2020-01-01", ("bob",)),
        ("2020-01-05", ("bob",)),
        ("2020-01-10T23:59", ("bob",)),
        ("2020-01-11", ("bob", "cat")),
    ],
)
def test_who_withdraws_before_the_close_is_not_on_the_ballot(at: str, ballot: tuple[str, ...]) -> None:
    record = {"given": {"names": {"bob": 20, "cat": 50}, "withdrawn": {"cat": at}}}
    run = play({"noms": nominations()}, {"noms": record}, begins={"vacant": True})
    assert run.candidates == ballot
    assert run.figures["noms.at"] == 10 * DAY
    assert run.figures["noms.names.cat"] == 50
    assert len(events(run, "withdraws")) == (1 if ballot == ("bob",) else 0)


NEST = {
    "all": [
        {"share": "1/10", "of": ["mps"], "by": ["mps"]},
        {"any": [{"count": 5, "by": ["peers"]}, {"count": 30, "by": ["mps"]}]},
    ]
}


@pytest.mark.parametrize(
    ("mps", "peers", "there"),
    [
        ("10/60", "5/20", True),
        ("9/60", "20/20", False),
        ("10/60", "4/20", False),
        ("29/60", "4/20", False),
        ("30/60", "0", True),
    ],
)
def test_requirements_nest_and_count_each_body_by_itself(mps: str, peers: str, there: bool) -> None:
    stage = nominations(by=["mps", "peers"], needs={"anyone": NEST})
    nominate = {"left": {"shares": {"bob": mps}}, "lords": {"shares": {"bob": peers}}}
    run = play({"noms": stage}, {"noms": {"stands": {"bob": "1", "ann": "0"}, "nominate": nominate}})
    assert ("bob" in run.candidates) is there
    assert run.figures["noms.needed.bob"] == 10, "the fewest names that can be enough"


def test_names_are_told_in_the_order_of_time() -> None:
    nominate = {
        "left": {"shares": {"bob": "1/60"}, "after": {"exactly": "2 days"}},
        "right": {"shares": {"bob": "1/2"}, "after": {"exactly": 0}},
    }
    run = play({"noms": nominations()}, {"noms": {"stands": {"bob": "1", "ann": "0"}, "nominate": nominate}})
    told = [(event.event.at, event.who, event.what, event.tally["names"]) for event in said(run, "nominates")]
    assert told == [(0, "right", "20 nominate Bob", 20), (2 * DAY, "left", "nominates Bob", 21)]


def test_by_right_it_is_the_leader_alone_who_stands_unsaid_and_only_in_office() -> None:
    backed = {"stands": {"bob": "100%"}, "nominate": {"left": {"shares": {"bob": "1/2", "cat": "1/2"}}}}
    assert play({"noms": BY_RIGHT}, {"noms": backed}).candidates == ("ann", "bob")
    anyone = nominations(needs={"incumbent": "none", "anyone": {"count": 10}})
    assert play({"noms": anyone}, {"noms": backed}, begins={"vacant": True}).candidates == ("bob",)


@pytest.mark.parametrize(("late", "had"), [("1439 minutes", 60), ("1 day", 0)])
def test_delays_of_names_count_from_the_opening(late: str, had: int) -> None:
    backing = {"stands": {"bob": "1"}, "nominate": {"left": {"shares": {"bob": "100%"}, "after": {"exactly": late}}}}
    run = play({"noms": nominations(opens_after="5 days", window="1 day")}, {"noms": backing})
    assert (run.figures["noms.names.bob"], run.figures["noms.at"]) == (had, 6 * DAY)
    assert {event.at for event in events(run, "nominates")} == ({6 * DAY - 1} if had else set())
