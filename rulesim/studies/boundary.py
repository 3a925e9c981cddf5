"""At which number of supporters does a dispute stop to matter?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from rulesim.engines import ensemble
from rulesim.loading.rulebook import questions
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest, Settled
from rulesim.model.scenario import Boundary
from rulesim.studies.flips import flipped
from rulesim.studies.readings import Verdict, verdict
from rulesim.studies.shares import Estimate, of_runs
from rulesim.studies.spans import Span, spans

RUNS = 400
POINTS = 9


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
        return spans(self.points)


def study_boundary(
    contest: Contest,
    seed: int,
    held: Mapping[str, str] | None = None,
    runs: int = RUNS,
    progress: ensemble.Progress | None = None,
) -> BoundaryStudy:
    """Varies the bloc that the scenario names, taking people from another of the same body."""
    boundary = contest.scenario.boundary
    assert boundary is not None
    blocs = contest.scenario.blocs
    actual = blocs[boundary.bloc].size
    most = actual + blocs[boundary.taken_from].size
    found: dict[int, Estimate] = {}

    def at(size: int) -> Estimate:
        if size not in found:
            found[size] = _flips(contest, boundary, size, runs, seed, held or {})
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


def _flips(contest: Contest, boundary: Boundary, size: int, runs: int, seed: int, held: Mapping[str, str]) -> Estimate:
    resized = _resize(contest, boundary, size)
    variants: list[Settled] = [
        settle(resized, {**held, boundary.question: reading}) for reading in questions(contest.book)[boundary.question]
    ]
    return of_runs(flipped(ensemble.play(variants, runs, seed, workers=1)))


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
