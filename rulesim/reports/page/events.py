"""Events of a trace as lines of a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rulesim.engines.event.events import Decides, Opens, Ruled, TakesOver, Tested
from rulesim.engines.event.trace import Event, Kind
from rulesim.model.contest import Contest
from rulesim.reports.words.events import entry, ruling, title
from rulesim.reports.words.names import initial

_ACTS: tuple[Kind, ...] = ("signs", "decides", "stands", "nominates", "withdraws", "rules", "excluded", "takes over")

Mark = Literal["", "passed", "failed"]


@dataclass(frozen=True, slots=True)
class Line:
    """One event: when, who, what, by which clause, and whether something tested was enough."""

    at: datetime
    who: str
    what: str
    clause: str
    mark: Mark
    kind: Kind
    where: str
    """The title of the stage."""

    @property
    def glue(self) -> str:
        """What stands between who and what: `Angela Eagle stands`, but `Angela Eagle: 51 nominations needed`."""
        return " " if self.kind in _ACTS and not self.what[:1].isdigit() else ": "


def line(event: Event, contest: Contest) -> Line:
    """An event in words."""
    told = entry(event, contest)
    who, what = initial(told.who), told.what
    where = title(contest, event.stage) if event.stage in contest.rules.stages else ""
    match event:
        case Opens(visit=1):
            what = event.says
        case Ruled():
            what = f"rules: {ruling(event, contest)}"
        case Decides():
            what = f"decides: {event.option}"
        case TakesOver():
            who, what, where = title(contest, event.stops), "is cut short", ""
    return Line(told.at, who, what, event.clause, _mark(event), event.kind, where)


def _mark(event: Event) -> Mark:
    passed = event.passed if isinstance(event, Tested) else None
    return "" if passed is None else "passed" if passed else "failed"
