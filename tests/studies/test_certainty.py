"""A contest in which nothing is left to chance has one course, and a study of it estimates nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from engines.contests import Document, ballot, contest, decision, motion, names, nominations, petition, votes
from engines.test_runs import chancy
from rich.console import Console

from rulesim.engines import ensemble
from rulesim.loading.scenario import load, settle
from rulesim.reports.tables.ensemble import ensemble_table
from rulesim.reports.tables.readings import readings_table
from rulesim.studies.certainty import is_certain
from rulesim.studies.findings import find
from rulesim.studies.order import Order, vary
from rulesim.studies.play import play

SURE: dict[str, tuple[Document, Document]] = {
    "a record": ({"vote": motion()}, {"vote": {"given": {"for": 60, "against": 40}}}),
    "chances of all or nothing": ({"vote": motion()}, {"vote": {"votes": {"left": {"chances": {"for": "100%"}}}}}),
    "shares": ({"vote": motion()}, {"vote": {"votes": {"left": {"shares": {"for": "30%", "against": "70%"}}}}}),
    "a sure signature on a fixed day": (
        {"call": petition(needs={"count": 30})},
        {"call": {"sign": {"left": {"chance": "100%", "after": {"exactly": "3 days"}}}}},
    ),
    "a sure decision": ({"go": decision()}, {"go": {"chooses": {"yes": "100%"}, "after": {"exactly": "1 day"}}}),
    "names and votes on record": (
        {"noms": nominations(then={"contested": "vote"}), "vote": ballot()},
        {"noms": names(ann=20, bob=20), "vote": votes({"ann": 600, "bob": 400})},
    ),
}


@pytest.mark.parametrize("what", SURE)
def test_what_is_sure(what: str) -> None:
    settled = settle(contest(*SURE[what]))
    assert is_certain(settled)
    (table,) = ensemble.play([settled], 50, 1, workers=1)
    assert all(len(np.unique(column)) == 1 for column in table.columns.values())


UNSURE: dict[str, tuple[Document, Document]] = {
    "a chance": ({"vote": motion()}, {"vote": {"votes": {"left": {"chances": {"for": "99%"}}}}}),
    "a delay": (
        {"call": petition(needs={"count": 30})},
        {"call": {"sign": {"left": {"share": "1/2", "after": {"mean": "3 days"}}}}},
    ),
    "a decision": ({"go": decision()}, {"go": {"chooses": {"yes": "50%"}}}),
    "a lot": (
        {"noms": nominations(then={"contested": "vote"}), "vote": ballot(wins={}, ties=["lot"], rounds=1)},
        {"noms": names(ann=20, bob=20), "vote": {"votes": {"base": {"shares": {"ann": "50%", "bob": "50%"}}}}},
    ),
}


@pytest.mark.parametrize("what", UNSURE)
def test_what_is_not(what: str) -> None:
    assert not is_certain(settle(contest(*UNSURE[what])))


def test_bundled_ones() -> None:
    assert is_certain(load_settled("what-happened"))
    assert not is_certain(load_settled("labour-2016"))
    assert not is_certain(chancy())


def load_settled(name: str) -> Any:
    return settle(load(name), {"incumbent-on-ballot": "by-right"})


def read(bar: int) -> tuple[Any, str]:
    """The study of a sure contest whose motion needs half, or `bar`%, and how it is printed."""
    needs = {"share": {"question": "bar", "half": "1/2", "more": f"{bar}%"}}
    made = contest(
        {"vote": motion(needs=needs, then={"carried": "end.empty"})},
        {"vote": {"given": {"for": 60, "against": 40}}},
        {"bar": ("half", "more")},
        readings={"bar": "half"},
    )
    found = find(vary(Order(made, 10)))
    console = Console(width=200)
    with console.capture() as said:
        console.print(readings_table(found))
    return found.readings.questions["bar"], said.get()


def test_a_dispute_that_changes_the_result_is_said_to() -> None:
    study, said = read(66)
    assert (study.verdict, study.certain, study.flips.low, study.flips.high) == ("decisive", True, 1, 1)
    assert "Nothing in this contest is uncertain. The answer changes the result." in said
    assert "Open" not in said


def test_a_dispute_that_does_not_is_said_to_make_no_difference() -> None:
    study, said = read(55)
    assert (study.verdict, study.flips.count, study.flips.high, study.leader_flips.high) == ("academic", 0, 0, 0)
    assert "Nothing in this contest is uncertain. The answer makes no difference." in said
    assert "%)" not in said


@pytest.mark.parametrize(("name", "sure"), [("what-happened", True), ("labour-2016", False)])
def test_an_ensemble_of_one_course_has_no_intervals(name: str, sure: bool) -> None:
    console = Console(width=200)
    with console.capture() as said:
        console.print(ensemble_table(play(Order(load(name), 5, 1))))
    assert ("every run is the same" in said.get()) == sure
    assert ("95% interval" in said.get()) != sure
