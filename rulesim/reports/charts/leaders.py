"""Who is leader at the end: a bar for each, and the interval of its share."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from rulesim.reports.charts.axis import Scale
from rulesim.reports.charts.chart import Chart, chart, in_columns
from rulesim.reports.charts.lettering import Text, headed
from rulesim.reports.charts.pen import block, rule, text
from rulesim.reports.page.people import Led
from rulesim.studies.wording import in_runs, interval, percent

_ROW, _BAR, _INTERVAL = 50, 20, 84


def leaders_figure(leaders: Sequence[Led]) -> Chart:
    """The share of runs in which each is leader at the end."""
    shares = "; ".join(f"{one.who.name} {in_runs(one.runs)}" for one in leaders)
    rows = ((one.who.name, one.runs.count, one.runs.share, one.runs.low, one.runs.high) for one in leaders)
    columns = in_columns(("leader", "runs", "share", "low", "high"), rows)
    title = "Who is leader at the end, by share of runs"
    return chart("leaders", title, f"Leader at the end: {shares}.", columns, lambda width: _draw(leaders, width))


def _draw(leaders: Sequence[Led], width: int) -> tuple[list[Element], int]:
    marks = [mark for row, one in enumerate(leaders) for mark in _row(one, _ROW * row + 22, width)]
    return marks, _ROW * len(leaders)


def _row(one: Led, top: int, width: int) -> Iterator[Element]:
    scale, runs, middle = Scale(0, 1, 0, width), one.runs, top + _BAR / 2
    yield block(0, top, width, top + _BAR, "wash")
    yield block(0, top, scale(runs.share), top + _BAR, one.who.tone)
    yield rule((scale(runs.low), middle), (scale(runs.high), middle), "paper", 4)
    yield rule((scale(runs.low), middle), (scale(runs.high), middle))
    yield from (rule((scale(at), middle - 4), (scale(at), middle + 4)) for at in (runs.low, runs.high))
    at = width if runs.share == 1 else width - _INTERVAL
    yield from map(text, headed(one.who.name, Text(at, top - 7, percent(runs.share), "end", 15, bold=True)))
    if runs.share < 1:
        yield text(Text(width, top - 7, interval(runs), "end", fill="soft"))
