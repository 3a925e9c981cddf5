"""Marks as SVG elements, in pixels from the top left corner; the standard library writes and escapes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from rulesim.reports.charts.lettering import Text, visible

Point = tuple[float, float]


def mark(tag: str, words: str = "", **attributes: str | float) -> Element:
    """An element with attributes (`stroke_width` becomes `stroke-width`) and, perhaps, words."""
    named = {name.strip("_").replace("_", "-"): _short(value) for name, value in attributes.items()}
    found = Element(tag, {name: value for name, value in named.items() if value})
    found.text = visible(words) or None
    return found


def picture(width: float, height: float, marks: Iterable[Element], **attributes: str) -> Element:
    """The marks in a picture of a size, each on top of those before it."""
    found = mark("svg", fill="none", viewBox=f"0 0 {_short(width)} {_short(height)}", **attributes)
    found.extend(marks)
    return found


def block(left: float, top: float, right: float, bottom: float, fill: str, hollow: bool = False) -> Element:
    """A rectangle; a hollow one is pale, with an edge of one pixel inside it."""
    inset = 0.5 if hollow else 0.0
    width, height = (max(size - 2 * inset, 0.1) for size in (right - left, bottom - top))
    look = mark("rect", class_=f"f-{fill}", x=left + inset, y=top + inset, width=width, height=height)
    if hollow:
        look.attrib |= {"class": f"f-{fill} s-{fill}", "fill-opacity": "0.25"}
    return look


def rule(start: Point, end: Point, stroke: str = "ink", width: float = 1, dash: str = "") -> Element:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return mark("line", class_=f"s-{stroke}", x1=x1, y1=y1, x2=x2, y2=y2, stroke_width=width, stroke_dasharray=dash)


def dot(at: Point, fill: str = "ink", radius: float = 4, square: bool = False) -> Element:
    """A round or a square dot, set off from what it covers."""
    (x, y), size, round_off = at, 2 * radius, 0 if square else radius
    look = {"x": x - radius, "y": y - radius, "width": size, "height": size, "rx": round_off, "stroke_width": 1.5}
    return mark("rect", class_=f"f-{fill} s-paper", **look)


def curve(points: Sequence[Point], stroke: str, width: float = 2) -> Element:
    """One line through the points."""
    return mark("polyline", class_=f"s-{stroke}", points=_points(points), stroke_width=width, stroke_linejoin="round")


def surface(points: Sequence[Point], fill: str, opacity: float) -> Element:
    """What the points enclose."""
    return mark("polygon", class_=f"f-{fill}", points=_points(points), fill_opacity=opacity)


def text(said: Text) -> Element:
    """A line of text."""
    return mark(
        "text", said.words, class_=f"f-{said.fill}", x=said.x, y=said.y, font_size=said.size,
        text_anchor="" if said.anchor == "start" else said.anchor, font_weight="bold" if said.bold else "",
    )  # fmt: skip


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(value: str | float) -> str:
    if isinstance(value, str):
        return visible(value)
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
