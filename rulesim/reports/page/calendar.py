"""When the contest is decided, in words."""

from dataclasses import dataclass
from datetime import date

from rulesim.model.scenario import Scenario
from rulesim.reports.page.people import Led, led
from rulesim.studies.ensemble import Decided, Ensemble
from rulesim.studies.shares import Estimate
from rulesim.studies.weeks import Week, decided_by_week, span
from rulesim.studies.wording import brief_day, day, listed


@dataclass(frozen=True)
class WeekShown:
    """A week, the share of runs decided in it, and who is leader in those."""

    monday: date
    all: Estimate
    leaders: tuple[Led, ...]


@dataclass(frozen=True)
class Calendar:
    """The date by which 5%, half and 95% of runs are decided, and the runs decided in each week."""

    says: str
    p5: str
    p50: str
    p95: str
    brief: str
    """The day by which half are decided, in brief."""
    first: str
    last: str
    weeks: tuple[WeekShown, ...]
    decided: Decided

    @property
    def busy(self) -> tuple[WeekShown, ...]:
        """The weeks in which some run is decided."""
        return tuple(week for week in self.weeks if week.all.count)

    @property
    def certain(self) -> bool:
        """Whether every run is decided on the same day."""
        return self.first == self.last


def calendar(ensemble: Ensemble) -> Calendar:
    """When the runs of an ensemble are decided."""
    decided = ensemble.decided
    p5, p50, p95 = day(decided.p5), day(decided.p50), day(decided.p95)
    first, last = (day(moment) for moment in span(ensemble))
    weeks = tuple(_week(week, ensemble.contest.scenario) for week in decided_by_week(ensemble))
    says = _says(p5, p50, p95, first, last)
    return Calendar(says, p5, p50, p95, brief_day(decided.p50), first, last, weeks, decided)


def _week(week: Week, scenario: Scenario) -> WeekShown:
    return WeekShown(week.monday, week.all, led(week.leaders, scenario))


def _says(p5: str, p50: str, p95: str, first: str, last: str) -> str:
    if first == last:
        return f"Every run is decided on {first}."
    if p5 == p95:
        return f"Nine runs out of ten are decided on {p50}, the earliest on {first} and the latest on {last}."
    marks = (("5%", p5), ("half", p50), ("95%", p95))
    by_day = {date: [mark for mark, other in marks if other == date] for date in dict.fromkeys((p5, p50, p95))}
    parts = [
        f"{listed(found)}{' of runs are decided' if date == p5 else ''} by {date}" for date, found in by_day.items()
    ]
    return f"{'; '.join(parts)}."
