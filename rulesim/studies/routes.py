"""The routes through a contest: which stages, to which ending, and who is leader then."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rulesim.studies.ensemble import Ensemble
from rulesim.studies.shares import Estimate, estimate

Step = tuple[str, str]
"""A stage and its outcome."""


@dataclass(frozen=True)
class Route:
    """One path with one ending."""

    steps: tuple[Step, ...]
    ending: str
    share: Estimate
    leaders: Mapping[str, int]
    """In how many of these runs each person leads at the end, the most frequent first."""


def routes(ensemble: Ensemble) -> tuple[Route, ...]:
    """Every route that some run took, the most frequent first."""
    leaders: dict[tuple[str, str], Counter[str]] = {}
    for (path, ending, leader), runs in ensemble.summary.ways.items():
        leaders.setdefault((path, ending), Counter())[leader] += runs
    found = [
        Route(steps(path), ending, estimate(count.total(), ensemble.runs), _ordered(count))
        for (path, ending), count in leaders.items()
    ]
    return tuple(sorted(found, key=lambda route: (-route.share.count, route.steps, route.ending)))


def left_office(ensemble: Ensemble) -> Estimate:
    """The runs in which the leader leaves office during the contest, or had left it before."""
    if ensemble.contest.scenario.begins.vacant:
        return estimate(ensemble.runs, ensemble.runs)
    stages = ensemble.settled.rules.stages
    vacating = {(name, outcome) for name, stage in stages.items() for outcome in stage.vacates}
    left = (runs for path, runs in ensemble.summary.paths.items() if not vacating.isdisjoint(steps(path)))
    return estimate(sum(left), ensemble.runs)


def shared_start(found: tuple[Route, ...]) -> tuple[Step, ...]:
    """The steps with which every route begins; each route keeps at least one step of its own."""
    if len(found) < 2:
        return ()
    shortest = min(len(route.steps) for route in found)
    same = 0
    while same < shortest - 1 and len({route.steps[same] for route in found}) == 1:
        same += 1
    return found[0].steps[:same]


def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path, written as `stage.outcome > stage.outcome`."""
    parts = (step.partition(".") for step in path.split(" > ") if step)
    return tuple((stage, outcome) for stage, _, outcome in parts)


def _ordered(count: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(count.items(), key=lambda item: (-item[1], item[0])))
