"""Behaviours of the event engine at their edges; planted faults are to be caught here."""

from __future__ import annotations

from typing import Any

import pytest

from planted.small import Document, contest, played, stage
from rulesim.model.contest import Contest


def petition(minute: int, **more: Any) -> Contest:
    """Three of ten MPs are needed within ten minutes; all sign at a certain minute."""
    then = {"met": "end.vacant", "lapsed": "end.stays"}
    needs = {"count": 3}
    stages = {"challenge": stage("challenge", "petition", by=["mps"], needs=needs, window="10 minutes", then=then)}
    conduct: Document = {"challenge": {"sign": {"all": {"share": "100%", "after": {"exactly": f"{minute} minutes"}}}}}
    if "resigns_at" in more:
        at = {"exactly": f"{more['resigns_at']} minutes"}
        options = {"options": ["stays", "resigns"], "default": "stays"}
        stages["challenge"]["meanwhile"] = {"resignation": {"resigns": "end.vacant"}}
        stages["resignation"] = stage("resignation", "decision", by="leader", then={}, **options)
        conduct["resignation"] = {"chooses": {"resigns": "100%"}, "after": at}
    return contest(stages, conduct, people="ann")


@pytest.mark.parametrize(("minute", "outcome"), [(0, "met"), (9, "met"), (10, "lapsed"), (11, "lapsed")])
def test_a_window_closes_at_the_beginning_of_its_last_minute(minute: int, outcome: str) -> None:
    assert played(petition(minute)).path == [f"challenge.{outcome}"]


@pytest.mark.parametrize(
    ("resigns_at", "path"),
    [(4, "resignation.resigns"), (5, "challenge.met"), (6, "challenge.met")],
)
def test_within_a_minute_the_stage_itself_goes_before_those_beside_it(resigns_at: int, path: str) -> None:
    assert played(petition(5, resigns_at=resigns_at)).path == [path]


def test_a_ballot_may_be_won_in_the_last_round_allowed() -> None:
    section = {"mps": {"by": ["mps"], "weight": "100%"}}
    rules = {"sections": section, "wins": {"majority": {"share": "1/2"}}, "ties": ["lot"], "rounds": 2}
    then = {"elected": "end.won", "tied": "end.vacant", "no result": "end.vacant"}
    nominations = {"by": ["mps"], "needs": {"anyone": "none"}, "window": "1 day"}
    stages = {
        "names": stage(
            "names", "nominations", **nominations, then=dict.fromkeys(["contested", "unopposed", "none"], "ballot")
        ),
        "ballot": stage("ballot", "ballot", **rules, then=then),
    }
    rankings = {"ann > bob": "40%", "bob > ann": "40%", "cat > bob": "20%"}
    conduct = {
        "names": {"stands": dict.fromkeys(["ann", "bob", "cat"], "100%")},
        "ballot": {"votes": {"all": {"rankings": rankings}}},
    }
    run = played(contest(stages, conduct))
    assert (run.path[-1], run.winner) == ("ballot.elected", "bob")
    assert run.figures["ballot.rounds"] == 2


def questioned(ruled_by: Document | None, readings: Document) -> Contest:
    """Half of the MPs sign; whether that is enough is a question that a motion may rule on."""
    needs = {"question": "bar", "low": {"count": 5}, "high": {"count": 6}}
    then = {"met": "end.vacant", "lapsed": "end.stays"}
    challenge = stage("challenge", "petition", by=["mps"], needs=needs, window="10 minutes", then=then)
    conduct: Document = {"challenge": {"sign": {"all": {"share": "1/2"}}}}
    stages = {"challenge": challenge}
    if ruled_by is not None:
        after = dict.fromkeys(["carried", "lost", "tied"], "challenge")
        rules_on = {"on": "bar", "gives": {"carried": "low", "lost": "high", "tied": "high"}}
        asks = {"by": ["mps"], "asks": "that five are enough", "needs": {"share": "1/2"}}
        stages = {"ruling": stage("ruling", "motion", **asks, rules_on=rules_on, then=after), **stages}
        conduct["ruling"] = {"given": ruled_by}
    said = {reading: {"says": reading} for reading in ("high", "low")}
    contested = {"bar": {"asks": "how many are enough?", "clause": "1", "readings": said}}
    return contest(stages, conduct, people="ann", contested=contested, readings=readings)


@pytest.mark.parametrize(("reading", "outcome"), [("low", "met"), ("high", "lapsed")])
def test_a_reading_held_throughout_is_in_force(reading: str, outcome: str) -> None:
    assert played(questioned(None, {"bar": reading})).path == [f"challenge.{outcome}"]
    assert played(questioned(None, {}), bar=reading).path == [f"challenge.{outcome}"]


@pytest.mark.parametrize(("votes_for", "outcome"), [(6, "met"), (4, "lapsed")])
def test_a_ruling_is_in_force_from_then_on(votes_for: int, outcome: str) -> None:
    found = questioned({"for": votes_for, "against": 10 - votes_for}, {})
    assert played(found).path[-1] == f"challenge.{outcome}"
