"""The most memory that a command holds at once: `python benchmarks/memory.py [--longest 120] [RUNS...]`.

Each number of runs is played by a process of its own, `rulesim run labour-2016 --runs N --workers 1 --json`, which
prints summaries and no table. The system tells the largest resident size of that process when it ends.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.markdown import number, table

SCENARIO = "labour-2016"
RUNS = (1, 10_000, 100_000, 1_000_000, 10_000_000)
_KILO = 1 if sys.platform == "darwin" else 1024
"""Linux tells kilobytes, macOS bytes."""


@dataclass(frozen=True)
class Peak:
    """What a process held at the most, in bytes, and how long it took; `why` it was not measured otherwise."""

    runs: int
    resident: int = 0
    seconds: float = 0.0
    why: str = ""


def peak(runs: int, longest: float) -> Peak:
    """Plays so many runs in a process of its own, for `longest` seconds at the most."""
    words = [sys.executable, "-m", "rulesim", "run", SCENARIO, "--runs", str(runs), "--workers", "1", "--json"]
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=said)
        limit = Timer(longest, child.kill)
        limit.start()
        _, status, used = os.wait4(child.pid, 0)
        limit.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - started
        if took >= longest:
            return Peak(runs, why=f"not measured: takes longer than {longest:,.0f} s")
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(words)} ended with {child.returncode}:\n{said.read().decode()[-2000:]}")
    return Peak(runs, used.ru_maxrss * _KILO, took)


def peaks(many: Sequence[int], longest: float) -> Iterator[Peak]:
    """One number of runs after the other; what would take too long by the one before is left out."""
    each = 0.0
    for runs in many:
        if each * runs > longest:
            yield Peak(runs, why=f"not measured: would take about {each * runs:,.0f} s")
            continue
        found = peak(runs, longest)
        each = found.seconds / runs if runs > 1 else 0.0
        yield found


def section(longest: float, many: Sequence[int] = RUNS) -> str:
    """The table of the page."""
    rows = [
        (number(one.runs), one.why or f"{one.resident / 2**20:,.0f} MiB", "" if one.why else f"{one.seconds:,.1f} s")
        for one in peaks(many, longest)
    ]
    return table(("runs", "most memory at once", "time"), rows, right=(0, 1, 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, nargs="*", help="numbers of runs")
    parser.add_argument("--longest", type=float, default=600, help="what would take longer is left out")
    asked = parser.parse_args()
    print(section(asked.longest, asked.runs or RUNS))


if __name__ == "__main__":
    main()
