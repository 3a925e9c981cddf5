"""Endings: who leads, and when it was decided."""

from __future__ import annotations

import pytest

from engines.contests import (
    DAY,
    Document,
    ballot,
    contest,
    decision,
    motion,
    names,
    nominations,
    play,
    play_settled,
    said,
    trace,
)
from rulesim.engines.event.play import leader_of
from rulesim.errors import InputError
from rulesim.loading.scenario import settle


@pytest.mark.parametrize(("ending", "leader", "told"), [("over", "ann", "Ann"), ("empty", "nobody", "nobody")])
def test_who_leads_at_an_ending(ending: str, leader: str, told: str) -> None:
    stage = motion(lasts="2 days", then={"carried": f"end.{ending}", "lost": f"end.{ending}", "tied": f"end.{ending}"})
    run = play({"vote": stage}, {"vote": {"given": {"for": 1, "against": 0}}})
    assert (trace(run).ending, trace(run).leader, leader_of(run)) == (ending, leader, leader)
    assert run.figures["decided"] == 2 * DAY
    (ends,) = said(run, "ends")
    assert ends.who == told
    assert ends.what.endswith(f"{told} is leader")


def test_the_winner_leads() -> None:
    stages = {"noms": nominations(then={"contested": "vote"}), "vote": ballot()}
    conduct: Document = {
        "noms": names(ann=10, bob=10),
        "vote": {"given": {"rounds": [{"votes": {"ann": 1, "bob": 2}}]}},
    }
    assert trace(play(stages, conduct)).leader == "bob"


def test_a_stage_played_twice_shows_the_last_time_only() -> None:
    """At the first nominations Cat stands as well; after the ballot they are held again, and without her."""
    stages = {"noms": nominations(then={"contested": "vote"}), "vote": ballot(then={"elected": "noms"})}
    again = {"when": {"stage": "vote", "outcome": "elected"}} | names(ann=10, bob=9)
    conduct: Document = {
        "noms": [again, names(ann=10, bob=10, cat=10)],
        "vote": {"given": {"rounds": [{"votes": {"ann": 4, "bob": 2, "cat": 1}}]}},
    }
    run = play(stages, conduct)
    assert run.path == ["noms.contested", "vote.elected", "noms.unopposed"]
    assert run.history.visits == {"noms": 2, "vote": 1}
    assert not [figure for figure in run.figures if figure.startswith("noms.") and figure.endswith(".cat")]
    assert run.figures["noms.names.bob"] == 9


def test_a_contest_that_goes_round_for_ever_is_a_fault_of_the_input() -> None:
    stages = {"one": decision(then={"yes": "two", "no": "two"}), "two": decision(then={"yes": "end.over", "no": "one"})}
    conduct: Document = {name: {"chooses": {"no": "100%"}} for name in stages}
    with pytest.raises(InputError, match="endless-contest"):
        play_settled(settle(contest(stages, conduct)))
