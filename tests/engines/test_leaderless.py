"""An office without a holder: nobody is in it at the start, and it is vacant until somebody is elected."""

from __future__ import annotations

import pytest

from engines.contests import Document, ballot, contest, decision, motion, names, nominations, play, trace
from engines.test_agreement import agree
from rulesim.errors import InputError
from rulesim.loading.scenario import settle
from rulesim.reports.show.scenario import situation
from rulesim.studies.replay import replay

PAIR = {"bob": {"name": "Bob"}, "cat": {"name": "Cat"}}
VOTES: Document = {"vote": {"given": {"rounds": [{"votes": {"bob": 60, "cat": 40}}]}}}


def test_everybody_stands_for_a_vacant_office() -> None:
    """Bob needs what anybody needs, though against a leader he would need more."""
    then = {"contested": "vote"}
    stages = {
        "noms": nominations(then=then, needs={"anyone": {"count": 5}, "challenger": {"count": 50}}),
        "vote": ballot(),
    }
    found = contest(stages, {"noms": names(bob=5, cat=6), **VOTES}, leader="nobody", people=PAIR)
    agree(settle(found), 5)
    run = play(stages, {"noms": names(bob=5, cat=6), **VOTES}, leader="nobody", people=PAIR)
    assert run.path == ["noms.contested", "vote.elected"]
    assert (run.figures["noms.needed.bob"], trace(run).leader) == (5, "bob")


def test_an_office_that_nobody_wins_stays_empty() -> None:
    """An ending that leaves the leader in office leaves nobody in it."""
    stages = {"vote": motion(then={"carried": "end.empty", "lost": "end.over", "tied": "end.over"})}
    conduct: Document = {"vote": {"given": {"for": 4, "against": 6}}}
    found = contest(stages, conduct, leader="nobody", people={}, expects={"ending": "over", "leads": "nobody"})
    assert replay(found).matched
    agree(settle(found), 5)


def test_it_need_not_be_said_that_the_office_is_vacant() -> None:
    stages = {"vote": ballot()}
    for vacant in ({}, {"vacant": True}):
        run = play(stages, VOTES, leader="nobody", people=PAIR, begins={"candidates": ["bob", "cat"], **vacant})
        assert (run.path, run.history.vacant, trace(run).leader) == (["vote.elected"], True, "bob")


def test_nobody_can_be_asked_to_resign() -> None:
    stages = {"goes": decision()}
    with pytest.raises(InputError, match=r"at 'goes' the leader decides; .*\[nobody-decides\]"):
        contest(stages, {"goes": {"chooses": {"yes": "50%"}}}, leader="nobody", people={})


def test_where_only_challengers_may_stand_nobody_may() -> None:
    stages = {"noms": nominations(needs={"challenger": {"count": 5}})}
    with pytest.raises(InputError, match="nobody-may-stand"):
        contest(stages, {"noms": names(bob=5)}, leader="nobody")


def test_a_scenario_is_shown_without_a_leader() -> None:
    found = contest({"vote": ballot()}, VOTES, leader="nobody", people=PAIR, begins={"candidates": ["bob", "cat"]})
    assert situation(found) is not None
