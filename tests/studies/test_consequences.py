"""One slip in a record is told first, with its cause, and all that follows from it is told as such."""

from __future__ import annotations

from typing import Any, cast, get_args

import pytest
from engines.contests import Document, ballot, contest, motion, names, nominations, petition, play, trace, votes

from rulesim.loading.scenario import load
from rulesim.model.contest import Contest
from rulesim.reports.words.differences import difference, differences
from rulesim.reports.words.events import entry
from rulesim.studies import consequences
from rulesim.studies.causes import of_ending, of_leader
from rulesim.studies.difference import About
from rulesim.studies.replay import Replay, replay


def damaged(name: str, *changes: str, **held: str) -> Replay:
    return replay(load(name, dict(change.split("=", 1) for change in changes)), held)


def roots(found: Replay) -> list[str]:
    return [one.what for one in found.differences if not one.follows]


def why(found: Replay) -> str:
    return difference(found.differences[0], found.contest).why


ONE_SLIP = {
    "a signature too few": ("what-happened", ["conduct.challenge.given.signatures.eagle=50"], "path"),
    "the members' votes": ("what-happened", ["conduct.ballot.given.rounds.0.votes.corbyn=193228"], "who leads"),
    "nominations too few": (
        "history/uk-lab-2020",
        ["conduct.second-hurdle.given.names.nandy={clps: 31}", "expects.figures={}"],
        "who is on the ballot",
    ),
    "votes in the second round": (
        "history/uk-con-2001",
        ["conduct.mps-ballot.given.rounds.1.votes.ancram=19", "conduct.mps-ballot.given.rounds.1.votes.portillo=48"],
        "who is eliminated after round 2",
    ),
    "fewer heads": ("what-happened", ["bodies.meps=18"], "challenge.needed"),
}


@pytest.mark.parametrize("slip", ONE_SLIP)
def test_one_slip_is_one_difference_and_its_consequences(slip: str) -> None:
    name, changes, what = ONE_SLIP[slip]
    found = damaged(name, *changes)
    assert roots(found) == [what]
    assert found.differences[0].what == what
    said = list(differences(found))
    assert [line for line in said if not line.startswith("  ")] == said[:1]
    assert len(said) <= 5


def test_two_slips_are_two_differences() -> None:
    found = damaged("what-happened", "conduct.confidence.given.for=171", "bodies.meps=18")
    assert roots(found) == ["confidence.needed", "challenge.needed"]
    assert [one.follows for one in found.differences] == [False, False, True]


def test_who_leads_is_told_first_of_what_follows() -> None:
    said = list(differences(damaged("what-happened", *ONE_SLIP["a signature too few"][1])))
    assert said[1] == "  so: ending: the record says elected, the rules produce unchallenged"
    assert said[-1] == "  and so five more differences, in full with --json"
    (_, gap) = differences(damaged("history/uk-con-2001", *ONE_SLIP["votes in the second round"][1]))
    assert "  so: mps-ballot: the record of round 3 does not say how many votes Michael Ancram had" in gap


@pytest.mark.parametrize(
    ("question", "reading", "told"),
    [
        ("incumbent-on-ballot", "nominated", "Jeremy Corbyn: 51 nominations needed, 0 received: not on the ballot"),
        ("standing-of-the-confidence-vote", "must-go", ""),
    ],
)
def test_a_reading_held_from_outside_is_the_reason(question: str, reading: str, told: str) -> None:
    found = damaged("what-happened", **{question: reading})
    assert why(found) == f"the reading {question}={reading}" + (f": {told}" if told else "")


def test_of_two_readings_the_one_that_makes_it_is_named() -> None:
    held = {"incumbent-on-ballot": "nominated", "freeze-date": "no-power"}
    found = damaged("what-happened", **held)
    assert why(found).startswith("the reading incumbent-on-ballot=nominated: ")


def test_a_reading_is_not_blamed_for_what_differs_without_it() -> None:
    change = "conduct.challenge.given.signatures.eagle=50"
    assert why(damaged("what-happened", change, **{"incumbent-on-ballot": "nominated"})) == why(
        damaged("what-happened", change)
    )


