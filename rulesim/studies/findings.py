"""Everything a report tells of one contest."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.engines.ensemble import Progress
from rulesim.engines.event.trace import Trace
from rulesim.studies.bars import BarsStudy, study_bars
from rulesim.studies.boundary import BoundaryStudy, asks_boundary, boundary_runs, study_boundary
from rulesim.studies.divergence import trace_of
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.manifest import Manifest, manifest
from rulesim.studies.readings import ReadingsStudy, study_readings
from rulesim.studies.variants import Variants


@dataclass(frozen=True)
class Findings:
    """The readings study and, where the scenario asks for them, its boundary and its claim.

    `trace` is the telling run: the first run that flips under the question that flips most, or else the
    first run that ends as most do.
    """

    readings: ReadingsStudy
    boundary: BoundaryStudy | None
    bars: BarsStudy | None
    trace: Trace
    manifest: Manifest

    @property
    def ensemble(self) -> Ensemble:
        """The contest as it was ordered."""
        return self.readings.base


def find(
    variants: Variants, progress: Progress | None = None, command: str = "", *, by_shares: bool = False
) -> Findings:
    """Asks everything that a report tells of a contest. No run is played twice.

    A precision is that of the flips or, `by_shares`, of the shares, as in `study_readings`.
    """
    order, claim = variants.order, variants.order.contest.scenario.claim
    readings = study_readings(variants, progress, by_shares=by_shares)
    boundary = study_boundary(order, progress=progress) if asks_boundary(order) else None
    made = manifest(order, readings.base.runs, command)
    return Findings(readings, boundary, study_bars(claim) if claim else None, telling_trace(readings), made)


def telling_trace(readings: ReadingsStudy) -> Trace:
    """The first run that flips under the question that flips most, or the first run that ends as most do."""
    most = max(readings.questions.values(), key=lambda study: study.flips.count, default=None)
    base = readings.base
    diverging = most and most.divergence
    return trace_of(base.settled, base.seed, diverging.run if diverging else typical_run(base))


def typical_run(base: Ensemble) -> int:
    """The first run with the most frequent path."""
    return base.summary.earliest[next(iter(base.paths))]


def count_runs(variants: Variants) -> int:
    """About how many runs `find` plays: for a progress bar."""
    return variants.runs + (boundary_runs() if asks_boundary(variants.order) else 0)
