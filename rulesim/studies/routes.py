"""The routes through a contest: which stages, to which ending, and who is leader then."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from rulesim.engines.outcomes import STEP
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
    for (path, ending, leader), runs in sorted(ensemble.summary.ways.items()):
        leaders.setdefault((path, ending), Counter())[leader] += runs
    found = [
        Route(steps(path), ending, estimate(count.total(), ensemble.runs), dict(count.most_common()))
        for (path, ending), count in leaders.items()
    ]
    return tuple(sorted(found, key=lambda route: (-route.share.count, route.steps, route.ending)))


def left_office(ensemble: Ensemble) -> Estimate:
    """The runs in which the leader leaves office during the contest, or had left it before."""
    if ensemble.contest.scenario.is_vacant:
        return estimate(ensemble.runs, ensemble.runs)
    stages = ensemble.settled.rules.stages
    vacating = {(name, outcome) for name, stage in stages.items() for outcome in stage.vacates}
    left = (runs for path, runs in ensemble.summary.paths.items() if not vacating.isdisjoint(steps(path)))
    return estimate(sum(left), ensemble.runs)


def shared_start(found: tuple[Route, ...]) -> tuple[Step, ...]:
    """The steps with which every route begins; each route keeps at least one step of its own."""
    if len(found) < 2:
        return ()
    ahead = zip(*(route.steps[:-1] for route in found), strict=False)
    return tuple(same[0] for same in takewhile(lambda steps: len(set(steps)) == 1, ahead))


def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path, written as `stage.outcome > stage.outcome`."""
    parts = (step.partition(".") for step in path.split(STEP) if step)
    return tuple((stage, outcome) for stage, _, outcome in parts)
