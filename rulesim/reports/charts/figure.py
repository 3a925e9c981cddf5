"""A picture in the two widths that a report needs: one for a page, one for a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rulesim.reports.charts.svg import describe

WIDE, NARROW = 680, 350


@dataclass(frozen=True, slots=True)
class Figure:
    """The same picture twice, with the same text alternative; the page shows one of them."""

    name: str
    title: str
    says: str
    wide: str
    narrow: str


def figure(name: str, title: str, says: str, draw: Callable[[int], str]) -> Figure:
    """The picture that `draw` draws at a width."""
    wide, narrow = (
        describe(draw(width), f"{name}-{suffix}", title, says) for width, suffix in ((WIDE, "w"), (NARROW, "n"))
    )
    return Figure(name, title, says, wide, narrow)
