"""A claim about bars: what each bar comes to on every base, beside the claimed numbers and the supporters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from rulesim.reports.charts.drawing import Canvas, Row
from rulesim.reports.charts.figure import Figure, figure
from rulesim.reports.page.claim import BaseRow, Claim
from rulesim.studies.wording import listed

if TYPE_CHECKING:
    import altair as alt

_TOP, _ROW, _FOOT = 74, 44, 30


def claim_figure(found: Claim) -> Figure:
    """The picture of a tested claim."""
    title = "What the bars come to, by whose heads are counted"
    return figure("claim", title, _says(found), lambda width: _draw(found, width))


def _says(found: Claim) -> str:
    rows = (f"on {row.base} heads ({row.base_is}) {_ranges(row)}" for row in found.rows)
    return f"{' '.join(found.says)} Depending on the rounding, the bars come to: {'; '.join(rows)}."


def _ranges(row: BaseRow) -> str:
    spans = ((name, [bars[name] for bars in row.bars]) for name in row.bars[0])
    return listed([f"{name} {min(numbers)} to {max(numbers)}" for name, numbers in spans])


def _draw(found: Claim, width: int) -> str:
    comes_to = (bars.values() for row in found.rows for bars in row.bars)
    numbers = [*found.numbers.values(), found.supporters, *chain.from_iterable(comes_to)]
    canvas = Canvas(width, _TOP + _ROW * len(found.rows) + _FOOT, min(numbers) - 2, max(numbers) + 2)
    floor = _TOP + _ROW * len(found.rows)
    lines = [_TOP + _ROW * i + 30 for i in range(len(found.rows))]
    rows = list(zip(found.rows, lines, strict=True))
    return canvas.draw(
        [
            canvas.rules([{"x": canvas.low, "x2": canvas.high, "y": at, "y2": at} for at in lines], "line"),
            *_uprights(canvas, found, floor),
            *(mark for row, at in rows for mark in _marks(canvas, found, row, at)),
            canvas.words([_base(canvas, row, at) for row, at in rows], size=12),
            *_axis(canvas, floor),
        ]
    )


def _base(canvas: Canvas, row: BaseRow, at: int) -> Row:
    return {"x": canvas.low, "y": at - 13, "text": f"{row.base} heads: {row.base_is}"}


def _tones(found: Claim) -> dict[str, str]:
    return {name: f"c{i}" for i, name in enumerate(found.numbers, 5)}


def _uprights(canvas: Canvas, found: Claim, floor: int) -> Iterator[alt.Chart]:
    """The claimed numbers as broken lines, the supporters as a whole one."""
    claimed = [{"x": at, "x2": at, "y": _TOP - 28, "y2": floor} for at in found.numbers.values()]
    yield canvas.rules(claimed, "soft", 1.4, "5 4")
    yield canvas.rules([{"x": found.supporters, "x2": found.supporters, "y": 20, "y2": floor}], "ink", 2.2)
    yield from canvas.labels([{"x": found.supporters, "y": 13, "text": f"{found.supporters} supporters"}], bold=True)
    yield from canvas.labels(
        [{"x": at, "y": _TOP - 34, "text": f"{name}: {at} claimed"} for name, at in found.numbers.items()]
    )


def _marks(canvas: Canvas, found: Claim, row: BaseRow, at: int) -> Iterator[alt.Chart]:
    for name, tone in _tones(found).items():
        numbers = sorted({bars[name] for bars in row.bars})
        yield canvas.rules([{"x": numbers[0], "x2": numbers[-1], "y": at, "y2": at}], tone, 4)
        yield canvas.dots([{"x": number, "y": at} for number in numbers], tone, 110)


def _axis(canvas: Canvas, floor: int) -> Iterator[alt.Chart]:
    ticks: Sequence[int] = [at for at in range(int(canvas.low), int(canvas.high) + 1) if at % 5 == 0]
    yield from canvas.labels([{"x": at, "y": floor + 16, "text": str(at)} for at in ticks], "soft")
    yield canvas.words([{"x": canvas.high, "y": floor + 28, "text": "names needed"}], "soft", "right", 12)
