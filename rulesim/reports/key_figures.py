"""The few figures that stand large at the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulesim.reports.sections import Page
from rulesim.studies.wording import interval, percent


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure, and what it is."""

    value: str
    label: str


def key_figures(page: Page) -> tuple[KeyFigure, ...]:
    """Who is leader at the end, whether a dispute matters, and when it is decided."""
    return tuple(_figures(page))


def _figures(page: Page) -> Iterator[KeyFigure]:
    top = page.leads.leaders[0]
    every = "every one" if top.runs.share == 1 else interval(top.runs)
    yield KeyFigure(percent(top.runs.share), f"of {page.runs:,} runs end with {top.who.name} as leader ({every})")
    if page.disputes:
        most = page.disputes[0].flips
        range_ = "every one" if most.share == 1 else interval(most)
        yield KeyFigure(
            percent(most.share), f"of runs have a different result if one rule is read differently ({range_})"
        )
        decisive = sum(one.verdict == "decisive" for one in page.disputes)
        yield KeyFigure(
            f"{decisive} of {len(page.disputes)}",
            "disputed rule is decisive" if len(page.disputes) == 1 else "disputed rules are decisive",
        )
    calendar = page.when
    when = "every run is decided then" if calendar.certain else "half of the runs are decided by then"
    yield KeyFigure(calendar.brief, when)
