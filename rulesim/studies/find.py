"""Asks everything that a report tells of a contest."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rulesim.engines.ensemble import Progress
from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Trace
from rulesim.model.contest import Contest
from rulesim.studies.bars import study_bars
from rulesim.studies.boundary import boundary_runs, study_boundary
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.manifest import manifest
from rulesim.studies.readings import ReadingsStudy, count_variants, study_readings


def find(
    contest: Contest,
    runs: int,
    seed: int,
    held: Mapping[str, str] | None = None,
    combinations: bool = False,
    workers: int = 0,
    progress: Progress | None = None,
    command: str = "",
    *,
    cluster: str = "",
    rows: bool = True,
    precision: Fraction | None = None,
) -> Findings:
    """The ensemble, its readings, its boundary and its claim, whichever the scenario asks for.

    A report needs the `rows`; tables and JSON do not. With a `precision`, `runs` are played at the most.
    """
    fixed = dict(held or {})
    readings = study_readings(
        contest, runs, seed, fixed, combinations, workers, progress, cluster=cluster, rows=rows, precision=precision
    )
    varied = contest.scenario.boundary
    boundary = (
        study_boundary(contest, seed, fixed, progress=progress) if varied and varied.question not in fixed else None
    )
    claim = contest.scenario.claim
    bars = study_bars(claim) if claim else None
    made = manifest(contest, readings.base.runs, seed, fixed, command)
    return Findings(readings.base, readings, boundary, bars, telling_trace(readings), made)


def telling_trace(readings: ReadingsStudy) -> Trace:
    """The first run that flips under the question that flips most, or the first run that ends as most do."""
    most = max(readings.questions.values(), key=lambda study: study.flips.count, default=None)
    base = readings.base
    if most is not None and most.parting is not None:
        return trace_run(base.settled, base.seed, most.parting.run)
    return trace_run(base.settled, base.seed, typical_run(base))


def typical_run(base: Ensemble) -> int:
    """The first run with the most frequent path."""
    return base.summary.earliest[next(iter(base.paths))]


def count_runs(contest: Contest, runs: int, held: Mapping[str, str], combinations: bool = False) -> int:
    """About how many runs `find` plays: for a progress bar."""
    varied = contest.scenario.boundary
    boundary = boundary_runs() if varied and varied.question not in held else 0
    return runs * count_variants(contest, held, combinations) + boundary
