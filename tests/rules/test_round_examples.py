"""Rounds of real ballots, and the edges of the tests that a winner must pass."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from strategies.ballots import RUNOFF, ballot

from rulesim.model.stage import Majority
from rulesim.rules.round import Verdict, judge
from rulesim.rules.scores import Poll, Turnout, bases_of, score
from rulesim.rules.threshold import smallest

CONSERVATIVE_1975: dict[str, Any] = {
    "wins": {
        "majority": {"share": "1/2", "of": "entitled"},
        "lead": {"share": "15%", "of": "entitled"},
    },
    "excludes": "nobody",
}
MPS_1975 = 276


def one(votes: dict[str, int], spoilt: int = 0, entitled: int = 0, **options: Any) -> Verdict:
    """The verdict of a round in a single pool."""
    cast = sum(votes.values()) + spoilt
    points = {who: Fraction(many) for who, many in votes.items()}
    rules, turnout = ballot(**options), Turnout(spoilt=spoilt, entitled=entitled or cast)
    return judge(rules, points, bases_of(rules, points, turnout))


def test_the_first_round_of_1975_needs_139_and_a_lead_of_42_and_has_neither() -> None:
    rules = ballot(**CONSERVATIVE_1975).wins
    assert rules.majority is not None
    assert rules.lead is not None
    assert smallest(rules.majority.share * MPS_1975, rules.majority.test) == 139
    assert ceil(rules.lead.share * MPS_1975) == 42
    votes = {"thatcher": 130, "heath": 119, "fraser": 16}
    assert one(votes, 11, MPS_1975, **CONSERVATIVE_1975).kind == "again"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [(139, 97, "elected"), (139, 98, "again"), (138, 90, "again"), (159, 117, "elected"), (158, 117, "again")],
)
def test_both_tests_of_1975_at_their_edges(first: int, second: int, kind: str) -> None:
    votes = {"thatcher": first, "heath": second}
    assert one(votes, MPS_1975 - first - second, MPS_1975, **CONSERVATIVE_1975).kind == kind


def test_a_lead_alone() -> None:
    lead = {"wins": {"lead": {"share": "10%"}}, "excludes": "nobody"}
    assert one({"ann": 55, "bob": 45}, **lead).kind == "elected"
    assert one({"ann": 54, "bob": 46}, **lead).kind == "again"


@pytest.mark.parametrize(("of", "kind"), [("valid", "elected"), ("cast", "excluded"), ("entitled", "excluded")])
def test_spoilt_papers_and_those_who_stay_away_count_if_the_base_says_so(of: str, kind: str) -> None:
    wins = {"majority": {"share": "1/2", "of": of}}
    assert one({"ann": 51, "bob": 49}, 3, 120, wins=wins).kind == kind


@pytest.mark.parametrize(("of", "kind"), [("valid", "elected"), ("papers", "excluded"), ("cast", "excluded")])
def test_exhausted_papers_count_if_the_base_says_so(of: str, kind: str) -> None:
    rules, points = ballot(wins={"majority": {"share": "1/2", "of": of}}), {"ann": Fraction(51), "bob": Fraction(49)}
    assert judge(rules, points, bases_of(rules, points, Turnout(exhausted=3))).kind == kind


def test_exactly_half_is_no_majority() -> None:
    assert one({"ann": 50, "bob": 30, "cat": 20}, **RUNOFF).who == ("cat",)
    assert one({"ann": 51, "bob": 30, "cat": 19}, **RUNOFF).who == ("ann",)
    at_least = {"wins": {"majority": {"share": "1/2", "test": "at least"}}}
    assert one({"ann": 50, "bob": 30, "cat": 20}, **at_least).who == ("ann",)
    assert smallest(Fraction(100, 2), Majority.model_validate({"share": "1/2"}).test) == 51


def test_level_candidates_for_the_last_place_are_tied() -> None:
    verdict = one({"ann": 45, "bob": 30, "cat": 30}, **RUNOFF)
    assert (verdict.kind, verdict.who, verdict.for_what) == ("tied", ("bob", "cat"), "last")


def test_level_candidates_in_the_last_round_are_tied_for_the_first_place() -> None:
    verdict = one({"ann": 45, "bob": 45}, **RUNOFF)
    assert (verdict.kind, verdict.who, verdict.for_what) == ("tied", ("ann", "bob"), "first")


@pytest.mark.parametrize("excludes", ["lowest", "nobody"])
def test_where_most_votes_win_two_that_have_them_are_tied(excludes: str) -> None:
    verdict = one({"ann": 5, "bob": 5, "cat": 3}, excludes=excludes)
    assert (verdict.kind, verdict.who, verdict.for_what) == ("tied", ("ann", "bob"), "first")
    assert one({"ann": 5, "bob": 4, "cat": 3}, excludes=excludes).who == ("ann",)


def test_a_short_list_stands_as_soon_as_few_enough_are_left() -> None:
    assert one({"ann": 9, "bob": 5}, keeps=2) == Verdict("shortlisted", ("ann", "bob"), "few enough")
    assert one({"ann": 9, "bob": 5, "cat": 1}, keeps=2, **RUNOFF).who == ("cat",)


def test_a_single_candidate_who_is_voted_on_needs_the_majority_too() -> None:
    wins = {"majority": {"share": "1/2", "of": "entitled"}}
    assert one({"ann": 51}, 0, 100, wins=wins).kind == "elected"
    assert one({"ann": 50}, 0, 100, wins=wins).kind == "again"


def test_an_electoral_college_weighs_shares_not_votes() -> None:
    thirds = {name: {"by": [name], "weight": "1/3"} for name in ("mps", "members", "unions")}
    counted = ballot(sections=thirds, **RUNOFF)
    tally = {
        "mps": {"ed": 122, "david": 140},
        "members": {"ed": 55_992, "david": 66_814},
        "unions": {"ed": 119_405, "david": 80_266},
    }
    exact = {name: {who: Fraction(many) for who, many in votes.items()} for name, votes in tally.items()}
    points = score(counted, exact, ("ed", "david"))
    assert sum(points.values()) == 1
    assert round(float(points["ed"]) * 100, 2) == 50.65
    assert judge(counted, points, bases_of(counted, points, Turnout())).who == ("ed",)


def test_votes_add_up_over_the_sections_that_have_some_for_a_candidate() -> None:
    votes = {"mps": {"ann": Fraction(5), "bob": Fraction(7, 2)}, "members": {"ann": Fraction(20)}}
    poll = Poll(votes, votes, Turnout())
    assert [poll.votes_for(who) for who in ("ann", "bob", "cat")] == [25, 3, 0]
