"""Answers on standard output; progress, and everything else, on standard error.

All that a terminal gets goes through here, and nothing that comes from data is taken for markup or acts on it.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from rulesim.visible import one_line, visible

if TYPE_CHECKING:
    from rulesim.engines.ensemble import Progress

_NARROWEST = 100
_A_LINE_EVERY_S = 60


class Screen(Console):
    """A console on which words are only words: no markup, no `:smile:`, no character that acts on the terminal."""

    def __init__(self, **options: Any):
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        """Words as text."""
        return super().render_str(visible(text), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed; all that is printed passes here, whatever it is a part of."""
        if isinstance(renderable, Text):
            seen = visible(renderable.plain)
            if seen != renderable.plain:
                renderable = renderable.copy()
                renderable.plain = seen
        return super().render(renderable, options)


def out() -> Console:
    """Where answers go."""
    console = Screen(soft_wrap=False)
    return console if console.is_terminal else Screen(width=_NARROWEST)


def err() -> Console:
    """Where everything else goes."""
    return Screen(stderr=True)


def say(text: str) -> None:
    """A sentence on standard error, on a line of its own."""
    err().print(one_line(text), soft_wrap=True)


def print_json(document: dict[str, object]) -> None:
    """One JSON document on standard output, in ASCII where that cannot show all of it."""
    from rulesim.reports.json import dump

    text = dump(document)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        text = dump(document, in_ascii=True)
    print(text)


def print_text(text: str) -> None:
    """A whole text on standard output, line by line as it is."""
    out().print(Text(text.rstrip("\n")), soft_wrap=True)


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
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("runs"),
        rate,
        TimeRemainingColumn(),
    )
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
