"""Petitions: the deciding signature, the bar and the window, to the minute."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import DAY, contest, events, minutes, petition, play, play_settled, said
from rulesim.errors import InputError
from rulesim.loading.scenario import settle

EVERYBODY = {"left": {"share": "100%"}, "right": {"share": "100%"}}


def signing(**by_bloc: str) -> dict[str, Any]:
    """Everybody in a bloc signs after exactly so long."""
    return {"sign": {bloc: {"share": "100%", "after": {"exactly": late}} for bloc, late in by_bloc.items()}}


def test_the_deciding_signature_ends_it() -> None:
    run = play({"call": petition()}, {"call": signing(left="2 days")})
    assert run.path == ["call.met"]
    assert run.figures["call.at"] == 2 * DAY
    assert (run.figures["call.needed"], run.figures["call.signatures"]) == (51, 51)
    assert len(events(run, "signs")) == 51


def test_it_lapses_at_the_close_and_tells_what_was_needed_and_had() -> None:
    run = play({"call": petition()}, {"call": signing(right="2 days")})
    assert run.path == ["call.lapsed"]
    assert run.figures["call.at"] == 10 * DAY
    (tested,) = said(run, "tested")
    assert tested.what == "51 signatures needed, 40 collected"
    assert tested.tally == {"needed": 51, "had": 40}


@pytest.mark.parametrize(("late", "outcome"), [("14399 minutes", "met"), ("10 days", "lapsed")])
def test_a_signature_in_the_closing_minute_is_too_late(late: str, outcome: str) -> None:
    run = play({"call": petition()}, {"call": signing(left=late)})
    assert run.path == [f"call.{outcome}"]
    assert run.figures["call.signatures"] == (51 if outcome == "met" else 0)


@pytest.mark.parametrize(
    ("needs", "signers", "outcome"),
    [
        ({"count": 60}, "left", "met"),
        ({"count": 60, "test": "more than"}, "left", "lapsed"),
        ({"count": 61}, "left", "lapsed"),
        ({"share": "3/5", "of": ["mps"]}, "left", "met"),
        ({"share": "3/5", "of": ["mps"], "test": "more than"}, "left", "lapsed"),
        ({"share": "1/3", "of": ["mps", "peers"]}, "right", "met"),
        ({"share": "0.341", "of": ["mps", "peers"]}, "right", "lapsed"),
        ({"share": "0.341", "of": ["mps", "peers"], "rounding": "down"}, "right", "met"),
        ({"share": "0.341", "of": ["mps", "peers"], "rounding": "nearest"}, "right", "lapsed"),
        ({"share": "0.336", "of": ["mps", "peers"], "rounding": "nearest"}, "right", "met"),
        ({"share": "0.336", "of": ["mps", "peers"], "rounding": "up"}, "right", "lapsed"),
    ],
)
def test_the_bar_is_exact(needs: dict[str, Any], signers: str, outcome: str) -> None:
    assert play({"call": petition(needs=needs)}, {"call": signing(**{signers: "1 day"})}).path == [f"call.{outcome}"]


def test_each_challenger_has_a_list() -> None:
    stage = petition(collects="for each challenger")
    sign = {
        "left": {"share": "100%", "backs": {"bob": "100%"}},
        "right": {"share": "100%", "backs": {"cat": "100%"}, "after": {"exactly": "1 day"}},
    }
    alone = play({"call": stage | {"needs": {"count": 61}}}, {"call": {"sign": sign}})
    assert alone.path == ["call.lapsed"], "a hundred names, but on no list 61"
    assert (alone.figures["call.signatures.bob"], alone.figures["call.signatures.cat"]) == (60, 40)
    (tested,) = said(alone, "tested")
    assert (tested.who, tested.what) == ("Bob", "61 signatures needed, 60 collected")
    together = play({"call": petition(needs={"count": 61})}, {"call": {"sign": EVERYBODY}})
    assert together.path == ["call.met"]


def test_a_second_list_can_meet_the_bar_first() -> None:
    sign = {
        "left": {"share": "100%", "backs": {"bob": "100%"}, "after": {"exactly": "2 days"}},
        "right": {"share": "100%", "backs": {"cat": "100%"}, "after": {"exactly": "1 day"}},
    }
    run = play({"call": petition(collects="for each challenger", needs={"count": 40})}, {"call": {"sign": sign}})
    assert run.path == ["call.met"]
    assert run.figures["call.at"] == DAY
    assert run.figures["call.signatures.bob"] == 0


def test_momentum_bends_the_clock() -> None:
    """Sixty sign after an hour; at twice the rate the hour to the next forty takes half an hour."""
    slow = signing(left="1 hour", right="2 hours")
    quick = slow | {"momentum": {"names": 60, "faster": "100%"}}
    stage = {"call": petition(needs={"count": 100})}
    at = {
        name: sorted(set(minutes(events(play(stage, {"call": how}), "signs"))))
        for name, how in (("slow", slow), ("quick", quick))
    }
    assert at == {"slow": [60, 120], "quick": [60, 90]}


def test_momentum_changes_neither_who_signs_nor_in_which_order() -> None:
    how: dict[str, Any] = {"sign": {bloc: {"chance": "80%", "after": {"mean": "3 days"}} for bloc in ("left", "right")}}
    stage = {"call": petition(needs={"count": 101}, window="900 days")}
    slow = events(play(stage, {"call": how}), "signs")
    quick = events(play(stage, {"call": how | {"momentum": {"names": 5, "faster": "20%"}}}), "signs")
    assert [event.who for event in slow] == [event.who for event in quick]
    assert all(b.at <= a.at for a, b in zip(slow, quick, strict=True))
    assert [event.at for event in slow[:5]] == [event.at for event in quick[:5]]
    assert quick[-1].at < slow[-1].at / 2


@pytest.mark.parametrize(
    ("at", "outcome", "minute"),
    [
        ("2019-12-24", "met", 0),
        ("2020-01-04T10:00", "met", 3 * DAY + 600),
        ("2020-01-10T23:59", "met", 10 * DAY - 1),
        ("2020-01-11", "lapsed", 10 * DAY),
    ],
)
def test_signatures_on_record_count_from_their_own_date(at: str, outcome: str, minute: int) -> None:
    run = play({"call": petition()}, {"call": {"given": {"signatures": {"cause": 51}, "at": at}}})
    assert (run.path, run.figures["call.at"]) == ([f"call.{outcome}"], minute)


@pytest.mark.parametrize(
    ("at", "until", "counts"),
    [
        ("2019-12-20", "2019-12-24", False),
        ("2019-12-20", "2020-01-02", False),
        ("2019-12-20", "2020-01-02T00:01", True),
        ("2020-01-02", "2020-01-02T00:01", True),
        ("2020-01-02", "2020-01-03", True),
    ],
)
def test_what_was_taken_back_by_the_opening_never_counted(at: str, until: str, counts: bool) -> None:
    """Thirty take theirs back, and the petition opens on the second day; twenty-one sign in its first minute."""
    given = [
        {"signatures": {"cause": 30}, "at": at, "until": until},
        {"signatures": {"cause": 21}, "at": "2019-12-01"},
    ]
    times = {"timetable": {"call": {"opens": "2020-01-02"}}}
    run = play({"call": petition(withdrawable=True)}, {"call": {"given": given}}, **times)
    assert run.path == ["call.met" if counts else "call.lapsed"]
    assert run.figures["call.signatures"] == (51 if counts else 21)
    fixed = play({"call": petition()}, {"call": {"given": given}}, **times)
    assert fixed.path == ["call.met"], "where nobody may take back a signature, nobody has"


def test_in_a_window_of_no_length_nobody_signs_not_even_on_record() -> None:
    stage = {"call": petition(window="0 minutes")}
    record = {"call": {"given": {"signatures": {"cause": 90}, "at": "2019-12-24"}}}
    assert play(stage, record).path == ["call.lapsed"]
    assert play(stage, {"call": signing(left="0 minutes")}).path == ["call.lapsed"]


def test_a_bar_of_nothing_is_met_at_once() -> None:
    run = play({"call": petition(needs={"count": 0})}, {"call": {"sign": {"left": {"share": "0%"}}}})
    assert (run.path, run.figures["call.at"]) == (["call.met"], 0)


def test_a_petition_without_an_end_is_a_fault_of_the_input() -> None:
    stage = petition()
    del stage["window"]
    with pytest.raises(InputError, match="petition-without-end"):
        play_settled(settle(contest({"call": stage}, {"call": signing(left="1 day")})))
    run = play({"call": stage}, {"call": signing(left="1 day")}, timetable={"call": {"lasts": "2 days"}})
    assert run.path == ["call.met"]
