"""When contests are decided, week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rulesim.studies.ensemble import Ensemble

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Week:
    """A week from its Monday on, and in how many runs it decides for whom."""

    monday: date
    leaders: Mapping[str, int]


def decided_by_week(ensemble: Ensemble) -> tuple[Week, ...]:
    """Every week from the first that decides a run to the last, empty ones too."""
    found: dict[date, Counter[str]] = {}
    minutes = ensemble.outcomes.codes("decided").tolist()
    for minute, leader in zip(minutes, ensemble.outcomes.words("leader"), strict=True):
        found.setdefault(_monday(ensemble.moment(minute).date()), Counter())[leader] += 1
    monday, last = min(found), max(found)
    weeks = []
    while monday <= last:
        count = found.get(monday, Counter())
        weeks.append(Week(monday, {leader: count[leader] for leader in ensemble.leaders if count[leader]}))
        monday += _WEEK
    return tuple(weeks)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
