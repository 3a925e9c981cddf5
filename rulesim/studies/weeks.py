"""When contests are decided, week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rulesim.studies.ensemble import Ensemble
from rulesim.studies.shares import Estimate, estimate

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Week:
    """A week from its Monday on: the share of runs it decides, and for whom."""

    monday: date
    all: Estimate
    leaders: Mapping[str, Estimate]


def span(ensemble: Ensemble) -> tuple[datetime, datetime]:
    """When the first and the last of all runs is decided."""
    minutes = ensemble.outcomes.codes("decided")
    return ensemble.moment(int(minutes.min())), ensemble.moment(int(minutes.max()))


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
        leaders = {leader: estimate(count[leader], ensemble.runs) for leader in ensemble.leaders if count[leader]}
        weeks.append(Week(monday, estimate(count.total(), ensemble.runs), leaders))
        monday += _WEEK
    return tuple(weeks)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
