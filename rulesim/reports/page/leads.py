"""Who is leader at the end, and the routes that lead there, in the words of the rule book."""

from dataclasses import dataclass

from rulesim.reports.page.people import Led, Shown, led, shown
from rulesim.reports.words.reasons import outcome as in_words
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
class RouteShown:
    """One route with its ending; `leaders` says in how many of its runs each person is leader at the end."""

    share: Estimate
    steps: tuple[StepShown, ...]
    ending: str
    leaders: tuple[tuple[Shown, int], ...]


@dataclass(frozen=True)
class Leads:
    """Who is leader at the end, and all routes. `start` is how each of them begins; the rare ones are kept apart."""

    leaders: tuple[Led, ...]
    start: tuple[StepShown, ...]
    main: tuple[RouteShown, ...]
    rare: tuple[RouteShown, ...]


def leads(ensemble: Ensemble) -> Leads:
    """Who is leader at the end of the runs of an ensemble, and by which routes."""
    found = routes(ensemble)
    start = shared_start(found)
    told = tuple(_route(ensemble, route, len(start)) for route in found)
    frequent = sum(route.share.share >= MAIN_SHARE for route in told)
    cut = min(max(frequent, 1), MAIN_MOST)
    leaders = led(ensemble.leaders, ensemble.contest.scenario)
    return Leads(leaders, tuple(_step(ensemble, step) for step in start), told[:cut], told[cut:])


def _route(ensemble: Ensemble, route: Route, skip: int) -> RouteShown:
    scenario = ensemble.contest.scenario
    steps = tuple(_step(ensemble, step) for step in route.steps[skip:])
    leaders = tuple((shown(person, scenario), count) for person, count in route.leaders.items())
    return RouteShown(route.share, steps, ensemble.settled.rules.endings[route.ending].says, leaders)


def _step(ensemble: Ensemble, step: Step) -> StepShown:
    stage, outcome = step
    return StepShown(ensemble.settled.rules.stages[stage].title, in_words(outcome))
