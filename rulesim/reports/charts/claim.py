"""A claim about thresholds: each threshold on every base, beside the claimed numbers and the supporters."""

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from rulesim.reports.charts.axis import Scale, apart, axis, ticks
from rulesim.reports.charts.chart import Chart, Columns, chart, in_columns
from rulesim.reports.charts.lettering import Text, fitted, inside
from rulesim.reports.charts.pen import dot, rule, text
from rulesim.reports.charts.uprights import Upright, room, uprights
from rulesim.reports.page.claim import ROUNDINGS, Base, Claim
from rulesim.studies.wording import listed

_ROW, _LINE, _FOOT = 48, 28, 40


def claim_figure(found: Claim) -> Chart:
    """The thresholds of a tested claim, by who is counted."""
    title = "The thresholds, by who is counted"
    return chart("claim", title, _says(found), _columns(found), lambda width: _draw(found, width))


def _says(found: Claim) -> str:
    rows = (f"of {rows[0].base} ({rows[0].base_is}), {_ranges(rows)}" for rows in found.bases)
    return f"{found.says} Depending on the rounding, the thresholds are: {'; '.join(rows)}."


def _ranges(rows: Base) -> str:
    spans = ((name, [row.bars[name] for row in rows]) for name in rows[0].bars)
    return listed([f"{name} {min(numbers)} to {max(numbers)}" for name, numbers in spans])


def _columns(found: Claim) -> Columns:
    rows = (
        (row.base, row.base_is, ROUNDINGS[row.rule], name, number)
        for row in found.study.rows
        for name, number in row.bars.items()
    )
    return in_columns(("heads", "whose", "rounding", "bar", "names"), rows)


def _draw(found: Claim, width: int) -> tuple[list[Element], int]:
    made = found.study.claim
    comes_to = (row.bars.values() for row in found.study.rows)
    numbers = [*made.numbers.values(), made.supporters, *chain.from_iterable(comes_to)]
    scale = Scale(min(numbers) - 2, max(numbers) + 2, 0, width)
    lines = [Upright(scale(made.supporters), f"{made.supporters} supporters", bold=True, width=2.2)]
    lines += [Upright(scale(at), f"{name}: {at} claimed", dash="5 4") for name, at in made.numbers.items()]
    levels = [room(lines) + _LINE + _ROW * row for row in range(len(found.bases))]
    floor = levels[-1] + _ROW - _LINE
    bases = list(zip(found.bases, levels, strict=True))
    texts = [Text(0, at - 13, fitted(f"{rows[0].base}: {rows[0].base_is}", width)) for rows, at in bases]
    texts += apart(_names(found, scale, levels[0], width))
    return [
        *(rule((0, at), (width, at), "line") for at in levels),
        *uprights(lines, texts, floor, width),
        *(mark for rows, at in bases for mark in _marks(rows, made.numbers, scale, at)),
        *map(text, texts),
        *axis(scale, {at: str(at) for at in ticks(scale)}, floor, width, "nominations needed"),
    ], floor + _FOOT


def _names(found: Claim, scale: Scale, at: float, width: int) -> Iterator[Text]:
    """What the marks of the first row are; those of the others are in the same order."""
    for name in found.study.claim.numbers:
        numbers = [row.bars[name] for row in found.bases[0]]
        yield inside(Text(scale((min(numbers) + max(numbers)) / 2), at + 18, name, "middle", fill="soft"), width)


def _marks(rows: Base, names: Iterable[str], scale: Scale, at: float) -> Iterator[Element]:
    """A row of marks for each threshold, one for each number that a rounding gives."""
    for place, name in enumerate(names):
        numbers, tone = sorted({row.bars[name] for row in rows}), f"c{min(place + 5, 8)}"
        yield rule((scale(numbers[0]), at), (scale(numbers[-1]), at), tone, 4)
        yield from (dot((scale(number), at), tone, 5.5, square=place % 2 == 0) for number in numbers)
