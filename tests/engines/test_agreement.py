"""The two engines come to the same in every run, to the last figure and minute.

`pytest tests/engines/test_agreement.py --hypothesis-profile=deep` plays 2,000 generated contests.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import contests as generated

from engines.contests import Document, ballot, contest, decision, motion, nominations, petition
from rulesim.engines.agreement import compare, first_difference
from rulesim.engines.event.play import play_runs as by_event
from rulesim.engines.vector.play import play_runs
from rulesim.errors import RulesimError
from rulesim.loading.scenario import load, settle
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import People
from rulesim.model.contest import Contest, Settled

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
BUNDLED = sorted(path.relative_to(SCENARIOS).as_posix() for path in SCENARIOS.rglob("*.yaml"))
RUNS = 40


def agree(settled: Settled, runs: int = RUNS, seed: int = 1) -> None:
    """Both engines come to the same tables, or refuse the contest for the same reason."""
    people = People(settled.scenario, settled.conduct, seed, 0)
    try:
        event = by_event(settled, people, 0, runs)
    except RulesimError as refused:
        with pytest.raises(RulesimError, match=str(refused)[:40].replace("(", r"\(")):
            play_runs(settled, people, 0, runs)
        return
    assert first_difference(event, play_runs(settled, people, 0, runs)) is None


@pytest.mark.parametrize("name", BUNDLED)
def test_on_every_bundled_scenario_and_replay(name: str) -> None:
    found = load(str(SCENARIOS / name))
    agree(settle(found), 5 if found.scenario.expects else 80)


@pytest.mark.parametrize("reading", ["by-right", "nominated"])
def test_on_every_reading_of_the_founding_case(reading: str) -> None:
    agree(settle(load("labour-2016"), {"incumbent-on-ballot": reading}), 200)


def drawn_ballot(**more: Any) -> Document:
    """A ballot of the twenty peers in which ties are common."""
    return ballot(sections={"all": {"by": ["peers"], "weight": "100%"}}, **more)


PEERS = {"lords": {"chances": {"ann": "25%", "bob": "25%", "cat": "25%", "dan": "25%"}}}
FIELD = {"begins": {"candidates": ["ann", "bob", "cat", "dan"]}}
SIGN = {"left": {"chance": "60%", "after": {"mean": "4 days"}}, "right": {"chance": "20%", "after": {"mean": "8 days"}}}
TAKEN_BACK = {"takes_back": "80%", "back_after": {"between": ["0 minutes", "9 minutes"]}}
WITHIN = {"between": ["0 minutes", "30 minutes"]}
LISTS = {"left": {"chance": "70%", "backs": {"bob": "60%", "cat": "40%"}, "after": WITHIN, **TAKEN_BACK}}
COLLEGE = {
    "mps": {"by": ["mps"], "weight": "1/3"},
    "peers": {"by": ["peers"], "weight": "1/6"},
    "members": {"by": ["members"], "weight": "1/2"},
}
THIRDS = {"ann": "33%", "bob": "33%", "cat": "rest"}
SLOWLY = {"mean": "6 days"}
EVERYBODY = {
    "left": {"chances": {"ann": "40%", "bob": "35%", "cat": "25%"}},
    "right": {"chances": {"ann": "30%", "bob": "40%", "cat": "30%"}, "turnout": "80%"},
    "lords": {"rankings": {"ann > bob": "30%", "bob": "40%", "cat > ann": "30%"}},
    "base": {"shares": {"ann": "34%", "bob": "33%", "cat": "33%"}, "as_sure_as": 30},
}
TINY: dict[str, tuple[Document, Document, Document]] = {
    "a petition is met in time or lapses": ({"call": petition(needs={"count": 40})}, {"call": {"sign": SIGN}}, {}),
    "a petition is met just in time or a minute late": (
        {"call": petition(needs={"count": 35})},
        {"call": {"sign": {"left": {"share": "100%", "after": {"between": ["14398 minutes", "14402 minutes"]}}}}},
        {},
    ),
    "signatures gather momentum": (
        {"call": petition(needs={"count": 45})},
        {"call": {"sign": SIGN, "momentum": {"names": 5, "faster": "50%"}}},
        {},
    ),
    "signatures on lists are taken back and expire": (
        {"call": petition(needs={"count": 10}, collects="for each challenger", withdrawable=True, expires="8 minutes")},
        {"call": {"sign": LISTS}},
        {},
    ),
    "signatures on record are taken back before, as and after the petition opens": (
        {"call": petition(needs={"count": 30}, withdrawable=True)},
        {
            "call": {
                "given": [
                    {"signatures": {"cause": 9}, "at": "2019-12-20", "until": "2019-12-30"},
                    {"signatures": {"cause": 9}, "at": "2019-12-20", "until": "2020-01-03"},
                    {"signatures": {"cause": 9}, "at": "2020-01-02", "until": "2020-01-03T00:01"},
                    {"signatures": {"cause": 25}, "at": "2020-01-03"},
                ]
            }
        },
        {"timetable": {"call": {"opens": "2020-01-03"}}},
    ),
    "a motion needs part of a body that shrinks": (
        {"vote": motion(needs={"share": "1/2", "of": "entitled"}, lasts="2 days")},
        {"vote": {"votes": {"left": {"chances": {"for": "80%", "spoilt": "rest"}}}}},
        {"changes": [{"on": "2020-01-02", "body": "mps", "size": 95}]},
    ),
    "three stages beside one another act in one minute": (
        {
            "call": petition(
                needs={"count": 90},
                meanwhile={"a": {"yes": "end.empty"}, "b": {"carried": "end.over"}, "c": {"yes": "noms"}},
            ),
            "a": decision(),
            "b": motion(lasts="1 day"),
            "c": decision(),
            "noms": nominations(),
        },
        {
            "call": {"sign": SIGN},
            "a": {"chooses": {"yes": "50%"}, "after": {"between": ["0 days", "2 days"]}},
            "b": {"votes": {"left": {"chances": {"for": "50%", "against": "50%"}}}},
            "c": {"chooses": {"yes": "50%"}, "after": {"exactly": "1 day"}},
            "noms": {"stands": {"bob": "50%"}, "nominate": {"left": {"chances": {"ann": "20%", "bob": "20%"}}}},
        },
        {},
    ),
    "names come in time or late": (
        {"noms": nominations(needs={"anyone": {"any": [{"count": 12}, {"all": [{"count": 8}, {"branches": 2}]}]}})},
        {
            "noms": {
                "stands": {"bob": "70%", "cat": "40%"},
                "nominate": {
                    "left": {"chances": {"ann": "20%", "bob": "20%", "cat": "20%"}, "after": {"mean": "6 days"}}
                },
                "spread": {"bob": "50%"},
            }
        },
        {},
    ),
    "the last are level and a lot decides": (
        {"vote": drawn_ballot(votes="transfer")},
        {"vote": {"votes": PEERS}},
        FIELD,
    ),
    "a tie is voted on again and then looked up in earlier rounds": (
        {"vote": drawn_ballot(ties=["revote", "earlier rounds", "lot"], rounds=2, lasts="1 day")},
        {"vote": {"votes": PEERS}},
        FIELD,
    ),
    "all who are level leave": ({"vote": drawn_ballot(ties=["both out"])}, {"vote": {"votes": PEERS}}, FIELD),
    "two are kept and whoever is below the bar leaves": (
        {"vote": drawn_ballot(keeps=2, excludes={"below": {"count": 3}, "all_but": 3})},
        {"vote": {"votes": PEERS}},
        FIELD,
    ),
    "a lead is needed beside a majority of those entitled": (
        {
            "vote": drawn_ballot(
                wins={"majority": {"share": "2/5", "of": "entitled"}, "lead": {"share": "15%", "of": "entitled"}}
            )
        },
        {"vote": {"votes": PEERS, "withdraws": {"dan": "30%", "cat": "30%"}, "withdraws_before": {"bob": "10%"}}},
        FIELD,
    ),
    "nobody leaves as long as the last are level": (
        {"vote": drawn_ballot(ties=["earlier rounds", "nobody leaves"], rounds=5, lasts="1 day")},
        {"vote": {"votes": PEERS}},
        {**FIELD, "timetable": {"vote": {"rounds": ["2020-01-03", "2020-01-07"], "lasts": "2 days"}}},
    ),
    "a run-off counts the papers of the first ballot again": (
        {
            "first": ballot(sections={"all": {"by": ["mps", "members"]}}, keeps=2, then={"shortlisted": "runoff"}),
            "runoff": ballot(
                sections={
                    "peers": {"by": ["peers"]},
                    "members": {
                        "by": ["members"],
                        "becomes": {"units": 9, "one_vote_each": True},
                        "papers_of": "first",
                    },
                    "mps": {"by": ["mps"], "papers_of": "first"},
                }
            ),
        },
        {
            "first": {"votes": {name: EVERYBODY[name] for name in ("left", "right", "base")}},
            "runoff": {"votes": {"lords": EVERYBODY["lords"]}},
        },
        {"begins": {"candidates": ["ann", "bob", "cat"]}},
    ),
    "a college with sections": (
        {"vote": ballot(sections=COLLEGE)},
        {"vote": {"votes": EVERYBODY}},
        {"begins": {"candidates": ["ann", "bob", "cat"]}},
    ),
    "votes become seats, points and votes of units": (
        {
            "vote": ballot(
                sections={
                    "mps": {"by": ["mps"]},
                    "peers": {"by": ["peers"], "becomes": {"units": 7, "one_vote_each": True}},
                    "members": {"by": ["members"], "becomes": {"seats": 60}},
                },
                rounds=1,
                then={"no result": "runoff", "tied": "runoff"},
            ),
            "runoff": ballot(sections={"members": {"by": ["members"], "becomes": {"units": 9, "points": 100}}}),
        },
        {
            "vote": {
                "votes": {**EVERYBODY, "lords": {"shares": {"ann": "33%", "bob": "33%", "cat": "rest"}, "alike": 5}}
            },
            "runoff": {"votes": {"base": EVERYBODY["base"]}},
        },
        {"begins": {"candidates": ["ann", "bob", "cat"]}},
    ),
}


@pytest.mark.parametrize("what", TINY)
def test_where(what: str) -> None:
    stages, conduct, more = TINY[what]
    agree(settle(contest(stages, conduct, **more)), 150)


def test_a_difference_is_named_by_run_and_column() -> None:
    settled = settle(load("labour-2016"))
    people = People(settled.scenario, settled.conduct, 1, 0)
    event, vector = by_event(settled, people, 0, 30), play_runs(settled, people, 0, 30)
    assert first_difference(event, vector) is None
    vector.columns["decided"][17] += 1
    vector.columns["leader"][20] += 1
    found = first_difference(event, vector)
    assert found is not None
    assert (found.run, found.column) == (17, "decided")
    assert int(found.vector) == int(found.event) + 1


def test_a_sample_is_spread_over_the_runs() -> None:
    told: list[int] = []
    settled = settle(load("au-lib-2018-spill"))
    assert compare(settled, 1, 5 * BLOCK, 50, told.append) is None
    assert told == [10] * 5
    assert compare(settled, 1, 7, 200, told.append) is None
    assert told[5:] == [7]


@given(generated())
def test_on_generated_contests(drawn: Contest) -> None:
    agree(settle(drawn))
