"""Timing by repeats that take turns, so that a busy minute of the machine falls on everybody."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Work = Callable[[int], object]
"""Does one repeat, told its number."""


def seconds(work: Callable[[], object]) -> float:
    """How long something takes once. Leftovers of earlier work are cleared away before."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def take_turns(works: Mapping[str, Work], repeats: int) -> dict[str, list[float]]:
    """The seconds of every repeat of each, all of them once in every turn; a first turn warms up and is not told."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for repeat in range(repeats + 1):
        for name, work in works.items():
            elapsed = seconds(lambda work=work, repeat=repeat: work(repeat))  # type: ignore[misc]
            if repeat:
                took[name].append(elapsed)
    return took


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def ratio(above: Sequence[float], below: Sequence[float]) -> tuple[float, float, float]:
    """The median of the ratios turn by turn, with the smallest and the largest."""
    each = [one / other for one, other in zip(above, below, strict=True)]
    return middle(each), min(each), max(each)
