"""A record says on whom lots fell, how often people voted, what everybody had, and what its figures are."""

from __future__ import annotations

from typing import Any

import pytest
from engines.contests import Document, ballot, contest, decision, motion, play_settled
from engines.test_agreement import agree

from rulesim.engines.event.play import trace_run
from rulesim.engines.outcomes import NOT_REACHED
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest
from rulesim.reports.words.differences import difference, differences
from rulesim.reports.words.events import entry
from rulesim.studies.replay import Replay, replay

MEMBERS: Document = {"members": {"by": ["members"]}}


def held(*rounds: Document, people: str = "ann bob cat", expects: Document | None = None, **stage: Any) -> Contest:
    """A ballot of the members from its record."""
    more = {"begins": {"candidates": people.split(), "vacant": True}, "expects": expects or {"ending": "won"}}
    return contest(
        {"vote": ballot(**{"sections": MEMBERS, **stage})}, {"vote": {"given": {"rounds": list(rounds)}}}, **more
    )


def told(found: Replay) -> list[str]:
    """What a replay says differs."""
    return [difference(one, found.contest).told or one.what for one in found.differences]


LEVEL = {"votes": {"ann": 40, "bob": 20, "cat": 20}}
LAST = {"votes": {"ann": 41, "bob": 39, "cat": 0}}


def test_a_lot_falls_as_recorded_and_then_the_replay_matches() -> None:
    for gone, stays in (("bob", "cat"), ("cat", "bob")):
        played = held({**LEVEL, "lot": [gone]}, {"votes": {"ann": 30, stays: 45}}, expects={"leads": stays})
        found = replay(played)
        assert found.matched, told(found)
        assert found.trace.events == trace_run(settle(played), 1, 0).events, "trace tells the same run"
        assert f"{gone.title()} is eliminated by lot, as recorded" in str(ties(found))
        agree(settle(played), 5)


def ties(found: Replay) -> list[str]:
    return [entry(event, found.contest).what for event in found.trace.events if event.kind == "tie"]


def test_a_lot_that_the_record_does_not_tell_is_a_difference() -> None:
    """Whoever it falls on in the run that is played: the record must say it."""
    last = {"votes": {"ann": 41, "bob": 20}, "others": "none"}
    found = replay(held(LEVEL, last, expects={"leads": "ann"}))
    assert told(found) == [
        "in round 1 lots are drawn between Bob and Cat, and the record does not say who was drawn: add 'lot: [NAME]'"
    ]
    assert "vote: in round 1 lots are drawn" in next(differences(found))


@pytest.mark.parametrize("lot", [["ann"], ["bob", "cat"], ["dan"]])
def test_a_lot_among_others_than_the_tied_is_a_difference(lot: list[str]) -> None:
    found = replay(
        held({**LEVEL, "lot": lot}, {"votes": {"ann": 41, "bob": 20}, "others": "none"}, people="ann bob cat")
    )
    assert "it is drawn between Bob and Cat" in told(found)[0]


def test_a_lot_for_the_first_place_names_the_winner() -> None:
    pair = {"votes": {"ann": 30, "bob": 30}, "lot": ["bob"]}
    found = replay(held(pair, people="ann bob", expects={"leads": "bob"}))
    assert found.matched, told(found)
    agree(settle(held(pair, people="ann bob")), 5)


def test_a_lot_that_eliminates_several_names_all_of_them() -> None:
    tied = {"votes": {"ann": 40, "bob": 20, "cat": 20, "dan": 20}, "lot": ["bob", "dan"]}
    last = {"votes": {"ann": 40, "cat": 50}}
    kept = held(tied, last, people="ann bob cat dan", excludes={"all_but": 2}, expects={"leads": "cat"})
    assert replay(kept).matched, told(replay(kept))
    agree(settle(kept), 5)


def test_a_lot_that_is_never_drawn_is_told() -> None:
    found = replay(held({"votes": {"ann": 60, "bob": 20, "cat": 20}, "lot": ["cat"]}, expects={"leads": "ann"}))
    assert told(found) == ["the record has the lot of round 1 fall on Cat, but under the rules no lot is drawn"]


ENDS_EARLY: dict[str, tuple[Document, list[Document], str]] = {
    "one round, and nobody has a majority": ({}, [{"votes": {"ann": 40, "bob": 35, "cat": 25}}], "one round"),
    "many rounds allowed, and few on record": (
        {"excludes": "nobody", "rounds": 200},
        [{"votes": {"ann": 40, "bob": 35, "cat": 25}}] * 15,
        "15 rounds",
    ),
    "a level first place that is voted on again": (
        {"wins": {}, "excludes": "nobody", "ties": ["revote", "lot"]},
        [{"votes": {"ann": 40, "bob": 40, "cat": 0}}],
        "one round",
    ),
    "none at all": ({}, [], "no rounds"),
}


