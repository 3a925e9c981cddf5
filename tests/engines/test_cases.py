"""Reactions: the first case whose condition holds is what people do, exact at its boundary."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import Document, ballot, decision, motion, names, nominations, play

YES, NO = {"chooses": {"yes": "100%"}}, {"chooses": {"no": "100%"}}


def react(when: Document, vote: dict[str, int]) -> str:
    """What the leader decides after a vote, if a condition holds: yes; else no."""
    stages = {"vote": motion(then=dict.fromkeys(("carried", "lost", "tied"), "go")), "go": decision()}
    conduct: Document = {"vote": {"given": vote}, "go": [{"when": when} | YES, NO]}
    return play(stages, conduct).path[-1]


@pytest.mark.parametrize(
    ("when", "votes_for", "decided"),
    [
        ({"at_least": "80%"}, 80, "go.yes"),
        ({"at_least": "80%"}, 79, "go.no"),
        ({"more_than": "80%"}, 80, "go.no"),
        ({"more_than": "80%"}, 81, "go.yes"),
        ({"at_least": "80%", "more_than": "80%"}, 81, "go.yes"),
    ],
)
def test_four_in_five_is_exact(when: Document, votes_for: int, decided: str) -> None:
    vote = {"for": votes_for, "against": 100 - votes_for}
    assert react({"stage": "vote", "votes": "for", **when}, vote) == decided


def test_172_of_212_is_more_than_four_in_five_and_169_is_not() -> None:
    stages = {"vote": motion(then=dict.fromkeys(("carried", "lost", "tied"), "go")), "go": decision()}
    for votes_for, decided in ((170, "go.yes"), (169, "go.no")):
        conduct: Document = {
            "vote": {"given": {"for": votes_for, "against": 212 - votes_for}},
            "go": [{"when": {"stage": "vote", "at_least": "80%"}} | YES, NO],
        }
        assert play(stages, conduct, bodies={"mps": 229, "peers": 20, "members": 1000}).path[-1] == decided


@pytest.mark.parametrize(
    ("of", "decided"), [("valid", "go.yes"), ("cast", "go.no"), ("present", "go.no"), ("entitled", "go.no")]
)
def test_the_base_of_the_share_is_chosen(of: str, decided: str) -> None:
    vote = {"for": 40, "against": 10, "spoilt": 1, "present": 60}
    assert react({"stage": "vote", "at_least": "80%", "of": of}, vote) == decided


def test_the_other_side_may_be_tested() -> None:
    assert react({"stage": "vote", "votes": "against", "at_least": "80%"}, {"for": 10, "against": 40}) == "go.yes"
    assert react({"stage": "vote", "votes": "against", "at_least": "80%"}, {"for": 40, "against": 10}) == "go.no"


def test_an_outcome_may_be_tested() -> None:
    assert react({"stage": "vote", "outcome": "tied"}, {"for": 10, "against": 10}) == "go.yes"
    assert react({"stage": "vote", "outcome": "tied"}, {"for": 10, "against": 9}) == "go.no"


def test_a_vote_never_taken_has_no_share() -> None:
    stages: dict[str, Any] = {
        "first": decision(then={"yes": "vote", "no": "go"}),
        "vote": motion(then=dict.fromkeys(("carried", "lost", "tied"), "go")),
        "go": decision(),
    }
    conduct: Document = {
        "first": NO,
        "vote": {"given": {"for": 1, "against": 0}},
        "go": [{"when": {"stage": "vote", "at_least": "0%"}} | YES, NO],
    }
    assert play(stages, conduct).path == ["first.no", "go.no"]
    assert play(stages, conduct | {"first": YES}).path[-1] == "go.yes"


@pytest.mark.parametrize(
    ("when", "winner"),
    [
        ({"standing": ["ann", "bob"]}, "bob"),
        ({"standing": ["ann", "cat"]}, "ann"),
        ({"not_standing": ["cat"]}, "bob"),
        ({"not_standing": ["bob", "cat"]}, "ann"),
    ],
)
def test_who_stands_may_be_tested(when: Document, winner: str) -> None:
    stages = {"noms": nominations(then={"contested": "vote"}), "vote": ballot()}
    backing = {"base": {"rankings": {"bob > ann > cat": "100%"}}}
    others = {"base": {"rankings": {"ann > bob > cat": "100%"}}}
    conduct: Document = {
        "noms": names(ann=10, bob=10, cat=9),
        "vote": [{"when": when, "votes": backing}, {"votes": others}],
    }
    run = play(stages, conduct)
    assert (run.balloted, run.winner) == (("ann", "bob"), winner)


def test_the_first_case_that_holds_applies() -> None:
    stages = {"vote": motion(then=dict.fromkeys(("carried", "lost", "tied"), "go")), "go": decision()}
    carried = {"when": {"stage": "vote", "outcome": "carried"}}
    most = {"when": {"stage": "vote", "at_least": "80%"}}
    vote: Document = {"vote": {"given": {"for": 9, "against": 1}}}
    assert play(stages, {**vote, "go": [carried | YES, most | NO, NO]}).path[-1] == "go.yes"
    assert play(stages, {**vote, "go": [most | NO, carried | YES, NO]}).path[-1] == "go.no"
