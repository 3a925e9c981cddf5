"""Who is leader at the end, and the routes that lead there, in the words of the rule book."""

from dataclasses import dataclass, replace

from rulesim.model.rulebook import Rules
from rulesim.reports.page.people import Led, led
from rulesim.reports.words.reasons import outcome as in_words
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.routes import Route, Step, routes, shared_start

MAIN_SHARE = 0.01
MAIN_MOST = 8


@dataclass(frozen=True)
class Leads:
    """Who is leader at the end, and all routes, with words in place of the ids of stages, outcomes and endings.

    `start` is how each of them begins; the rare ones are kept apart.
    """

    leaders: tuple[Led, ...]
    start: tuple[Step, ...]
    main: tuple[Route, ...]
    rare: tuple[Route, ...]


def leads(ensemble: Ensemble) -> Leads:
    """Who is leader at the end of the runs of an ensemble, and by which routes."""
    found, rules = routes(ensemble), ensemble.settled.rules
    start = shared_start(found)
    told = tuple(
        replace(one, steps=_steps(one.steps[len(start) :], rules), ending=rules.ending(one.ending).says)
        for one in found
    )
    frequent = sum(route.share.share >= MAIN_SHARE for route in told)
    cut = min(max(frequent, 1), MAIN_MOST)
    return Leads(led(ensemble.leaders, ensemble.contest.scenario), _steps(start, rules), told[:cut], told[cut:])


def _steps(steps: tuple[Step, ...], rules: Rules) -> tuple[Step, ...]:
    return tuple((rules.stages[stage].title, in_words(outcome)) for stage, outcome in steps)
