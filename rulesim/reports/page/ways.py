"""The ways through the contest, in the words of the rule book."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.reports.page.people import Shown, shown
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.routes import Route, Step, routes, shared_start
from rulesim.studies.shares import Estimate

MAIN_SHARE = 0.01
MAIN_MOST = 8


@dataclass(frozen=True)
class StepShown:
    """A stage by its title, and its outcome."""

    title: str
    outcome: str


@dataclass(frozen=True)
class Way:
    """One route with its ending; `leaders` says in how many of its runs each person leads then."""

    share: Estimate
    steps: tuple[StepShown, ...]
    ending: str
    leaders: tuple[tuple[Shown, int], ...]


@dataclass(frozen=True)
class Ways:
    """All routes. `start` is how each of them begins; the rare ones stand apart."""

    start: tuple[StepShown, ...]
    main: tuple[Way, ...]
    rare: tuple[Way, ...]


def ways(ensemble: Ensemble) -> Ways:
    """The routes of an ensemble."""
    found = routes(ensemble)
    start = shared_start(found)
    told = tuple(_way(ensemble, route, len(start)) for route in found)
    cut = sum(way.share.share >= MAIN_SHARE for way in told)
    cut = min(max(cut, 1), MAIN_MOST)
    return Ways(tuple(_step(ensemble, step) for step in start), told[:cut], told[cut:])


def _way(ensemble: Ensemble, route: Route, skip: int) -> Way:
    scenario = ensemble.contest.scenario
    steps = tuple(_step(ensemble, step) for step in route.steps[skip:])
    leaders = tuple((shown(person, scenario), count) for person, count in route.leaders.items())
    return Way(route.share, steps, ensemble.settled.rules.endings[route.ending].says, leaders)


def _step(ensemble: Ensemble, step: Step) -> StepShown:
    stage, outcome = step
    return StepShown(ensemble.settled.rules.stages[stage].title, outcome)
