"""Everything that a report says about one contest."""

from dataclasses import dataclass

from rulesim.engines.ensemble import Progress
from rulesim.engines.event.trace import Trace
from rulesim.studies.bars import BarsStudy, study_bars
from rulesim.studies.boundary import RUNS_IN_ALL, BoundaryStudy, asks_boundary, study_boundary
from rulesim.studies.divergence import trace_of
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.manifest import Manifest, manifest
from rulesim.studies.order import Variants
from rulesim.studies.readings import ReadingsStudy, study_readings


@dataclass(frozen=True)
class Findings:
    """The readings study and, where the scenario asks for them, its boundary and its claim, with the trace of one run.

    That run is the first to flip under the question with the most flips, or else the first with the most frequent path.
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


def find(variants: Variants, progress: Progress | None = None, *, by_shares: bool = False) -> Findings:
    """Finds everything that a report says about a contest, playing no run twice.

    A precision is that of the flips or, with `by_shares`, of the shares, as in `study_readings`.
    """
    order, claim = variants.order, variants.order.contest.scenario.claim
    readings = study_readings(variants, progress, by_shares=by_shares)
    boundary = study_boundary(order, progress=progress) if asks_boundary(order) else None
    made = manifest(order, readings.base.runs)
    return Findings(readings, boundary, study_bars(claim) if claim else None, telling_trace(readings), made)


def telling_trace(readings: ReadingsStudy) -> Trace:
    """The trace in the findings of a readings study."""
    base = readings.base
    most = max(readings.questions.values(), key=lambda study: study.flips.count, default=None)
    typical = base.summary.earliest[next(iter(base.paths))]
    return trace_of(base.settled, base.seed, most.divergence.run if most and most.divergence else typical)


def count_runs(variants: Variants) -> int:
    """About how many runs `find` plays, for a progress bar."""
    return variants.runs + (RUNS_IN_ALL if asks_boundary(variants.order) else 0)
