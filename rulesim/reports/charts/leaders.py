"""Who leads at the end: a bar for each, and the interval of its share."""

from __future__ import annotations

from collections.abc import Sequence

from rulesim.reports.charts.drawing import Canvas, Row
from rulesim.reports.charts.figure import Figure, figure
from rulesim.reports.page.people import Led
from rulesim.studies.wording import in_runs, interval, percent

_ROW, _BAR, _LABELS = 50, 20, 96


def leaders_figure(leaders: Sequence[Led]) -> Figure:
    """The picture of who leads."""
    shares = "; ".join(f"{one.who.name} {in_runs(one.runs)}" for one in leaders)
    says = f"Leading at the end: {shares}."
    return figure("leaders", "Who leads the party at the end, share of runs", says, lambda width: _draw(leaders, width))


def _draw(leaders: Sequence[Led], width: int) -> str:
    canvas = Canvas(width, _ROW * len(leaders), 0, 1, right=_LABELS)
    tops = [_ROW * i + 20 for i in range(len(leaders))]
    whole = [{"x": 0, "x2": 1, "y": top, "y2": top + _BAR} for top in tops]
    bars = [
        {"x": 0, "x2": one.runs.share, "y": top, "y2": top + _BAR, "fill": one.who.tone}
        for one, top in zip(leaders, tops, strict=True)
    ]
    names = [{"x": 0, "y": top - 6, "text": one.who.name} for one, top in zip(leaders, tops, strict=True)]
    return canvas.draw(
        [
            canvas.blocks(whole, "wash"),
            canvas.blocks(bars),
            canvas.rules([row for one, top in zip(leaders, tops, strict=True) for row in _whiskers(canvas, one, top)]),
            canvas.words(names, bold=True),
            canvas.words(_values(canvas, leaders, tops), bold=True, size=15),
            canvas.words(_intervals(canvas, leaders, tops), "soft", size=12),
        ]
    )


def _whiskers(canvas: Canvas, one: Led, top: int) -> list[Row]:
    low, high, middle = one.runs.low, one.runs.high, top + _BAR / 2
    ends: list[Row] = [{"x": at, "x2": at, "y": middle - 4, "y2": middle + 4} for at in (low, high)]
    return [{"x": low, "x2": high, "y": middle, "y2": middle}, *ends]


def _values(canvas: Canvas, leaders: Sequence[Led], tops: Sequence[int]) -> list[Row]:
    at = canvas.value(canvas.width - _LABELS + 8)
    return [
        {"x": at, "y": top + _BAR - 5, "text": percent(one.runs.share)} for one, top in zip(leaders, tops, strict=True)
    ]


def _intervals(canvas: Canvas, leaders: Sequence[Led], tops: Sequence[int]) -> list[Row]:
    at = canvas.value(canvas.width - _LABELS + 48)
    return [
        {"x": at, "y": top + _BAR - 5, "text": interval(one.runs)}
        for one, top in zip(leaders, tops, strict=True)
        if one.runs.share < 1
    ]
