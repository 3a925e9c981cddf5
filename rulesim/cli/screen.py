"""Answers on standard output; progress, and everything else, on standard error."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType

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


def answer(as_json: bool, document: Callable[[], dict[str, object]], table: Callable[[], RenderableType]) -> None:
    """The answer of a command: one JSON document, or a table for people."""
    if as_json:
        print_json(document())
    else:
        out().print(table())


@contextmanager
def progress(what: str, total: int) -> Iterator[Progress]:
    """How far it is, how fast, and how long it will still take, on standard error. SIGTERM stops it as Ctrl-C does.

    On a terminal there is a bar; elsewhere, as in the log of a batch job, a line a minute.
    """
    with _stoppable():
        if err().is_terminal:
            with _bar(what, total) as advance:
                yield advance
        else:
            yield _lines(what, total)


@contextmanager
def _stoppable() -> Iterator[None]:
    """While this lasts, SIGTERM, which a batch system sends, raises KeyboardInterrupt."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _bar(what: str, total: int) -> Iterator[Progress]:
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
    """Prints a line a minute on how far it is."""
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
