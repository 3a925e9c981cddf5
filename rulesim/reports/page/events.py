"""Events of a trace as lines that people can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rulesim.engines.event.trace import Event, Kind
from rulesim.model.contest import Contest

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
        """What stands between who and what: `Angela Eagle stands`, but `Angela Eagle: 51 names needed`."""
        return " " if self.kind in _ACTS else ": "


def line(event: Event, contest: Contest) -> Line:
    """An event in words."""
    at = contest.scenario.starts + timedelta(minutes=event.at)
    if event.kind == "takes over":
        stopped = event.what.partition(": ")[2].removesuffix(" stops here")
        return Line(at, stopped, "stops here", event.clause, "", event.kind, "")
    stage = contest.rules.stages.get(event.stage)
    who = event.who[:1].upper() + event.who[1:]
    return Line(at, who, _what(event, contest), event.clause, _mark(event), event.kind, stage.title if stage else "")


def _mark(event: Event) -> Mark:
    if event.kind != "tested" or not event.tally.get("needed"):
        return ""
    return "passed" if event.tally["had"] >= event.tally["needed"] else "failed"


def _what(event: Event, contest: Contest) -> str:
    what = event.what
    if event.kind == "opens":
        return what.removeprefix("opens: ")
    if event.kind == "rules":
        question, _, reading = what.partition(": ")
        return f"rules: {reading}" if question in contest.rules.contested else what
    if event.kind == "decides":
        return f"decides: {what}"
    return what