@pytest.mark.parametrize("what", ENDS_EARLY)
def test_a_record_that_stops_too_early_is_told_as_that_and_never_ends_as_no_result(what: str) -> None:
    stage, rounds, many = ENDS_EARLY[what]
    played = held(*rounds, expects={"path": ["vote.no result"], "ending": "over", "leads": "nobody"}, **stage)
    found = replay(played)
    assert told(found) == [f"the record ends after {many}, and the rules ask for another"]
    assert (found.trace.ending, found.trace.leader) == ("record ends", "not known")
    assert trace_run(settle(played), 1, 0).ending == "record ends"
    agree(settle(played), 5)


def test_a_last_round_without_a_result_is_no_result() -> None:
    found = replay(held({"votes": {"ann": 40, "bob": 35, "cat": 25}}, rounds=1, expects={"path": ["vote.no result"]}))
    assert found.matched, told(found)


def test_of_what_came_before_the_record_ended_differences_are_told() -> None:
    first = {"votes": {"ann": 40, "bob": 35, "cat": 25}}
    found = replay(held(first, expects={"excluded": {"vote": [["bob"], []]}, "figures": {"vote.rounds": 7}}))
    assert told(found) == [
        "who is eliminated after round 1",
        "the record ends after one round, and the rules ask for another",
    ]


def test_somebody_of_whom_a_round_says_nothing_is_asked_for() -> None:
    some = {"votes": {"ann": 60, "bob": 40}}
    found = replay(held(some, expects={"leads": "ann"}))
    assert told(found) == [
        "the record of round 1 does not say how many votes Cat had: add them, 'others: none' or 'others: not known'"
    ]
    assert replay(held({**some, "others": "none"}, expects={"leads": "ann"})).matched
    unknown = replay(held({**some, "others": "not known"}, expects={"leads": "ann"}))
    assert told(unknown) == ["the record ends after one round, and the rules ask for another"]
    agree(settle(held(some)), 5)


def test_it_is_asked_for_in_every_section_and_unit() -> None:
    sections = {"house": {"by": ["mps"]}, "party": {"by": ["members"]}}
    one = {"sections": {"house": {"ann": 60, "bob": 40}, "party": {"ann": 9}}}
    found = replay(held(one, people="ann bob", sections=sections))
    assert "does not say how many votes Bob had" in told(found)[0]
    units = {"party": {"by": ["members"], "becomes": {"units": 2, "one_vote_each": True}}}
    by_unit = {"by_unit": {"party": {"north": {"ann": 5, "bob": 2}, "south": {"bob": 4}}}}
    found = replay(held(by_unit, people="ann bob", sections=units))
    assert "does not say how many votes Ann had" in told(found)[0]


@pytest.mark.parametrize("key", ["withdrawn", "unrecorded"])
def test_somebody_who_leaves_without_having_been_there_is_told(key: str) -> None:
    first = {"votes": {"ann": 40, "bob": 30, "cat": 20}} if key == "withdrawn" else {}
    gone = ["dan"] if key == "withdrawn" else ["dan", "cat"]
    found = replay(held({**first, key: gone}, {"votes": {"ann": 60, "bob": 30}}, expects={"leads": "ann"}))
    assert told(found) == ["the record has Dan leave in round 1, who under the rules is not on the ballot"]


TWO: Document = {
    "party": {"by": ["members"], "becomes": {"units": 5, "one_vote_each": True}},
    "house": {"by": ["mps"]},
}
NORTH = {"ann": 300, "bob": 0}
UNITS = {"a": NORTH, "b": {"ann": 50, "bob": 100}, "c": {"ann": 50, "bob": 100}, "d": {"ann": 50, "bob": 100}, "e": {}}


def test_papers_of_units_count_by_unit_and_not_one_for_one() -> None:
    """Ann has 450 of 750 papers and one unit; Bob has three, and 80 of the 100 in the house."""
    one = {"sections": {"house": {"ann": 20, "bob": 80}}, "by_unit": {"party": UNITS}}
    played = held(one, people="ann bob", sections=TWO, expects={"leads": "bob"})
    found = replay(played)
    assert found.matched, told(found)
    figures = outcome_figures(played)
    assert (figures["vote.points.ann"], figures["vote.points.bob"]) == (21, 83)
    assert (figures["vote.votes.ann"], figures["vote.votes.bob"]) == (470, 380)
    agree(settle(played), 5)


def outcome_figures(played: Contest) -> dict[str, int]:
    return play_settled(settle(played)).figures


def test_units_that_are_converted_leave_no_votes_to_be_added_to_papers() -> None:
    one = {"sections": {"house": {"ann": 20, "bob": 80}, "party": {"ann": 1, "bob": 3}}, "converted": ["party"]}
    played = held(one, people="ann bob", sections=TWO, expects={"leads": "bob", "figures": {"vote.points.bob": 83}})
    assert replay(played).matched
    assert outcome_figures(played)["vote.votes.bob"] == NOT_REACHED
    agree(settle(played), 5)


