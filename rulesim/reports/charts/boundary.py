"""Where a dispute stops to matter: the share of runs it changes, by the number of supporters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rulesim.reports.charts.drawing import Canvas, Row
from rulesim.reports.charts.figure import Figure, figure
from rulesim.reports.page.boundary import Boundary
from rulesim.studies.wording import percent

if TYPE_CHECKING:
    import altair as alt

_TOP, _PLOT, _FOOT, _LABELLED = 50, 200, 44, 60


def boundary_figure(found: Boundary) -> Figure:
    """The picture of a boundary."""
    title = f"Runs in which the answer changes the ending, by the number of {found.bloc}"
    return figure("boundary", title, found.says, lambda width: _draw(found, width))


def _y(share: float) -> float:
    return _TOP + _PLOT * (1 - share)


def _draw(found: Boundary, width: int) -> str:
    most = max(size for size, _ in found.points)
    canvas = Canvas(width, _TOP + _PLOT + _FOOT, 0, most, left=4, right=8)
    grid = (0.25, 0.5, 0.75, 1.0)
    band = [{"x": size, "y": _y(flips.low), "y2": _y(flips.high)} for size, flips in found.points]
    curve = [{"x": size, "y": _y(flips.share)} for size, flips in found.points]
    words = {share: percent(share) for share in grid} | {1.0: "100% of runs"}
    shares = [{"x": 0, "y": _y(share) - 4, "text": text} for share, text in words.items()]
    return canvas.draw(
        [
            *_zones(canvas, found, most),
            canvas.rules([{"x": 0, "x2": most, "y": _y(share), "y2": _y(share)} for share in grid], "line"),
            canvas.band(band, "accent", 0.22),
            canvas.curve(curve, "accent", 2.2),
            canvas.dots(curve, "accent", 34),
            canvas.rules([{"x": 0, "x2": most, "y": _y(0), "y2": _y(0)}], "ink"),
            canvas.words(shares, "soft", size=12),
            *_actual(canvas, found),
            *_axis(canvas, most, found.bloc),
        ]
    )


def _zones(canvas: Canvas, found: Boundary, most: int) -> Iterator[alt.Chart]:
    """Where the dispute decides and where it is academic, as strips above the plot."""
    for span in found.spans:
        if span.verdict == "open":
            continue
        fill, word = ("accent", "decides") if span.verdict == "decisive" else ("quiet", "academic")
        yield canvas.blocks([{"x": span.first, "x2": span.last, "y": 22, "y2": 27}], fill)
        at, edge = (most, f"from {span.first}") if span.last == most else (span.first, f"up to {span.last}")
        if canvas.pixel(span.last) - canvas.pixel(span.first) > _LABELLED:
            yield from canvas.labels([{"x": at, "y": 14, "text": f"{word} {edge}"}], bold=True)


def _actual(canvas: Canvas, found: Boundary) -> Iterator[alt.Chart]:
    x = found.actual
    yield canvas.rules([{"x": x, "x2": x, "y": 34, "y2": _y(0)}], "ink", 1.5, "5 3")
    yield canvas.words([{"x": canvas.beside(x), "y": _y(1) + 16, "text": f"{x} in the scenario"}], size=12)


def _axis(canvas: Canvas, most: int, bloc: str) -> Iterator[alt.Chart]:
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10**9) if most / step <= 8)
    ticks = range(0, most + 1, step)
    floor = _y(0)
    yield canvas.rules([_tick(at, floor) for at in ticks], "soft")
    yield from canvas.labels([{"x": at, "y": floor + 18, "text": str(at)} for at in ticks], "soft")
    yield canvas.words([{"x": most, "y": floor + 36, "text": f"number of {bloc}"}], "soft", "right", 12)


def _tick(at: int, floor: float) -> Row:
    return {"x": at, "x2": at, "y": floor, "y2": floor + 4}
