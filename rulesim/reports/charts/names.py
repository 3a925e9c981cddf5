"""Names against bars: how many names each person collects, over the runs, and the lines they have to reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rulesim.reports.charts.drawing import Canvas, Row
from rulesim.reports.charts.figure import Figure, figure
from rulesim.reports.page.nominations import Collector, Nominations
from rulesim.studies.shares import Estimate
from rulesim.studies.wording import in_runs, listed, percent

if TYPE_CHECKING:
    import altair as alt

_TOP, _ROW, _FOOT = 52, 76, 40
_PEAK = 44
_BINS = 60


def names_figure(stage: Nominations) -> Figure:
    """The picture of one nominations stage."""
    says = " ".join([stage.needs, *(_says(person, stage) for person in stage.people)])
    title = "How many names each collects, over the runs"
    return figure(f"names-{stage.stage}", title, says, lambda width: _draw(stage, width))


def _says(person: Collector, stage: Nominations) -> str:
    middle, bar = f"{person.who.name} collects {_span(person)} names", stage.main_bar
    if not stage.one_bar:
        return f"{middle} and is on the ballot {in_runs(person.names.on_ballot)}."
    return f"{middle} and reaches {bar} {in_runs(person.names.reaches[bar])}." if bar else f"{middle}."


def _span(person: Collector) -> str:
    if person.names.p5 == person.names.p95:
        return str(person.names.p50)
    return f"{person.names.p5} to {person.names.p95} (nine runs in ten; half the runs up to {person.names.p50})"


def _draw(stage: Nominations, width: int) -> str:
    most = max([*(max(person.names.counts) for person in stage.people), *(bar.names for bar in stage.bars), 10])
    canvas = Canvas(width, _TOP + _ROW * len(stage.people) + _FOOT, 0, most * 1.04 + 1)
    floor = _TOP + _ROW * len(stage.people)
    step = max(1, -(-most // _BINS))
    floors = [_TOP + _ROW * (i + 1) for i in range(len(stage.people))]
    rows = list(zip(stage.people, floors, strict=True))
    return canvas.draw(
        [
            canvas.rules([{"x": 0, "x2": canvas.high, "y": at, "y2": at} for at in floors], "line"),
            canvas.blocks([row for person, at in rows for row in _bars(person, at, step, stage.main_bar)]),
            *_lines(canvas, stage, floor),
            canvas.words([{"x": 0, "y": at - _PEAK - 8, "text": person.who.name} for person, at in rows], bold=True),
            canvas.words(_reached(canvas, rows, stage), "ink", "right", 12),
            *_axis(canvas, floor),
        ]
    )


def _bars(person: Collector, floor: int, step: int, bar: int | None) -> Iterator[Row]:
    """Bars of equal width, one edge of which is the bar to be reached; those that reach it are darker."""
    binned: dict[int, int] = {}
    edge = (bar or 0) % step
    for names, count in person.names.counts.items():
        start = (names - edge) // step * step + edge
        binned[start] = binned.get(start, 0) + count
    most = max(binned.values())
    for start, count in sorted(binned.items()):
        enough = bar is None or start >= bar
        height = max(_PEAK * count / most, 1.0)
        yield {
            "x": max(start, 0), "x2": start + step, "y": floor - height, "y2": floor,
            "fill": person.who.tone, "opacity": 1.0 if enough else 0.45,
        }  # fmt: skip


def _lines(canvas: Canvas, stage: Nominations, floor: int) -> Iterator[alt.Chart]:
    """The bars as lines through all rows: needed here, needed under another reading, and claimed."""
    here = [bar.names for bar in stage.bars if bar.here]
    other = [bar.names for bar in stage.bars if not bar.here]
    claimed = [number for number in stage.claimed if number not in here]
    agreed = [number for number in stage.claimed if number in here]
    for numbers, dash, width in ((other, "2 3", 1.2), (claimed, "6 4", 1.5), (here, "", 1.8)):
        top = _TOP - 26 if dash == "6 4" else _TOP - 8
        if numbers:
            yield canvas.rules([{"x": at, "x2": at, "y": top, "y2": floor} for at in numbers], "ink", width, dash)
    yield from _labels(canvas, here, other, claimed, agreed)


def _labels(
    canvas: Canvas, here: Sequence[int], other: Sequence[int], claimed: Sequence[int], agreed: Sequence[int]
) -> Iterator[alt.Chart]:
    needed = sorted({*here, *other})
    if needed:
        text = f"{listed([str(number) for number in needed], 'or')} needed" + (", as claimed" if agreed else "")
        yield canvas.words([{"x": canvas.beside(max(needed), 4), "y": _TOP - 12, "text": text}], bold=True, size=12)
    if claimed:
        text = f"{listed([str(number) for number in sorted(claimed)], 'and')} claimed"
        yield canvas.words([{"x": canvas.beside(max(claimed), 4), "y": _TOP - 30, "text": text}], size=12)


def _reached(canvas: Canvas, rows: Sequence[tuple[Collector, int]], stage: Nominations) -> list[Row]:
    texts = ((_passes(person, stage), at) for person, at in rows)
    return [{"x": canvas.high, "y": at - _PEAK - 8, "text": text} for text, at in texts if text]


def _passes(person: Collector, stage: Nominations) -> str:
    """In how many runs somebody has what is needed: nothing if nobody needs anything."""
    if not stage.one_bar:
        return f"{_how_often(person.names.on_ballot)} on the ballot"
    bar = stage.main_bar
    if bar is None:
        return ""
    return f"{_how_often(person.names.reaches[bar])} reaches {bar}"


def _how_often(found: Estimate) -> str:
    if found.count == 0 or found.share == 1:
        return "always" if found.count else "never"
    return f"in {percent(found.share)}"


def _axis(canvas: Canvas, floor: int) -> Iterator[alt.Chart]:
    step = next(step for step in (5, 10, 20, 25, 50, 100, 200, 500, 1000, 10_000, 10**9) if canvas.high / step <= 9)
    ticks = range(0, int(canvas.high) + 1, step)
    yield canvas.rules([{"x": at, "x2": at, "y": floor, "y2": floor + 4} for at in ticks], "soft")
    yield from canvas.labels([{"x": at, "y": floor + 18, "text": str(at)} for at in ticks], "soft")
    yield canvas.words([{"x": canvas.high, "y": floor + 34, "text": "names collected"}], "soft", "right", 12)
