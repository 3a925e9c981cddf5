"""What the end of a stage changes, what comes next, and with what a run ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.contests import contest, decision, motion, petition
from rulesim.engines.mechanics.effects import (
    NOBODY_YET,
    ended,
    ending_figures,
    immune_until,
    next_beside,
    ruling_of,
    taken_over,
)
from rulesim.engines.mechanics.history import at_the_start, come_to, visited
from rulesim.errors import RulesimError
from rulesim.loading.scenario import settle
from rulesim.model.contest import Settled

RULING = {"on": "bar", "gives": {"carried": "low", "lost": "high", "tied": "high"}}
BESIDE = {"go": {"yes": "end.empty"}}


def settled(**readings: str) -> Settled:
    """A motion rules on the bar of a petition, beside which somebody may go."""
    needs = {"question": "bar", "low": {"count": 5}, "high": {"count": 60}}
    after = dict.fromkeys(("carried", "lost", "tied"), "call")
    stages = {
        "vote": motion(rules_on=RULING, then=after, vacates=["lost"], immunity={"lost": "2 days"}),
        "call": petition(needs=needs, meanwhile=BESIDE),
        "go": decision(),
    }
    cases = [{"when": {"stage": "vote", "outcome": "lost"}, "chooses": {"yes": "100%"}}, {"chooses": {"yes": "1/2"}}]
    conduct: dict[str, Any] = {"vote": {"given": {"for": 60, "against": 40}}, "call": {"sign": {}}, "go": cases}
    return settle(contest(stages, conduct, contested={"bar": ("high", "low")}), readings)


def test_an_outcome_by_which_the_leader_goes_vacates_the_office_for_good() -> None:
    played, stages = settled(), settled().rules.stages
    start = at_the_start(played)
    gone = ended(played, start, "vote", stages["vote"], "lost")
    assert (start.vacant, gone.vacant) == (False, True)
    assert ended(played, gone, "vote", stages["vote"], "carried").vacant
    assert not ended(played, start, "vote", stages["vote"], "carried").vacant


def test_a_ruling_puts_its_reading_in_force_and_answers_the_question() -> None:
    played = settled()
    start, vote = at_the_start(played), played.rules.stages["vote"]
    for outcome, reading in (("carried", "low"), ("lost", "high")):
        after = ended(played, start, "vote", vote, outcome)
        assert (dict(after.readings)["bar"], after.answered) == (reading, {"bar"})
        assert ruling_of(vote, outcome) == ("bar", reading)
    call = played.rules.stages["call"]
    undecided = ended(played, start, "call", call, "met")
    assert (undecided.readings, undecided.answered, ruling_of(call, "met")) == (start.readings, frozenset(), None)


def test_a_reading_held_from_outside_stays_whatever_is_ruled() -> None:
    played = settled(bar="high")
    start = at_the_start(played)
    after = ended(played, start, "vote", played.rules.stages["vote"], "carried")
    assert (dict(after.readings)["bar"], after.answered) == ("high", {"bar"})


def test_only_outcomes_that_somebodys_conduct_asks_about_are_kept() -> None:
    played = settled()
    history = at_the_start(played)
    for stage, outcome in (("vote", "lost"), ("call", "lapsed"), ("vote", "carried")):
        history = ended(played, history, stage, played.rules.stages[stage], outcome)
    assert history.outcomes == {"vote": "carried"}


def test_immunity_lasts_from_the_end_of_the_stage_that_grants_it() -> None:
    vote = settled().rules.stages["vote"]
    assert immune_until(vote, "lost", 10, 7) == 10 + 2 * 24 * 60
    assert immune_until(vote, "carried", 10, 7) == 7
    assert immune_until(vote, "lost", np.array([0, 1]), np.array([9, 9])).tolist() == [2880, 2881]


def test_what_takes_over_is_read_as_it_is_by_now_and_otherwise_as_it_was_at_the_opening() -> None:
    rules = settled().rules
    call = rules.stages["call"]

    def taken(now: Mapping[str, Mapping[str, str]]) -> str:
        by_now = rules.model_copy(update={"stages": {"call": call.model_copy(update={"meanwhile": now})}})
        return taken_over(by_now, "call", call, "go", "yes")

    assert taken({"go": {"yes": "end.over"}}) == "end.over"
    assert taken({"go": {"no": "end.over"}}) == "end.empty"
    assert taken({}) == "end.empty"


def test_beside_another_stage_only_stages_follow() -> None:
    rules = settled().rules
    assert next_beside(rules, "vote", "lost") == "call"
    assert next_beside(rules, "call", "met") == "", "an ending is none"
    assert next_beside(rules, "go", "yes") == "", "nothing follows"


def test_a_stage_may_be_visited_again_but_not_for_ever() -> None:
    played = settled()
    history = visited(visited(at_the_start(played), "call"), "call")
    assert history.visits == {"call": 2}
    assert come_to(played, history, "call").stages == 1
    with pytest.raises(RulesimError, match="call"):
        come_to(played, replace(history, stages=200), "call")


@pytest.mark.parametrize(("ending", "leader"), [("over", 0), ("empty", 1)])
def test_who_leads_at_an_ending(ending: str, leader: int) -> None:
    """Ann is the only person of the contest: one past her is nobody."""
    played = settled()
    start = at_the_start(played)
    figures = ending_figures(played, start, ending, NOBODY_YET, 17)
    assert figures == {"ending": tuple(played.rules.endings).index(ending), "leader": leader, "decided": 17}
    answered = ended(played, start, "vote", played.rules.stages["vote"], "carried")
    readings = tuple(played.rules.contested["bar"].readings)
    assert ending_figures(played, answered, ending, 0, 17)["reading.bar"] == readings.index("low")
