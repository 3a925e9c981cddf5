"""When contests are decided, week by week."""

from __future__ import annotations

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
    minutes = ensemble.summary.decided
    return ensemble.moment(min(minutes)), ensemble.moment(max(minutes))


def decided_by_week(ensemble: Ensemble) -> tuple[Week, ...]:
    """Every week from the first that decides a run to the last, empty ones too."""
    numbers = {number for number, _ in ensemble.summary.weeks}
    return tuple(_week(ensemble, number) for number in range(min(numbers), max(numbers) + 1))


def _week(ensemble: Ensemble, number: int) -> Week:
    counts = {leader: ensemble.summary.weeks[number, leader] for leader in ensemble.leaders}
    leaders = {leader: estimate(count, ensemble.runs) for leader, count in counts.items() if count}
    starts = ensemble.settled.scenario.starts.date()
    monday = starts - timedelta(days=starts.weekday()) + number * _WEEK
    return Week(monday, estimate(sum(counts.values()), ensemble.runs), leaders)
