"""Everything a report tells of one contest."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.engines.event.trace import Trace
from rulesim.studies.bars import BarsStudy
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.manifest import Manifest
from rulesim.studies.readings import ReadingsStudy


@dataclass(frozen=True)
class Findings:
    """The ensemble, the readings study and, where the scenario asks for them, its boundary and its claim.

    `trace` is the telling run: the first run that flips under the question that flips most, or else the
    first run that ends as most do.
    """

    ensemble: Ensemble
    readings: ReadingsStudy
    boundary: BoundaryStudy | None
    bars: BarsStudy | None
    trace: Trace
    manifest: Manifest
