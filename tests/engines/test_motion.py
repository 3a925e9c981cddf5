"""Motions: what carries them, exact at each boundary and on each base, and what a trace tells of them."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import DAY, motion, play, said
from rulesim.model.stages import Support
from rulesim.reports.words.thresholds import majority


def given(votes_for: int, against: int, spoilt: int = 0, **more: int) -> dict[str, Any]:
    return {"vote": {"given": {"for": votes_for, "against": against, "spoilt": spoilt, **more}}}


FIFTY = {"share": "0%", "test": "at least", "and_more": 50}
"""A fixed number of votes."""


@pytest.mark.parametrize(
    ("needs", "votes", "outcome"),
    [
        ({"share": "1/2"}, (50, 49), "carried"),
        ({"share": "1/2"}, (50, 50), "tied"),
        ({"share": "1/2"}, (49, 50), "lost"),
        ({"share": "1/2"}, (0, 0), "tied"),
        ({"share": "1/2", "test": "at least"}, (50, 50), "carried"),
        ({"share": "2/3"}, (60, 30), "lost"),
        ({"share": "2/3", "test": "at least"}, (60, 30), "carried"),
        ({"share": "2/3", "test": "at least"}, (59, 30), "lost"),
        ({"share": "1/2", "of": "cast"}, (50, 40, 9), "carried"),
        ({"share": "1/2", "of": "cast"}, (50, 40, 10), "lost"),
        ({"share": "1/2", "of": "present"}, (40, 30, 0, 79), "carried"),
        ({"share": "1/2", "of": "present"}, (40, 30, 0, 80), "lost"),
        ({"share": "1/2", "of": "entitled"}, (51, 0), "carried"),
        ({"share": "1/2", "of": "entitled"}, (50, 0), "lost"),
        (FIFTY, (50, 50), "carried"),
        (FIFTY, (49, 0), "lost"),
        (FIFTY, (0, 0), "lost"),
    ],
)
def test_the_majority_is_exact(needs: dict[str, Any], votes: tuple[int, ...], outcome: str) -> None:
    record = given(*votes[:3], **({"present": votes[3]} if len(votes) > 3 else {}))
    assert play({"vote": motion(needs=needs)}, record).path == [f"vote.{outcome}"]


def test_the_test_is_told_with_its_numbers_also_where_it_fails() -> None:
    run = play({"vote": motion(needs={"share": "2/3", "of": "present"})}, given(40, 30, 5, present=80))
    (tested,) = said(run, "tested")
    assert tested.what == "54 votes needed (more than 2/3 of 80 present), 40 cast in favour"
    assert tested.tally == {"needed": 54, "had": 40, "base": 80}
    assert tested.event.clause == "§vote"
    assert [run.figures[f"vote.{name}"] for name in ("needed", "for", "against", "spoilt")] == [54, 40, 30, 5]


def test_a_fixed_number_is_told_as_that() -> None:
    (tested,) = said(play({"vote": motion(needs=FIFTY)}, given(49, 51)), "tested")
    assert tested.what == "50 votes needed (a fixed number), 49 cast in favour"
    (tested,) = said(play({"vote": motion(needs={**FIFTY, "test": "more than"})}, given(49, 51)), "tested")
    assert tested.what == "51 votes needed (more than 0% of 100 valid votes plus 50), 49 cast in favour"
    assert majority(Support.model_validate(FIFTY)) == "at least 50 votes"


def test_the_result_is_declared_as_the_stage_closes() -> None:
    run = play({"vote": motion(lasts="3 days")}, given(1, 0))
    assert run.figures["vote.at"] == 3 * DAY
    assert play({"vote": motion()}, given(1, 0)).figures["vote.at"] == 0


def test_blocs_divide_by_shares_and_the_rest_stays_away() -> None:
    votes = {
        "left": {"shares": {"for": "1/2", "against": "1/3", "spoilt": "1/12"}},
        "right": {"shares": {"against": "rest"}},
    }
    run = play({"vote": motion()}, {"vote": {"votes": votes}})
    assert [(event.who, event.what) for event in said(run, "votes")] == [
        ("left", "30 for, 20 against, 5 spoilt, 5 did not vote"),
        ("right", "0 for, 40 against"),
    ]
    assert (run.figures["vote.for"], run.figures["vote.against"], run.figures["vote.spoilt"]) == (30, 60, 5)


def test_votes_by_chance_never_exceed_the_bloc() -> None:
    votes = {"left": {"chances": {"for": "40%", "against": "40%", "spoilt": "20%"}}}
    run = play({"vote": motion()}, {"vote": {"votes": votes}})
    assert sum(run.figures[f"vote.{side}"] for side in ("for", "against", "spoilt")) == 60


def test_two_bodies_may_vote_together() -> None:
    stage = motion(by=["mps", "peers"], needs={"share": "1/2", "of": "entitled"})
    votes = {"left": {"shares": {"for": "100%"}}, "lords": {"shares": {"for": "1/20"}}}
    assert play({"vote": stage}, {"vote": {"votes": votes}}).path == ["vote.carried"]
    assert play({"vote": stage}, {"vote": {"votes": votes | {"lords": {"shares": {"against": "1"}}}}}).path == [
        "vote.lost"
    ]
