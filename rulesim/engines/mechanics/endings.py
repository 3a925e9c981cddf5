"""Endings: who leads, and the figures that a run ends with."""

from __future__ import annotations

from rulesim.engines.mechanics.history import History
from rulesim.engines.mechanics.times import Minute
from rulesim.model.contest import Settled

NOBODY_YET = -1
"""In place of a winner's position among the people: there is none."""


def ending_figures(
    settled: Settled, history: History, ending: str, winner: Minute, now: Minute
) -> dict[str, int | Minute]:
    """The figures of a run, or of many, that come to an ending: which, who leads, when, and under which readings.

    `winner` is a position among the people of the contest; `leader` one past the last of them is nobody.
    """
    rules, people = settled.books[history.readings], tuple(settled.scenario.people)
    leaders: dict[str, int | Minute] = {
        "incumbent": people.index(settled.leader),
        "winner": winner,
        "nobody": len(people),
    }
    figures: dict[str, int | Minute] = {
        "ending": tuple(rules.endings).index(ending),
        "leader": leaders[rules.endings[ending].leads],
        "decided": now,
    }
    for question, reading in history.readings:
        if question in history.answered:
            figures[f"reading.{question}"] = tuple(rules.contested[question].readings).index(reading)
    return figures
