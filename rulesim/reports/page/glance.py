"""The few figures that stand large at the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rulesim.reports.page.page import Page
from rulesim.studies.wording import interval, percent


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and what it is."""

    value: str
    label: str


def glance(page: Page) -> tuple[Figure, ...]:
    """Who leads, whether a dispute matters, and when it is decided."""
    return tuple(_figures(page))


def _figures(page: Page) -> Iterator[Figure]:
    top = page.leaders[0]
    every = "every one" if top.runs.share == 1 else interval(top.runs)
    yield Figure(percent(top.runs.share), f"of {page.runs:,} runs end with {top.who.name} leading ({every})")
    if page.disputes:
        most = page.disputes[0].flips
        range_ = "every one" if most.share == 1 else interval(most)
        yield Figure(percent(most.share), f"of runs end otherwise under another reading of one rule ({range_})")
        decisive = sum(one.verdict == "decisive" for one in page.disputes)
        yield Figure(f"{decisive} of {len(page.disputes)}", "disputed rules decide the contest")
    calendar = page.calendar
    when = "every run is decided then" if calendar.certain else "half of the runs are decided by then"
    yield Figure(calendar.brief, when)


def contents(page: Page) -> tuple[tuple[str, str], ...]:
    """The sections of the report: anchor and name."""
    found = [
        ("leads", "Who leads"),
        ("when", "When"),
        ("nominations", "Names and bars"),
        ("disputes", "Disputed rules"),
    ]
    found += [("boundary", "Where it stops to matter"), ("claim", "The claim"), ("story", "One run")]
    found += [("grounds", "What it rests on"), ("again", "Make it again")]
    missing = {name for name in ("nominations", "disputes", "boundary", "claim") if not getattr(page, name)}
    return tuple((anchor, name) for anchor, name in found if anchor not in missing)
