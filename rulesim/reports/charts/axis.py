"""Where a value stands, and which values an axis names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from math import ceil
from xml.etree.ElementTree import Element

from rulesim.reports.charts.lettering import SMALL, Text, inside, measured
from rulesim.reports.charts.pen import rule, text


@dataclass(frozen=True, slots=True)
class Scale:
    """The values from `low` to `high`, spread over the pixels from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float

    def __call__(self, value: float) -> float:
        """How far from the edge of the picture a value stands."""
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)


def ticks(scale: Scale) -> range:
    """Round whole numbers from one end of a scale to the other, as many as there is room for."""
    most = max((scale.right - scale.left) // (measured(str(int(scale.high)), SMALL) + 22), 1)
    sizes = (size * 10**power for power in count() for size in (1, 2, 5))
    step = next(size for size in sizes if (scale.high - scale.low) / size <= most)
    return range(ceil(scale.low / step) * step, int(scale.high) + 1, step)


def axis(scale: Scale, named: Mapping[float, str], floor: float, width: float, title: str = "") -> Iterator[Element]:
    """Ticks below a floor with what stands at them, and what they count."""
    yield from (rule((scale(at), floor), (scale(at), floor + 4), "soft") for at in named)
    placed = (Text(scale(at), floor + 18, words, "middle", fill="soft") for at, words in named.items())
    yield from map(text, apart(inside(one, width) for one in placed))
    if title:
        yield text(inside(Text(width, floor + 35, title, "end", fill="soft"), width))


def apart(texts: Iterable[Text], gap: float = 6) -> list[Text]:
    """The texts of one line, from the left, without those that would run into the one before."""
    kept: list[Text] = []
    for one in sorted(texts, key=lambda each: each.left):
        if not kept or kept[-1].right + gap <= one.left:
            kept.append(one)
    return kept
