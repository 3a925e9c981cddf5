"""Figures that a record prints: shares to their decimals wherever people vote; bounds, and about so many."""

from __future__ import annotations

from typing import Any

import pytest
from engines.contests import Document, ballot, contest, motion, nominations, petition, play, said, votes

from rulesim.reports.words.differences import differences
from rulesim.studies.replay import replay

FIELD = {"candidates": ["ann", "bob", "cat"]}
POINTS = {"all": {"by": ["members"], "becomes": {"units": 4, "points": 100}}}


def told(stages: Document, conduct: Document, **more: Any) -> list[str]:
    return list(differences(replay(contest(stages, conduct, **more))))


@pytest.mark.parametrize(
    ("share", "matches"),
    [("56", True), ("57", True), ("56.9", True), ("56.85", True), ("56.8", True), ("56.86", False), ("56.7", False)],
)
def test_shares_of_a_motion_are_held_to_the_decimals_printed(share: str, matches: bool) -> None:
    """4,548 of 8,000 valid votes are 56.85%."""
    vote = {"vote": {"given": {"for": 4548, "against": 3452, "spoilt": 500}}}
    found = told({"vote": motion(by=["members"])}, vote, bodies=LARGE, expects={"shares": {"vote": {"for": share}}})
    assert found == ([] if matches else [_differs("vote.share.for", share, "56.8500")])


LARGE = {"mps": 100, "peers": 20, "members": 9000}


def _differs(what: str, record: str, derived: str) -> str:
    return f"{what}: the record says {record}, the rules produce {derived}; reason: {REASONS[what]}"


REASONS = {
    "vote.share.for": "that it be so: 4,001 votes needed (more than half of 8,000 valid votes), 4,548 cast in favour",
}


def test_shares_of_a_third_are_rounded_or_cut_from_the_exact_number() -> None:
    """Two of three are 66.66666…: whoever prints four decimals prints 66.6667, and who cuts them 66.6666."""
    vote = {"vote": {"given": {"for": 2, "against": 1}}}
    for share in ("66.6667", "66.6666", "66.67", "67", "66"):
        assert told({"vote": motion()}, vote, expects={"shares": {"vote": {"for": share, "against": "33.3"}}}) == []
    assert told({"vote": motion()}, vote, expects={"shares": {"vote": {"for": "66.6668"}}})


def test_shares_of_a_ballot_are_of_the_last_round_with_the_candidate() -> None:
    """Of 1,000 in the first round, Cat had 201; of 950 in the second, Ann 500."""
    rounds = votes({"ann": 420, "bob": 379, "cat": 201}, {"ann": 500, "bob": 450})
    shares = {"ann": "52.6", "bob": "47.37", "cat": "20.1"}
    assert told({"vote": ballot()}, {"vote": rounds}, begins=FIELD, expects={"shares": {"vote": shares}}) == []
    (wrong,) = told({"vote": ballot()}, {"vote": rounds}, begins=FIELD, expects={"shares": {"vote": {"ann": "42.0"}}})
    assert wrong.startswith("vote.share.ann: the record says 42.0, the rules produce 52.6315")


def test_shares_of_points_are_of_all_points() -> None:
    given = {"rounds": [{"sections": {"all": {"ann": "230.5", "bob": "169.5"}}, "converted": ["all"]}]}
    found = told(
        {"vote": ballot(sections=POINTS)},
        {"vote": {"given": given}},
        begins={"candidates": ["ann", "bob"]},
        expects={"shares": {"vote": {"ann": "57.625", "bob": "42.37"}}},
    )
    assert found == []


@pytest.mark.parametrize(
    ("expected", "matches"),
    [
        ({"at_least": 30}, True),
        ({"at_least": 31}, False),
        ({"at_most": 30}, True),
        ({"at_most": 29}, False),
        ({"at_least": 25, "at_most": 35}, True),
        ({"at_least": 31, "at_most": 35}, False),
        ({"about": 31}, True),
        ({"about": 32}, False),
        ({"about": 29}, True),
        ({"about": 28}, False),
        ({"about": 33, "within": 3}, True),
        ({"about": 34, "within": 3}, False),
        ({"about": 30, "within": 0}, True),
    ],
)
def test_a_figure_may_be_a_bound_or_approximate(expected: dict[str, int], matches: bool) -> None:
    """Thirty signed. Five per cent of 31 are 1.55, of 32 are 1.6, of 28 are 1.4."""
    given = {"call": {"given": {"signatures": {"cause": 30}, "at": "2020-01-02"}}}
    found = told({"call": petition()}, given, expects={"figures": {"call.signatures": expected}})
    assert (found == []) == matches


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ({"at_least": 1250}, "at least 1,250"),
        ({"at_most": 3}, "at most 3"),
        ({"at_least": 40, "at_most": 45}, "40 to 45"),
        ({"about": 40}, "about 40"),
        ({"about": 40, "within": 2}, "about 40 (give or take 2)"),
    ],
)
def test_what_was_expected_is_told_as_the_record_has_it(expected: dict[str, int], words: str) -> None:
    given = {"call": {"given": {"signatures": {"cause": 30}, "at": "2020-01-02"}}}
    (line,) = told({"call": petition()}, given, expects={"figures": {"call.signatures": expected}})
    assert line.startswith(f"call.signatures: the record says {words}, the rules produce 30; reason:")


def test_a_figure_that_was_not_reached_is_within_no_bound() -> None:
    given = {"call": {"given": {"signatures": {"cause": 30}, "at": "2020-01-02"}}}
    stages = {"call": petition(then={"met": "vote"}), "vote": motion()}
    (line,) = told(stages, given, expects={"figures": {"vote.for": {"at_most": 9}}})
    assert "no such stage was reached" in line


def test_a_bound_on_record_is_played_as_its_number_and_told_as_a_bound() -> None:
    given = [{"signatures": {"cause": {"at_least": 48}}, "at": "2020-01-02"}]
    given += [{"signatures": {"cause": {"about": 5, "within": 2}}, "at": "2020-01-03"}]
    run = play({"call": petition()}, {"call": {"given": given}})
    assert (run.path, run.figures["call.signatures"]) == (["call.met"], 51)
    (tested,) = said(run, "tested")
    assert tested.what == ("51 signatures needed, 51 collected (on record: at least 48 and about 5 (give or take 2))")


def test_nominations_on_record_may_be_bounds_by_body_too() -> None:
    given = {"names": {"ann": {"at_least": 10}, "bob": {"mps": {"at_most": 9}}, "cat": 12}}
    run = play({"noms": nominations()}, {"noms": {"given": given}})
    assert [entry.what for entry in said(run, "tested")] == [
        "10 nominations needed, 10 received (on record: at least 10): on the ballot",
        "10 nominations needed, 9 received (on record: at most 9): not on the ballot",
        "10 nominations needed, 12 received: on the ballot",
    ]
