"""What the end of a stage changes, and what comes next."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import numpy as np

from rulesim.engines.mechanics.history import History
from rulesim.engines.mechanics.times import Minute
from rulesim.errors import fail
from rulesim.model.contest import Settled
from rulesim.model.quantities import minutes_between
from rulesim.model.record import RECORD_ENDS
from rulesim.model.rulebook import END, NOBODY, Rules
from rulesim.model.stages import AnyStage, Decision, Motion


def ended(settled: Settled, history: History, name: str, stage: AnyStage, outcome: str) -> History:
    """The history once a stage, as it was when it opened, has had an outcome: vacancy, outcomes, readings."""
    after = replace(history, vacant=history.vacant or outcome in stage.vacates)
    if name in settled.asked_about:
        after = replace(after, outcomes={**history.outcomes, name: outcome})
    ruling = ruling_of(stage, outcome)
    if ruling is None or ruling[0] not in settled.ruled:
        return after
    readings = settled.rule(history.readings, *ruling)
    return replace(after, readings=readings, answered=history.answered | {ruling[0]})


def ruling_of(stage: AnyStage, outcome: str) -> tuple[str, str] | None:
    """The contested question that an outcome rules on, and the reading it gives; a reading fixed beforehand stays."""
    rules_on = stage.rules_on if isinstance(stage, Motion | Decision) else None
    return (rules_on.on, rules_on.gives[outcome]) if rules_on and outcome in rules_on.gives else None


def immune_until(stage: AnyStage, outcome: str, now: Minute, before: Minute) -> Minute:
    """The minute until which no petition against the leader can open, once a stage has had an outcome."""
    return now + stage.immunity[outcome] if outcome in stage.immunity else before


def taken_over(rules: Rules, main: str, as_it_opened: AnyStage, beside: str, outcome: str) -> str:
    """What comes next where an outcome beside another stage takes over: by the readings now in force or,
    if these have no such takeover, by those in force when that stage opened."""
    if outcome == RECORD_ENDS:
        return END + RECORD_ENDS
    then = as_it_opened.meanwhile[beside]
    return rules.stages[main].meanwhile.get(beside, then).get(outcome) or then[outcome]


def next_stage(rules: Rules, name: str, outcome: str) -> str:
    """What comes next after an outcome of a stage: another stage or an ending."""
    return END + RECORD_ENDS if outcome == RECORD_ENDS else rules.stages[name].then[outcome]


def takes_over(outcome: str, takes: Collection[str]) -> bool:
    """Whether an outcome of a stage beside another ends that; where a record ends, so does everything."""
    return outcome in takes or outcome == RECORD_ENDS


def next_beside(rules: Rules, name: str, outcome: str) -> str:
    """The stage that follows another one beside the main stage; `""` if there is none."""
    after = rules.stages[name].then.get(outcome, "")
    return after if after in rules.stages else ""


LAST_DAY = datetime(9800, 1, 1)
"""Days after it, and stages that open before and close later, have room in the calendar."""
NOBODY_YET = -1
"""Stands for the position of a winner where there is none."""


def ending_figures(
    settled: Settled, history: History, ending: str, winner: Minute, now: Minute
) -> dict[str, int | Minute]:
    """The figures of a run, or of many, at an ending: which, who leads, when, and under which readings.

    `winner` is a position among the people of the contest; `leader` one past the last of them is nobody, as where an
    office without a holder stays as it is, and one further is not known.
    """
    _end_in_time(settled, now)
    rules: Rules = settled.books[history.readings]
    people = tuple(settled.scenario.people)
    lead: dict[str, int | Minute] = {
        "incumbent": len(people) if settled.leader == NOBODY else people.index(settled.leader),
        "winner": winner,
        "nobody": len(people),
    }
    figures: dict[str, int | Minute] = {
        "ending": (*rules.endings, RECORD_ENDS).index(ending),
        "leader": lead[rules.ending(ending).leads] if ending != RECORD_ENDS else len(people) + 1,
        "decided": now,
    }
    for question, reading in history.in_force:
        figures[f"reading.{question}"] = tuple(rules.contested[question].readings).index(reading)
    return figures


def _end_in_time(settled: Settled, now: Minute) -> None:
    """Raises InputError if a contest goes on until the calendar ends."""
    if np.max(now, initial=0) > minutes_between(settled.scenario.starts, LAST_DAY):
        found = f"the contest goes on beyond {LAST_DAY.year}"
        raise fail("contest-too-long", settled.place("timetable"), found, "expected it to end before")
