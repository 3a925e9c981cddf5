"""When the runs are decided: a bar for each week, divided by who leads then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rulesim.reports.charts.drawing import Canvas, Row
from rulesim.reports.charts.figure import Figure, figure
from rulesim.reports.page.calendar import Calendar
from rulesim.studies.ensemble import Decided
from rulesim.studies.wording import MONTHS, days, percent, short_day

if TYPE_CHECKING:
    import altair as alt

_TOP, _PLOT, _FOOT, _LEFT = 66, 180, 28, 30
_LINE, _APART = 30, 170
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)


def weeks_figure(calendar: Calendar) -> Figure:
    """The picture of when the runs are decided."""
    busiest = max(calendar.weeks, key=lambda week: week.all.count)
    most = percent(busiest.all.share)
    says = f"{calendar.says} Most, {most}, are decided in the week of {short_day(busiest.monday)}."
    return figure("weeks", "Runs decided in each week, by who leads then", says, lambda width: _draw(calendar, width))


def _draw(calendar: Calendar, width: int) -> str:
    start = calendar.weeks[0].monday - timedelta(days=1)
    end = calendar.weeks[-1].monday + timedelta(days=8)
    canvas = Canvas(width, _TOP + _PLOT + _FOOT, 0, (end - start).days, left=_LEFT)
    most = max(week.all.share for week in calendar.weeks)
    step = next((step for step in _STEPS if most / step <= 4), _STEPS[-1])
    top = step * -(-most // step)
    grid = [step * i for i in range(round(top / step) + 1)]
    months = _ticks(start, end, width)
    return canvas.draw(
        [
            canvas.rules([_across(canvas, _y(share, top)) for share in grid], "line"),
            canvas.blocks(_bars(calendar, start, top)),
            canvas.rules([_across(canvas, _y(0, top))], "ink"),
            canvas.words(_shares(canvas, grid, top), "soft", size=12),
            canvas.rules([_tick(day, start) for day in months], "soft"),
            *canvas.labels([_month(day, start) for day in months], "soft"),
            *_span(canvas, calendar.decided, start),
        ]
    )


def _y(share: float, top: float) -> float:
    return _TOP + _PLOT * (1 - share / top)


def _across(canvas: Canvas, y: float) -> Row:
    return {"x": canvas.value(0), "x2": canvas.high, "y": y, "y2": y}


def _bars(calendar: Calendar, start: date, top: float) -> list[Row]:
    rows: list[Row] = []
    for week in calendar.weeks:
        x, below = (week.monday - start).days, 0.0
        for one in week.leaders:
            above = below + one.runs.share
            rows.append({"x": x + 0.4, "x2": x + 6.6, "y": _y(above, top), "y2": _y(below, top), "fill": one.who.tone})
            below = above
    return rows


def _shares(canvas: Canvas, grid: Sequence[float], top: float) -> list[Row]:
    return [
        {
            "x": canvas.value(0),
            "y": _y(share, top) - 4,
            "text": percent(share) + (" of runs" if share == grid[-1] else ""),
        }
        for share in grid[1:]
    ]


def _ticks(start: date, end: date, width: int) -> list[date]:
    """The first days of months, thinned out; without any, every Monday."""
    all_days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    firsts = [day for day in all_days if day.day == 1]
    ticks = firsts if len(firsts) > 1 else [day for day in all_days if day.weekday() == 0]
    every = -(-len(ticks) * 70 // width)
    return ticks[::every]


def _tick(day: date, start: date) -> Row:
    x = (day - start).days
    return {"x": x, "x2": x, "y": _TOP + _PLOT, "y2": _TOP + _PLOT + 5}


def _month(day: date, start: date) -> Row:
    year = f" {day.year}" if day.month == 1 else ""
    return {"x": (day - start).days, "y": _TOP + _PLOT + 19, "text": f"{day.day} {MONTHS[day.month - 1][:3]}{year}"}


def _span(canvas: Canvas, decided: Decided, start: date) -> list[alt.Chart]:
    """The middle nine tenths of the runs as a line above the bars, and the day by which half are decided."""
    p5, p50, p95 = (_days(moment, start) for moment in (decided.p5, decided.p50, decided.p95))
    ends: list[Row] = [{"x": at, "x2": at, "y": _LINE - 5, "y2": _LINE + 5} for at in (p5, p95)]
    texts = [(p5, f"5% by {short_day(decided.p5)}"), (p95, f"95% by {short_day(decided.p95)}")]
    if canvas.pixel(p95) - canvas.pixel(p5) < _APART:
        texts = [((p5 + p95) / 2, f"nine in ten: {days(decided.p5, decided.p95)}")]
    return [
        canvas.rules([{"x": p5, "x2": p95, "y": _LINE, "y2": _LINE}, *ends], width=1.5),
        canvas.dots([{"x": p50, "y": _LINE}], size=60),
        *canvas.labels([{"x": at, "y": _LINE - 11, "text": text} for at, text in texts]),
        *canvas.labels([{"x": p50, "y": _LINE + 20, "text": f"half by {short_day(decided.p50)}"}]),
    ]


def _days(moment: datetime, start: date) -> float:
    return (moment - datetime.combine(start, datetime.min.time())) / timedelta(days=1)
