"""Stages that run beside another: who is first, to the minute, and what becomes of the others."""

from __future__ import annotations

from typing import Any

import pytest

from engines.contests import DAY, Document, decision, events, motion, names, nominations, petition, play, said
from rulesim.engines.event.state import Run

TAKES = {"go": {"yes": "end.empty"}}


def petition_and_resignation(signed: str, resigned: str, **more: Any) -> Run:
    """A petition that is met after one time, beside a leader who goes after another."""
    stages = {"call": petition(meanwhile=TAKES), "go": decision(vacates=["yes"])}
    conduct: Document = {
        "call": {"sign": {"left": {"share": "100%", "after": {"exactly": signed}}}},
        "go": {"chooses": {"yes": "100%"}, "after": {"exactly": resigned}},
    }
    return play(stages, conduct, **more)


@pytest.mark.parametrize(
    ("signed", "resigned", "path", "minute"),
    [
        ("2 days", "1 day", ["go.yes"], DAY),
        ("1 day", "2 days", ["call.met"], DAY),
        ("1 day", "1 day", ["call.met"], DAY),
        ("1440 minutes", "1439 minutes", ["go.yes"], DAY - 1),
        ("0 minutes", "0 minutes", ["call.met"], 0),
    ],
)
def test_the_first_goes_on_and_within_a_minute_the_main_stage_is_first(
    signed: str, resigned: str, path: list[str], minute: int
) -> None:
    run = petition_and_resignation(signed, resigned)
    assert (run.path, run.figures["decided"]) == (path, minute)


def test_a_main_stage_that_is_stopped_records_nothing() -> None:
    run = petition_and_resignation("2 days", "1 day")
    assert not [figure for figure in run.figures if figure.startswith("call.")]
    assert "call.outcome" not in run.figures
    (taken,) = said(run, "takes over")
    assert (taken.event.stage, taken.what, taken.event.clause) == ("go", "yes: “Call” is cut short", "§go")
    assert not [event for event in run.trace or [] if event.stage == "call" and event.kind in ("tested", "outcome")]


def test_a_ballot_stopped_between_rounds_records_nothing() -> None:
    whole = {"all": {"by": ["members"], "weight": "100%"}}
    vote = {
        "kind": "ballot",
        "sections": whole,
        "wins": {"majority": {"share": "1/2"}},
        "ties": ["lot"],
        "lasts": "7 days",
        "meanwhile": TAKES,
    }
    stages = {"noms": nominations(then={"contested": "vote"}), "vote": vote, "go": decision()}
    rounds = [{"votes": {"ann": 4, "bob": 3, "cat": 2}}, {"votes": {"ann": 4, "bob": 5}}]
    conduct: Document = {
        "noms": names(ann=10, bob=10, cat=10),
        "vote": {"given": {"rounds": rounds}},
        "go": {"chooses": {"yes": "100%"}, "after": {"exactly": "8 days"}},
    }
    run = play(stages, conduct)
    assert run.path == ["noms.contested", "go.yes"]
    assert len(events(run, "counts")) == 1
    assert not [figure for figure in run.figures if figure.startswith("vote.")]
    assert run.excluded == {}


def test_an_outcome_that_does_not_take_over_changes_nothing_but_itself() -> None:
    stages = {"call": petition(meanwhile={"go": {"yes": "end.empty"}}), "go": decision()}
    conduct: Document = {
        "call": {"sign": {"left": {"share": "100%", "after": {"exactly": "3 days"}}}},
        "go": {"chooses": {"no": "100%"}, "after": {"exactly": "1 day"}},
    }
    run = play(stages, conduct)
    assert run.path == ["go.no", "call.met"]
    assert (run.figures["go.at"], run.figures["call.at"]) == (DAY, 3 * DAY)
    assert not events(run, "takes over")


def test_whoever_never_decides_lets_the_main_stage_end() -> None:
    stages = {"call": petition(meanwhile=TAKES), "go": decision()}
    conduct: Document = {"call": {"sign": {"right": {"share": "100%"}}}, "go": {"chooses": {"yes": "0%"}}}
    run = play(stages, conduct)
    assert run.path == ["call.lapsed"]
    assert "go.outcome" not in run.figures


def test_of_two_beside_the_first_in_the_alphabet_goes_first_and_stops_the_other() -> None:
    both = {"go": {"yes": "end.empty"}, "court": {"carried": "end.over"}}
    stages = {"call": petition(meanwhile=both), "go": decision(vacates=["yes"]), "court": motion(lasts="1 day")}
    conduct: Document = {
        "call": {"sign": {"right": {"share": "100%"}}},
        "go": {"chooses": {"yes": "100%"}, "after": {"exactly": "1 day"}},
        "court": {"given": {"for": 2, "against": 1}},
    }
    run = play(stages, conduct)
    assert (run.path, run.history.vacant) == (["court.carried"], False)
    stages["call"]["meanwhile"] = dict(reversed(both.items()))
    other = play(stages, conduct)
    assert (other.path, other.history.vacant) == (run.path, run.history.vacant), "the order of keys never matters"


def test_after_a_take_over_the_next_main_stage_is_first_again_in_the_same_minute() -> None:
    """The resignation comes at the end of a minute; a vote follows at once, and beside it a court that would rule."""
    stages = {
        "call": petition(meanwhile={"go": {"yes": "vote"}}),
        "go": decision(),
        "vote": motion(
            meanwhile={"court": {"yes": "end.empty"}},
            then={"carried": "end.over", "lost": "end.over", "tied": "end.over"},
        ),
        "court": decision(by="the court"),
    }
    conduct: Document = {
        "call": {"sign": {"right": {"share": "100%"}}},
        "go": {"chooses": {"yes": "100%"}, "after": {"exactly": "1 day"}},
        "vote": {"given": {"for": 2, "against": 1}},
        "court": {"chooses": {"yes": "100%"}},
    }
    run = play(stages, conduct)
    assert (run.path, run.figures["decided"]) == (["go.yes", "vote.carried"], DAY)
    assert not events(run, "takes over", "court")


def test_a_side_stage_may_last_over_a_take_over_only_as_its_own_visit() -> None:
    """A leader who does not resign during the petition is asked again, anew, during the nominations."""
    stages = {
        "call": petition(meanwhile=TAKES, then={"met": "noms"}),
        "go": decision(),
        "noms": nominations(meanwhile=TAKES),
    }
    conduct: Document = {
        "call": {"sign": {"left": {"share": "100%", "after": {"exactly": "1 day"}}}},
        "go": {"chooses": {"yes": "100%"}, "after": {"exactly": "2 days"}},
        "noms": names(ann=10, bob=10),
    }
    run = play(stages, conduct)
    assert (run.path, run.figures["go.at"], run.history.visits["go"]) == (["call.met", "go.yes"], 3 * DAY, 2)


def test_a_leader_who_leaves_during_nominations_stays_the_candidate_that_they_opened_with() -> None:
    needs = {"incumbent": "none", "challenger": {"count": 10}}
    stages = {"noms": nominations(needs=needs, meanwhile={"go": {}}), "go": decision(vacates=["yes"])}
    conduct: Document = {
        "noms": {"given": {"names": {"ann": 0, "bob": 10}}},
        "go": {"chooses": {"yes": "100%"}, "after": {"exactly": "1 day"}},
    }
    run = play(stages, conduct)
    assert (run.history.vacant, run.candidates, run.path) == (True, ("ann", "bob"), ["go.yes", "noms.contested"])
