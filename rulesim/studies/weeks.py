"""When contests are decided, week by week."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rulesim.studies.ensemble import Ensemble
from rulesim.studies.shares import Estimate, estimate

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Week:
    """A week, from its Monday: the share of runs decided in it, in all and by who leads at the end."""

    monday: date
    all: Estimate
    leaders: Mapping[str, Estimate]


def span(ensemble: Ensemble) -> tuple[datetime, datetime]:
    """When the first and the last of all runs are decided."""
    minutes = ensemble.summary.minutes.figures
    return ensemble.moment(int(minutes[0])), ensemble.moment(int(minutes[-1]))


def decided_by_week(ensemble: Ensemble) -> tuple[Week, ...]:
    """Every week from the first in which a run is decided to the last, including those in which none is."""
    starts = ensemble.settled.scenario.starts
    monday = starts.date() - timedelta(days=starts.weekday())
    runs: dict[date, Counter[str]] = {}
    for leader in ensemble.leaders:
        for minute, count in ensemble.summary.decided[leader].items():
            week = monday + (ensemble.moment(minute).date() - monday) // _WEEK * _WEEK
            runs.setdefault(week, Counter())[leader] += count
    weeks = range((max(runs) - min(runs)) // _WEEK + 1)
    return tuple(_week(min(runs) + number * _WEEK, runs, ensemble.runs) for number in weeks)


def _week(monday: date, decided: Mapping[date, Counter[str]], runs: int) -> Week:
    here = decided.get(monday, Counter())
    leaders = {leader: estimate(count, runs) for leader, count in here.items()}
    return Week(monday, estimate(here.total(), runs), leaders)
