"""When the runs are decided: the share of runs decided each week, altogether and for each leader."""

from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from rulesim.reports.charts.axis import Scale, axis
from rulesim.reports.charts.chart import Chart, chart, in_columns
from rulesim.reports.charts.lettering import Text, headed, inside
from rulesim.reports.charts.pen import block, dot, rule, text
from rulesim.reports.page.calendar import Calendar
from rulesim.reports.page.people import Shown
from rulesim.studies.ensemble import Decided
from rulesim.studies.wording import brief_day, days, percent, short_day

_TOP, _ROW, _PEAK, _FOOT, _LINE, _APART = 58, 66, 38, 26, 24, 260

_Row = tuple[Shown, dict[date, float]]
"""Somebody, or all, and the share of runs that each week decides for them."""


def weeks_figure(calendar: Calendar) -> Chart:
    """The weeks in which runs are decided, and who is then leader."""
    busiest = max(calendar.weeks, key=lambda week: week.all.count)
    week = short_day(busiest.monday)
    most = f"The largest share, {percent(busiest.all.share)}, is decided in the week beginning {week}."
    led = ((week.monday, one.who.name, one.runs) for week in calendar.weeks for one in week.leaders)
    rows = ((monday, name, runs.count, runs.share) for monday, name, runs in led)
    columns = in_columns(("week_from", "leader", "runs", "share"), rows)
    title = "Runs decided in each week, by who is then leader"
    return chart("weeks", title, f"{calendar.says} {most}", columns, lambda width: _draw(calendar, width))


def _draw(calendar: Calendar, width: int) -> tuple[list[Element], int]:
    start, end = calendar.weeks[0].monday - timedelta(days=1), calendar.weeks[-1].monday + timedelta(days=8)
    scale = Scale(start.toordinal(), end.toordinal(), 0, width)
    rows = _rows(calendar)
    most = max(share for _, shares in rows for share in shares.values())
    floors = [_TOP + _ROW * row for row in range(1, len(rows) + 1)]
    named: dict[float, str] = {
        day.toordinal(): brief_day(day)[: None if day.month == 1 else -len(" 2016")]
        for day in _named_days(start, end, width)
    }
    return [
        *_span(scale, calendar.decided),
        *(mark for row, floor in zip(rows, floors, strict=True) for mark in _strip(row, scale, floor, most)),
        *axis(scale, named, floors[-1], width),
    ], floors[-1] + _FOOT


def _rows(calendar: Calendar) -> list[_Row]:
    """All runs, if there are several leaders, and then each of them, the most frequent first."""
    leaders: dict[Shown, dict[date, float]] = {}
    for week in calendar.weeks:
        for one in week.leaders:
            leaders.setdefault(one.who, {})[week.monday] = one.runs.share
    rows = sorted(leaders.items(), key=lambda row: -sum(row[1].values()))
    every = Shown("All runs", "soft"), {week.monday: week.all.share for week in calendar.busy}
    return [every, *rows] if len(rows) > 1 else rows


def _strip(row: _Row, scale: Scale, floor: float, most: float) -> Iterator[Element]:
    """One row of bars; all rows have the same scale."""
    who, shares = row
    for monday, share in shares.items():
        at, height = monday.toordinal(), max(_PEAK * share / most, 1)
        yield block(scale(at + 0.4), floor - height, scale(at + 6.6), floor, who.tone)
    yield rule((0, floor), (scale.right, floor), "ink")
    busiest = f"up to {percent(max(shares.values()))} in a week"
    yield from map(text, headed(who.name, Text(scale.right, floor - _PEAK - 8, busiest, "end")))


def _named_days(start: date, end: date, width: int) -> list[date]:
    """The first days of months, thinned out; without any, every Monday."""
    all_days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    firsts = [day for day in all_days if day.day == 1]
    named = firsts if len(firsts) > 1 else [day for day in all_days if day.weekday() == 0]
    return named[:: -(-len(named) * 80 // width)]


def _span(scale: Scale, decided: Decided) -> Iterator[Element]:
    """The middle nine tenths of the runs as a line above the bars, and the day by which half are decided."""
    p5, p50, p95 = (
        scale(moment.toordinal() + (60 * moment.hour + moment.minute) / 1440)
        for moment in (decided.p5, decided.p50, decided.p95)
    )
    yield rule((p5, _LINE), (p95, _LINE), width=1.5)
    yield from (rule((at, _LINE - 5), (at, _LINE + 5), width=1.5) for at in (p5, p95))
    yield dot((p50, _LINE))
    ends = [(p5, f"5% by {short_day(decided.p5)}"), (p95, f"95% by {short_day(decided.p95)}")]
    if p95 - p5 < _APART:
        ends = [((p5 + p95) / 2, f"90% of runs: {days(decided.p5, decided.p95)}")]
    labels = [Text(at, _LINE - 11, words, "middle") for at, words in ends]
    labels.append(Text(p50, _LINE + 19, f"half by {short_day(decided.p50)}", "middle"))
    yield from (text(inside(label, scale.right)) for label in labels)
