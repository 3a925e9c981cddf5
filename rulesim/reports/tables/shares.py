"""Shares of runs, and how closely they are known."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rich import box
from rich.table import Table
from rich.text import Text

from rulesim.studies.precision import Reached
from rulesim.studies.shares import Estimate
from rulesim.studies.wording import counted


def titled(title: str, *columns: str) -> Table:
    """An empty table; the first column holds words, the others numbers."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", overflow="fold")
    return table


def percent(share: float) -> str:
    """A share as people read it; a small one never looks like none."""
    if 0 < share < 0.001 or 0.999 < share < 1:
        return f"{share:.2%}"
    return f"{share:.1%}"


def span(value: Estimate) -> str:
    """The 95% interval in words."""
    return f"{percent(value.low)} to {percent(value.high)}"


def points(share: Fraction) -> str:
    """A share in percentage points: `0.5 percentage points`."""
    return f"{float(100 * share):.3g} percentage point{'' if share == Fraction(1, 100) else 's'}"


def shares(title: str, found: Iterable[tuple[str, Estimate]], certain: bool = False) -> Table:
    """How often each of several things happens; where every run is `certain` to be the same, without intervals."""
    table = titled(title, "", "share of runs", *([] if certain else ["95% interval"]), "runs")
    for name, share in found:
        table.add_row(name, percent(share.share), *([] if certain else [span(share)]), f"{share.count:,}")
    return table


def precision(found: Reached | None, runs: int, what: str) -> Iterator[Text]:
    """How closely shares are known, if that was asked."""
    if found is None:
        return
    asked = f"known to within {points(found.asked)}"
    widest = f"the widest interval is {100 * found.widest:.2g} points either way"
    if found.enough:
        yield Text(f"After {counted(runs, 'run')}, {what} is {asked} either way; {widest}.")
    else:
        yield Text(f"After {counted(runs, 'run')}, the most allowed, some shares are not yet {asked}; {widest}.")
