"""At which number of supporters does a dispute stop to matter?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from rulesim.engines import ensemble
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest
from rulesim.model.scenario import Boundary
from rulesim.studies.order import Order
from rulesim.studies.played import flipped
from rulesim.studies.shares import Estimate, of_runs
from rulesim.studies.verdict import Verdict, verdict

RUNS = 400
POINTS = 9


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring sizes, of those tried, that have one verdict."""

    verdict: Verdict
    first: int
    last: int


@dataclass(frozen=True)
class BoundaryStudy:
    """The share of flips of a question at several sizes of a bloc, each played `runs` times."""

    boundary: Boundary
    actual: int
    runs: int
    points: Mapping[int, Estimate]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Along which of the sizes tried the dispute decides, along which it is academic."""
        groups = groupby(sorted(self.points), key=lambda size: verdict(self.points[size]))
        sizes = [(kind, list(found)) for kind, found in groups]
        return tuple(Span(kind, found[0], found[-1]) for kind, found in sizes)


def asks_boundary(order: Order) -> bool:
    """Whether the scenario asks for a boundary whose question is not held from outside."""
    boundary = order.contest.scenario.boundary
    return boundary is not None and boundary.question not in order.held


def study_boundary(order: Order, runs: int = RUNS, progress: ensemble.Progress | None = None) -> BoundaryStudy:
    """Varies the bloc that the scenario names, taking people from another of the same body."""
    boundary, blocs = order.contest.scenario.boundary, order.contest.scenario.blocs
    assert boundary is not None
    actual = blocs[boundary.bloc].size
    most = actual + blocs[boundary.taken_from].size
    found: dict[int, Estimate] = {}

    def at(size: int) -> Estimate:
        if size not in found:
            found[size] = _flips(order, boundary, size, runs)
            if progress:
                progress(runs)
        return found[size]

    for size in sorted({actual, *_spread(most)}):
        at(size)
    _narrow(at, found, "academic")
    _narrow(at, found, "decisive")
    return BoundaryStudy(boundary, actual, runs, dict(sorted(found.items())))


def _spread(most: int) -> Iterator[int]:
    yield from (round(most * step / (POINTS - 1)) for step in range(POINTS))


def _narrow(at: Callable[[int], Estimate], found: Mapping[int, Estimate], wanted: Verdict) -> None:
    """Halves the gap between two neighbours of which one has the verdict until they touch."""
    sizes = sorted(found)
    edges = [(a, b) for a, b in pairwise(sizes) if _is(found, a, wanted) != _is(found, b, wanted)]
    for low, high in edges:
        while high - low > 1:
            middle = (low + high) // 2
            at(middle)
            low, high = (middle, high) if _is(found, middle, wanted) == _is(found, low, wanted) else (low, middle)


def _is(found: Mapping[int, Estimate], size: int, wanted: Verdict) -> bool:
    return verdict(found[size]) == wanted


def _flips(order: Order, boundary: Boundary, size: int, runs: int) -> Estimate:
    resized = _resize(order.contest, boundary, size)
    readings = questions(resized.book)[boundary.question]
    variants = [settle(resized, {**order.held, boundary.question: reading}) for reading in readings]
    return of_runs(flipped(ensemble.play(variants, runs, order.seed, workers=1)))


def _resize(contest: Contest, boundary: Boundary, size: int) -> Contest:
    """The contest with people moved between two blocs."""
    scenario = contest.scenario
    blocs = dict(scenario.blocs)
    moved = size - blocs[boundary.bloc].size
    for name, change in ((boundary.bloc, moved), (boundary.taken_from, -moved)):
        blocs[name] = blocs[name].model_copy(update={"size": blocs[name].size + change})
    return replace(contest, scenario=scenario.model_copy(update={"blocs": blocs}))


def boundary_runs(runs: int = RUNS) -> int:
    """About how many runs the study plays at each size together: for a progress bar."""
    return runs * (POINTS + 10)