def recorded(stages: Document, conduct: Document, expects: Document, **more: Any) -> Replay:
    return replay(contest(stages, conduct, expects=expects, **more))


VOTE = {"noms": nominations(then={"contested": "vote"})}


def test_the_end_of_a_record_is_the_reason() -> None:
    found = recorded(
        {**VOTE, "vote": ballot()},
        {"noms": names(ann=10, bob=10, cat=10), "vote": votes({"ann": 400, "bob": 350, "cat": 250})},
        {"leads": "bob", "path": ["noms.contested", "vote.elected"]},
    )
    assert roots(found) == ["rounds on record"]
    assert list(differences(found)) == ["vote: the record ends after one round, and the rules ask for another"]


def test_somebody_who_leads_on_record_is_told_by_how_they_dropped_out() -> None:
    found = recorded(
        {**VOTE, "vote": ballot()},
        {
            "noms": names(ann=10, bob=10, cat=10),
            "vote": votes({"ann": 400, "bob": 350, "cat": 250}, {"ann": 600, "bob": 400}),
        },
        {"leads": "cat"},
    )
    assert (roots(found), why(found)) == (["who leads"], "Cat: is eliminated after round 1: fewest votes")


def test_where_a_stage_follows_that_is_not_on_record_what_led_there_is_the_reason() -> None:
    found = recorded(
        {"vote": motion(then={"carried": "more"}), "more": motion(then={"carried": "end.empty"})},
        {"vote": {"given": {"for": 60, "against": 40}}, "more": {"given": {"for": 40, "against": 60}}},
        {"path": ["vote.carried"], "ending": "empty"},
    )
    assert roots(found) == ["path"]
    assert "opens" in why(found)


def test_nominations_that_somebody_lacks_are_told_and_not_those_that_another_had() -> None:
    found = recorded(
        {**VOTE, "vote": ballot()},
        {"noms": names(ann=9, bob=10), "vote": votes({"ann": 600, "bob": 400})},
        {"path": ["noms.contested", "vote.elected"]},
    )
    assert why(found) == "Ann: 10 nominations needed, 9 received: not on the ballot"


def test_a_figure_that_decides_nothing_leaves_the_result_a_difference_of_its_own() -> None:
    found = recorded(
        {"call": petition(needs={"count": 51}, then={"met": "vote"}), "vote": motion(then={"carried": "end.empty"})},
        {
            "call": {"given": {"signatures": {"cause": 51}, "at": "2020-01-02"}},
            "vote": {"given": {"for": 40, "against": 60}},
        },
        {"figures": {"call.needed": 50}, "leads": "nobody"},
    )
    assert roots(found) == ["call.needed", "who leads"]
    assert "40 cast in favour" in difference(found.differences[1], found.contest).why


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_lot_is_the_reason_where_it_was_a_lot(rounds: int) -> None:
    """Of two who are level one is elected by lot; of three, two of whom are level, one is eliminated."""
    parts = {"ann": "50%", "bob": "50%"} if rounds == 1 else {"ann": "40%", "bob": "30%", "cat": "30%"}
    stages = {**VOTE, "vote": ballot(wins={} if rounds == 1 else {"majority": {"share": "1/2"}}, rounds=rounds)}
    run = play(
        {**stages, "vote": {**stages["vote"], "ties": ["lot"]}},
        {"noms": names(**dict.fromkeys(parts, 10)), "vote": {"votes": {"base": {"shares": parts}}}},
    )
    told = trace(run)
    cause = of_ending(told, run) if rounds == 1 else of_leader(told, run, run.excluded["vote"][0][0])
    assert isinstance(cause, tuple)
    assert "by lot" in entry(cause[-1][-1], cast(Contest, run.settled)).what


def test_every_kind_of_difference_has_its_place_in_the_order() -> None:
    """All but what a replay lists as disputed in vain, which is told apart."""
    assert sorted(consequences._IN_ORDER) == sorted(set(get_args(About)) - {"not disputed"})
