"""A chart: a picture in the two widths that a page needs, its words, and the figures behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element, tostring

from rulesim.reports.charts.pen import mark

WIDE, NARROW = 680, 350
COLOURS = ("ink", "soft", "line", "wash", "paper", "accent", "quiet", *(f"c{number}" for number in range(9)))
"""A chart says `class="f-ink"`, and the page says what ink is by day, by night and on paper."""

Columns = Mapping[str, Sequence[Any]]
Drawing = tuple[Sequence[Element], int]
"""The marks of a picture, the lowest first, and its height."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The same picture twice, with the same text alternative; a page shows one of them.

    `columns` are the figures that the picture shows, of equal length, by name.
    """

    name: str
    title: str
    says: str
    wide: str
    narrow: str
    columns: Columns

    def _repr_svg_(self) -> str:
        """The wide picture on its own, with its colours: for a notebook."""
        style = f"<style>{colours_css()} svg {{ background: var(--paper); font-family: sans-serif; }}</style>"
        head, _, rest = self.wide.partition(">")
        return f'{head} xmlns="http://www.w3.org/2000/svg">{style}{rest}'


def chart(name: str, title: str, says: str, columns: Columns, draw: Callable[[int], Drawing]) -> Chart:
    """The picture that `draw` draws at a width in pixels; `name` makes its ids unique in a page."""
    svgs = []
    for suffix, width in (("w", WIDE), ("n", NARROW)):
        marks, height = draw(width)
        ids = f"{name}-{suffix}-t", f"{name}-{suffix}-d"
        svg = mark("svg", fill="none", viewBox=f"0 0 {width} {height}", role="img", aria_labelledby=" ".join(ids))
        svg.extend([mark("title", title, id=ids[0]), mark("desc", says, id=ids[1]), *marks])
        svgs.append(tostring(svg, encoding="unicode"))
    return Chart(name, title, says, svgs[0], svgs[1], columns)


def in_columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """Rows of figures as columns, each with its name; there is at least one row."""
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def colours_css() -> str:
    """What each name stands for in the light, in the dark and in print, and the classes by which charts use it."""
    palette = (files("rulesim.reports") / "templates" / "colours.css").read_text(encoding="utf-8")
    classes = (f".f-{name} {{ fill: var(--{name}); }} .s-{name} {{ stroke: var(--{name}); }}" for name in COLOURS)
    return "\n".join((palette, *classes))
