"""When the contest is decided, in words."""

from dataclasses import dataclass
from datetime import date

from rulesim.reports.page.people import Led, led
from rulesim.studies.ensemble import Decided, Ensemble
from rulesim.studies.shares import Estimate
from rulesim.studies.weeks import decided_by_week, span
from rulesim.studies.wording import day


@dataclass(frozen=True)
class WeekShown:
    """A week, the share of runs decided in it, and who is leader in those."""

    monday: date
    all: Estimate
    leaders: tuple[Led, ...]


@dataclass(frozen=True)
class Calendar:
    """When 5%, half and 95% of runs are decided, in words too, and the runs decided in each week."""

    says: str
    certain: bool
    """Whether every run is decided on the same day."""
    decided: Decided
    weeks: tuple[WeekShown, ...]

    @property
    def busy(self) -> tuple[WeekShown, ...]:
        """The weeks in which some run is decided."""
        return tuple(week for week in self.weeks if week.all.count)


def calendar(ensemble: Ensemble) -> Calendar:
    """When the runs of an ensemble are decided."""
    decided, scenario = ensemble.decided, ensemble.contest.scenario
    first, last = map(day, span(ensemble))
    weeks = (WeekShown(week.monday, week.all, led(week.leaders, scenario)) for week in decided_by_week(ensemble))
    return Calendar(_says(decided, first, last), first == last, decided, tuple(weeks))


def _says(decided: Decided, first: str, last: str) -> str:
    p5, p50, p95 = map(day, (decided.p5, decided.p50, decided.p95))
    if first == last:
        return f"Every run is decided on {first}."
    if p5 == p95:
        return f"Nine runs out of ten are decided on {p50}, the earliest on {first} and the latest on {last}."
    latest = {p5: "5%"} | {p50: "Half" if p50 == p5 else "half"} | {p95: "95%"}
    (first_day, mark), *others = latest.items()
    parts = [f"{mark} of the runs are decided by {first_day}", *(f"{other} by {date}" for date, other in others)]
    return f"{'; '.join(parts)}."
