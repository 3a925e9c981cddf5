"""A traced run of the event engine beside one of a careful hand-written SimPy model, in one process.

python benchmarks/bench_trace.py [--runs 300] [--repeats 7]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "baselines"))

import simpy_baseline  # type: ignore[import-not-found] # noqa: E402

from rulesim.engines.event.play import play_run  # noqa: E402
from rulesim.loading.scenario import load, settle  # noqa: E402
from rulesim.luck.draws import BLOCK  # noqa: E402
from rulesim.luck.people import People  # noqa: E402


def ours(runs: int, seed: int, trace: bool) -> int:
    settled = settle(load(str(HERE / "2016ish.yaml")))
    events = 0
    for first in range(0, runs, BLOCK):
        people = People(settled.scenario, settled.conduct, seed, first // BLOCK)
        for row in range(min(BLOCK, runs - first)):
            events += len(play_run(settled, people, row, keep_trace=trace).trace or ())
    return events


def theirs(runs: int, seed: int, trace: bool) -> int:
    return sum(len(result["trace"] or ()) for result in simpy_baseline.ensemble(runs, seed, "actors", trace))


def seconds_a_run(play: Callable[[int, int, bool], int], runs: int, seed: int) -> float:
    started = time.perf_counter()
    play(runs, seed, True)
    return (time.perf_counter() - started) / runs


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=BLOCK)
    parser.add_argument("--repeats", type=int, default=7)
    asked = parser.parse_args()
    ratios = []
    for seed in range(asked.repeats):
        mine, other = seconds_a_run(ours, asked.runs, seed), seconds_a_run(theirs, asked.runs, seed)
        ratios.append(other / mine)
        print(f"repeat {seed + 1}: {mine * 1e3:.3f} ms a run, theirs {other * 1e3:.3f} ms, ratio {other / mine:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f} (above 1: ours is quicker)")
    print(f"{ours(50, 1, True) / 50:.0f} and {theirs(50, 1, True) / 50:.0f} events a run")


if __name__ == "__main__":
    main()
