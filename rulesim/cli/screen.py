"""What goes where: answers to standard output, everything else to standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rulesim.engines.ensemble import Progress

_NARROWEST = 100
_A_LINE_EVERY_S = 60


def out() -> Console:
    """Where answers go."""
    console = Console(highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, width=_NARROWEST)


def err() -> Console:
    """Where everything else goes."""
    return Console(stderr=True, highlight=False)


def print_json(document: dict[str, object]) -> None:
    """One JSON document on standard output."""
    from rulesim.reports.json import dump

    print(dump(document))


@contextmanager
def progress(what: str, total: int) -> Iterator[Progress]:
    """How far it is, how fast and for how long yet, on standard error.

    Somebody who watches sees a bar. Where nobody does, in the log of a batch job, there is a line a minute.
    """
    if not err().is_terminal:
        yield _lines(what, total)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("runs"), rate, TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def advance(done: int) -> None:
            bar.advance(task, done)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:,.0f} a second" if speed else "")

        yield advance


def _lines(what: str, total: int) -> Progress:
    """Tells in lines, a minute apart, how far it is."""
    started = told = time.monotonic()
    done = 0

    def advance(more: int) -> None:
        nonlocal done, told
        done, now = done + more, time.monotonic()
        if now - told >= _A_LINE_EVERY_S:
            told = now
            print(_line(what, done, total, now - started), file=sys.stderr, flush=True)

    return advance


def _line(what: str, done: int, total: int, seconds: float) -> str:
    rate = done / seconds
    left = max(total - done, 0) / rate
    return f"{what}: {done:,} of {total:,} runs, {rate:,.0f} a second, about {_span(left)} left"


def _span(seconds: float) -> str:
    """`50 s`, `12 min` or `3 h 20 min`."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
