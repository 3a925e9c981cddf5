"""At what number of supporters does a dispute stop mattering?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from rulesim.engines import ensemble
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest
from rulesim.model.scenario import Boundary
from rulesim.studies.certainty import is_certain
from rulesim.studies.flips import Verdict, flipped, verdict
from rulesim.studies.order import Order
from rulesim.studies.shares import Estimate, known_exactly, of_runs

RUNS = 400
POINTS = 9
RUNS_IN_ALL = RUNS * (POINTS + 10)
"""About how many runs the study plays, for a progress bar."""


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring sizes, among those tried, with the same verdict."""

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
        """At which of the sizes tried the dispute is decisive, academic or open."""
        groups = groupby(sorted(self.points), key=lambda size: verdict(self.points[size]))
        return tuple(Span(kind, sizes[0], sizes[-1]) for kind, sizes in ((kind, [*found]) for kind, found in groups))


def asks_boundary(order: Order) -> bool:
    """Whether the scenario asks for a boundary whose question is not held from outside."""
    asked = order.contest.scenario.boundary
    return asked is not None and asked.question not in order.held


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

    for size in sorted({actual, *(round(most * step / (POINTS - 1)) for step in range(POINTS))}):
        at(size)
    _narrow(at, found, "academic")
    _narrow(at, found, "decisive")
    return BoundaryStudy(boundary, actual, runs, dict(sorted(found.items())))


def _narrow(at: Callable[[int], Estimate], found: Mapping[int, Estimate], wanted: Verdict) -> None:
    """Halves the gap between neighbouring sizes of which only one has the verdict, until no size lies between them."""

    def has_it(size: int) -> bool:
        return verdict(at(size)) == wanted

    for low, high in [pair for pair in pairwise(sorted(found)) if has_it(pair[0]) != has_it(pair[1])]:
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if has_it(middle) == has_it(low) else (low, middle)


def _flips(order: Order, boundary: Boundary, size: int, runs: int) -> Estimate:
    resized = _resize(order.contest, boundary, size)
    readings = questions(resized.book)[boundary.question]
    variants = [settle(resized, {**order.held, boundary.question: reading}) for reading in readings]
    flips = of_runs(flipped(ensemble.play(variants, runs, order.seed, workers=1)))
    return known_exactly(flips.count, runs) if all(map(is_certain, variants)) else flips


def _resize(contest: Contest, boundary: Boundary, size: int) -> Contest:
    """The contest with people moved between two blocs."""
    blocs = dict(contest.scenario.blocs)
    moved = size - blocs[boundary.bloc].size
    for name, change in ((boundary.bloc, moved), (boundary.taken_from, -moved)):
        blocs[name] = blocs[name].model_copy(update={"size": blocs[name].size + change})
    return replace(contest, scenario=contest.scenario.model_copy(update={"blocs": blocs}))
