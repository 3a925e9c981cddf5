"""Marks as SVG elements, in pixels from the top left corner; the standard library writes and escapes them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from rulesim.reports.charts.lettering import Text, in_a_line

Point = tuple[float, float]


def mark(tag: str, words: str = "", **attributes: str | float) -> Element:
    """An element with attributes (`stroke_width` becomes `stroke-width`) and, perhaps, words."""
    named = {name.strip("_").replace("_", "-"): _short(value) for name, value in attributes.items()}
    found = Element(tag, {name: value for name, value in named.items() if value})
    found.text = in_a_line(words) or None
    return found


def block(left: float, top: float, right: float, bottom: float, fill: str, hollow: bool = False) -> Element:
    """A rectangle; a hollow one is pale, with an edge of one pixel inside it."""
    edge = 0.5 if hollow else 0.0
    width, height = (max(size - 2 * edge, 0.1) for size in (right - left, bottom - top))
    look, opacity = (f"f-{fill} s-{fill}", "0.25") if hollow else (f"f-{fill}", "")
    return mark("rect", class_=look, x=left + edge, y=top + edge, width=width, height=height, fill_opacity=opacity)


def rule(start: Point, end: Point, stroke: str = "ink", width: float = 1, dash: str = "") -> Element:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return mark("line", class_=f"s-{stroke}", x1=x1, y1=y1, x2=x2, y2=y2, stroke_width=width, stroke_dasharray=dash)


def dot(at: Point, fill: str = "ink", radius: float = 4, square: bool = False) -> Element:
    """A round or a square dot, set off from what it covers."""
    (x, y), look, size = at, f"f-{fill} s-paper", 2 * radius
    if square:
        return mark("rect", class_=look, x=x - radius, y=y - radius, width=size, height=size, stroke_width=1.5)
    return mark("circle", class_=look, cx=x, cy=y, r=radius, stroke_width=1.5)


def path(points: Sequence[Point], colour: str, width: float = 0) -> Element:
    """One line of a width through the points; without a width, what the points enclose, pale."""
    through = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
    if width:
        return mark("polyline", class_=f"s-{colour}", points=through, stroke_width=width, stroke_linejoin="round")
    return mark("polygon", class_=f"f-{colour}", points=through, fill_opacity=0.22)


def text(said: Text) -> Element:
    """A line of text."""
    return mark(
        "text", said.words, class_=f"f-{said.fill}", x=said.x, y=said.y, font_size=said.size,
        text_anchor="" if said.anchor == "start" else said.anchor, font_weight="bold" if said.bold else "",
    )  # fmt: skip


def _short(value: str | float) -> str:
    if isinstance(value, str):
        return in_a_line(value)
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
