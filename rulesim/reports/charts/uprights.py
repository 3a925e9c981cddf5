"""Numbers that matter as upright lines through every row of a chart; they stop short of the words in their way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from rulesim.reports.charts.lettering import Text, beside
from rulesim.reports.charts.pen import rule, text

STEP = 17
"""How far apart the labels of lines stand, one above the other."""
_ASCENT, _DESCENT, _CLEAR = 0.95, 0.35, 3


@dataclass(frozen=True, slots=True)
class Upright:
    """A line at so many pixels from the left, with or without a label."""

    x: float
    label: str = ""
    bold: bool = False
    width: float = 1.5
    dash: str = ""


def room(lines: Iterable[Upright]) -> int:
    """How much room the labels take above the first row."""
    return STEP * sum(bool(line.label) for line in lines)


def uprights(lines: Sequence[Upright], texts: Sequence[Text], floor: float, width: float) -> Iterator[Element]:
    """The lines down to a floor, around `texts`, and above them their labels, that of the rightmost line lowest."""
    named = sorted((line for line in lines if line.label), key=lambda line: -line.x)
    bottom = room(lines) - 5
    labels = {
        line: beside(line.x, Text(0, bottom - STEP * level, line.label, bold=line.bold), width)
        for level, line in enumerate(named)
    }
    for line in lines:
        top = labels[line].y - 10 if line in labels else bottom - 10
        for start, end in _free(line.x, top, floor, [*texts, *labels.values()]):
            yield rule((line.x, start), (line.x, end), width=line.width, dash=line.dash)
    yield from map(text, labels.values())


def _free(x: float, top: float, floor: float, texts: Iterable[Text]) -> Iterator[tuple[float, float]]:
    """The parts of an upright line that cross no text."""
    met = (one for one in texts if one.left - _CLEAR < x < one.right + _CLEAR)
    for one in sorted(met, key=lambda each: each.y):
        above, below = one.y - _ASCENT * one.size, one.y + _DESCENT * one.size
        if below > top:
            if above > top:
                yield top, above
            top = below
    if top < floor:
        yield top, floor