def test_papers_of_a_section_of_seats_are_divided_by_highest_averages() -> None:
    """Three seats to 60, 25 and 15: 60, 30, 25."""
    seats = {"party": {"by": ["members"], "becomes": {"seats": 3}}}
    one = {"votes": {"ann": 60, "bob": 25, "cat": 15}, "papers": ["party"]}
    figures = outcome_figures(held(one, sections=seats))
    assert [figures[f"vote.points.{who}"] for who in ("ann", "bob", "cat")] == [2, 1, 0]
    assert [figures[f"vote.votes.{who}"] for who in ("ann", "bob", "cat")] == [60, 25, 15]


def test_points_are_shared_out_within_each_unit() -> None:
    """100 points a unit: 75 and 25 in one, all of them in the other, however few voted there."""
    points = {"party": {"by": ["members"], "becomes": {"units": 2, "points": 100}}}
    one = {"by_unit": {"party": {"north": {"ann": 300, "bob": 100}, "south": {"ann": 0, "bob": 9}}}}
    played = held(one, people="ann bob", sections=points, expects={"leads": "bob"})
    assert replay(played).matched
    assert outcome_figures(played)["vote.points.bob"] == 125
    agree(settle(played), 5)


def test_the_bar_of_every_round_can_be_expected() -> None:
    rounds = {"votes": {"ann": 40, "bob": 35, "cat": 25}}, {"votes": {"ann": 40, "bob": 45}}
    right = {"vote": [{"needed": 51, "had": 40}, {"needed": 43, "had": 45}]}
    assert replay(held(*rounds, expects={"bars": right})).matched
    wrong = {"vote": [{"needed": 50, "had": 40}, {"needed": 43, "had": 46}, {"needed": 1}]}
    found = replay(held(*rounds, expects={"bars": wrong}))
    assert [(one.what, one.recorded, one.derived) for one in found.differences] == [
        ("needed in round 1", 50, 51),
        ("had in round 2", 46, 45),
        ("needed in round 3", 1, None),
    ]
    assert next(differences(found)).startswith("vote, needed in round 1: the record says 50, the rules produce 51")


def test_the_lead_of_every_round_can_be_expected() -> None:
    wins = {"majority": {"share": "1/2"}, "lead": {"share": "15%", "of": "valid"}}
    stage = {"wins": wins, "excludes": "nobody", "rounds": 3, "last_standing": "needs the majority"}
    rounds = {"votes": {"ann": 54, "bob": 46}}, {"votes": {"ann": 60, "bob": 40}}
    bars = {"vote": [{"lead_needed": 15, "lead": 8}, {"lead_needed": 15, "lead": 20}]}
    assert replay(held(*rounds, people="ann bob", expects={"bars": bars}, **stage)).matched


def test_a_stage_visited_twice_is_compared_each_time() -> None:
    """The columns hold the second vote alone."""
    stages = {"vote": motion(then={"lost": "think"}), "think": decision(then={"yes": "vote"})}
    again = {"when": {"stage": "think", "outcome": "yes"}, "given": {"for": 50, "against": 45}}
    conduct = {"vote": [again, {"given": {"for": 40, "against": 45}}], "think": {"given": {"chooses": "yes"}}}
    bars = {"vote": [{"needed": 43, "had": 41}, {"needed": 48, "had": 50}]}
    (one,) = replay(contest(stages, conduct, expects={"bars": bars})).differences
    assert (one.stage, one.what, one.recorded, one.derived) == ("vote", "had at visit 1", 41, 40)


def test_the_rounds_of_a_ballot_held_twice_are_each_compared_with_their_record() -> None:
    """In the first of the two ballots there is a vote for somebody who does not stand."""
    once = ballot(sections=MEMBERS, rounds=1, excludes="nobody", then={"no result": "think"})
    stages = {"vote": once, "think": decision(then={"yes": "vote"})}
    first = {"given": {"rounds": [{"votes": {"ann": 5, "bob": 5, "cat": 1}}]}}
    again = {"when": {"stage": "think", "outcome": "yes"}, "given": {"rounds": [{"votes": {"ann": 5, "bob": 4}}]}}
    conduct = {"vote": [again, first], "think": {"given": {"chooses": "yes"}}}
    more = {"begins": {"candidates": ["ann", "bob"], "vacant": True}, "expects": {"leads": "ann"}}
    assert told(replay(contest(stages, conduct, **more))) == [
        "the record has 1 vote in round 1 for Cat, who under the rules is not on the ballot"
    ]


def test_a_figure_that_nobody_knows_is_no_stage_that_was_not_reached() -> None:
    """Of seats alone no votes are known."""
    seats = {"party": {"by": ["members"], "becomes": {"seats": 3}}}
    one = {"votes": {"ann": 2, "bob": 1, "cat": 0}, "converted": ["party"]}
    found = replay(held(one, sections=seats, expects={"figures": {"vote.votes.ann": 60}}))
    (said,) = differences(found)
    assert said.startswith("vote.votes.ann: the record says 60, but nothing is known of that there; reason: ")
