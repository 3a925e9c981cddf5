"""How the time of a run grows: `python benchmarks/growth.py [--seconds 1] [--longest 60]`.

Runs of the benchmark contest, and people, blocs, candidates and stages of generated ones. The slope is that of the
straight line through the logarithms (least squares): 0 means that the time stays, 1 that it doubles with the size.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from benchmarks import contest
from benchmarks.chains import Size
from benchmarks.chains import contest as generated
from benchmarks.markdown import micro, number, table
from benchmarks.repeats import middle, seconds
from rulesim.luck.draws import BLOCK
from rulesim.model.contest import Settled

RUNS = (10_000, 100_000, 1_000_000, 10_000_000)
SIZES = {
    "people": (250, 500, 1_000, 2_500, 5_000),
    "blocs": (3, 10, 30, 100),
    "candidates": (2, 4, 8, 12),
    "stages": (5, 10, 20, 40),
}
REPEATS = 3


@dataclass(frozen=True)
class Point:
    """The seconds that a run takes at some size; None where it was not measured, and `why`."""

    size: int
    seconds: float | None
    why: str = ""


def by_runs(longest: float) -> Iterator[Point]:
    """The benchmark contest, one worker, on ever more runs, as long as it takes less than `longest` seconds."""
    settled = contest.settled()
    contest.outcomes(settled, BLOCK, 1)
    each = seconds(lambda: contest.outcomes(settled, BLOCK, 2)) / BLOCK
    for runs in RUNS:
        why = _too_much(settled, runs, each * runs, longest)
        if why:
            yield Point(runs, None, why)
            continue
        each = seconds(partial(contest.outcomes, settled, runs, 3)) / runs
        yield Point(runs, each)


def _too_much(settled: Settled, runs: int, expected: float, longest: float) -> str:
    columns = len(contest.outcomes(settled, 1, 1).columns)
    # The table is put together from its parts, so for a moment it is there twice.
    table_bytes, free = 2 * 8 * columns * runs, os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if expected > longest:
        return f"left out, {expected:,.0f} s"
    return f"left out, {table_bytes / 2**30:.1f} GiB" if table_bytes > free else ""


def by_size(what: str, long_enough: float) -> Iterator[Point]:
    """Generated contests that differ in one thing."""
    for size in SIZES[what]:
        with tempfile.TemporaryDirectory() as folder:
            settled = generated(Size(**{what: size}), Path(folder))
        yield Point(size, _a_run(settled, long_enough))


def _a_run(settled: Settled, long_enough: float) -> float:
    """Seconds a run: the median of a few repeats of whole blocks; where one block is long enough, that one alone."""
    first = seconds(lambda: contest.outcomes(settled, BLOCK, 1))
    if first > long_enough:
        return first / BLOCK
    runs = BLOCK * max(1, round(long_enough / first))
    return middle([seconds(partial(contest.outcomes, settled, runs, seed)) / runs for seed in range(2, 2 + REPEATS)])


def slope(points: Sequence[Point]) -> float | None:
    """How steeply the time of a run grows; None from fewer than two points."""
    known = [(point.size, point.seconds) for point in points if point.seconds]
    if len(known) < 2:
        return None
    x, y = np.log(np.array(known)).T
    return float(np.polyfit(x, y, 1)[0])


def section(long_enough: float, longest: float) -> str:
    """The table of the page."""
    series = {"runs": list(by_runs(longest))} | {what: list(by_size(what, long_enough)) for what in SIZES}
    rows = []
    for what, points in series.items():
        steep = slope(points)
        told = "; ".join(f"{number(p.size)}: {micro(p.seconds) if p.seconds else p.why}" for p in points)
        rows.append((what, told, "" if steep is None else f"{steep:+.2f}"))
    return table(("what grows", "size: microseconds a run", "slope"), rows, right=(2,))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1, help="how long a repeat shall take")
    parser.add_argument("--longest", type=float, default=60, help="what would take longer is left out")
    asked = parser.parse_args()
    print(section(asked.seconds, asked.longest))


if __name__ == "__main__":
    main()
