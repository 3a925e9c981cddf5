"""Where the time of an ensemble goes: `python benchmarks/parts.py [SCENARIO] [--seconds 10]`.

While one worker plays, the clock of the processor interrupts it every millisecond or so, and the time since the last
look is put down to the innermost module of rulesim at work. Nothing is slowed down, as a profiler would every call.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import rulesim
from benchmarks import contest
from benchmarks.markdown import table
from rulesim.loading.scenario import load, settle

PACKAGE = Path(rulesim.__file__).resolve().parent
PARTS = {
    "signatures": {"petition"},
    "decisions": {"decision"},
    "motions": {"motion"},
    "nominations": {"nominations"},
    "ballots": {
        "ballot",
        "majority",
        "votes",
        "papers",
        "piles",
        "count",
        "round",
        "scores",
        "ties",
        "conversion",
        "lot",
    },
}
TICK = 0.001
FEW = 0.01
"""Modules below this share are told together."""


def part_of(module: str) -> str:
    """The part of the work that a module (`luck/petition`) belongs to."""
    folder, _, name = module.rpartition("/")
    found = next((part for part, names in PARTS.items() if name in names), None)
    return found or ("draws" if folder == "luck" else "bookkeeping")


def sample(work: Callable[[], object]) -> Counter[str]:
    """Seconds of the processor by module while something is done."""
    spent: Counter[str] = Counter()
    before = time.process_time()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal before
        now = time.process_time()
        # Within a long call into compiled code nobody looks; the time is made up for after it.
        spent[_module(frame)] += now - before  # type: ignore[assignment]
        before = now

    ours = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, ours)
    return spent


def _module(frame: FrameType | None) -> str:
    """The innermost module of rulesim."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            return path.relative_to(PACKAGE).with_suffix("").as_posix()
        frame = frame.f_back
    return "other"


def section(scenario: str, long_enough: float) -> str:
    """The tables of the page."""
    settled = settle(load(scenario))
    runs = contest.runs_that_take(settled, long_enough)
    spent = sample(lambda: contest.outcomes(settled, runs, 3))
    whole = sum(spent.values())
    parts: Counter[str] = Counter()
    for module, seconds in spent.items():
        parts[part_of(module)] += seconds  # type: ignore[assignment]
    by_part = [(part, f"{seconds / whole:.0%}") for part, seconds in parts.most_common()]
    shown = [(f"`{name}`", f"{one / whole:.0%}") for name, one in spent.most_common() if one / whole >= FEW]
    rest = sum(one for one in spent.values() if one / whole < FEW) / whole
    return (
        f"{runs:,} runs of `{settled.scenario.scenario}`, one worker.\n\n"
        f"{table(('part', 'share of the time'), by_part, right=(1,))}\n"
        f"{table(('module', 'share of the time'), [*shown, ('all others', f'{rest:.0%}')], right=(1,))}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default=str(contest.FILE), help="a bundled scenario or a file")
    parser.add_argument("--seconds", type=float, default=10, help="how long it shall play")
    asked = parser.parse_args()
    print(section(asked.scenario, asked.seconds))


if __name__ == "__main__":
    main()
