"""What goes where: answers to standard output, everything else to standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rulesim.engines.ensemble import Progress

_NARROWEST = 100


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
    """A bar on standard error with the rate and the time left, if somebody is watching."""
    if not err().is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("runs"), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)
