"""What Vega writes, made small and plain: no ids, no styles, colours and fonts left to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from rulesim.reports.charts.colours import name_of

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_MOVE = re.compile(r"translate\(([^,]+),([^)]+)\)")
_KEPT = ("d", "x1", "x2", "y1", "y2", "stroke-width", "stroke-dasharray", "text-anchor", "font-size", "font-weight")
_USUAL = (("text-anchor", "start"), ("font-weight", "normal"), ("stroke-width", "1"))
_OPACITIES = ("opacity", "fill-opacity", "stroke-opacity")


def tidy(svg: str, width: int, height: int) -> str:
    """The marks of a Vega picture as an SVG element with a size, without a text alternative."""
    marks = "".join(_marks(ElementTree.fromstring(svg), 0.0, 0.0))
    return f'<svg fill="none" viewBox="0 0 {width} {height}">{marks}</svg>'


def describe(svg: str, name: str, title: str, says: str) -> str:
    """The picture with its text alternative; `name` makes its ids unique in the page."""
    labels = f'role="img" aria-labelledby="{name}-t {name}-d"'
    texts = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(says)}</desc>'
    head, _, rest = svg.partition(">")
    return f"{head} {labels}>{texts}{rest}"


def _marks(element: ElementTree.Element, x: float, y: float) -> Iterator[str]:
    """Every visible mark below an element, moved by what its groups are moved."""
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "defs" or child.get("class") in ("background", "foreground"):
            continue
        dx, dy = _moved(child)
        if tag == "g":
            yield from _marks(child, x + dx, y + dy)
        elif tag in ("path", "line", "text"):
            yield _mark(child, tag, x + dx, y + dy)


def _moved(element: ElementTree.Element) -> tuple[float, float]:
    found = _MOVE.match(element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def _mark(element: ElementTree.Element, tag: str, x: float, y: float) -> str:
    words = [f"{kind}-{name_of(colour)}" for kind, colour in _colours(element)]
    parts = [f'class="{" ".join(words)}"']
    if (_short(x), _short(y)) != ("0", "0"):
        parts.append(f'transform="translate({_short(x)},{_short(y)})"')
    parts += [f'{name}="{_rounded(value)}"' for name in _KEPT if (value := _plain(element, name))]
    parts += [f'{name}="{_rounded(value)}"' for name in _OPACITIES if (value := element.get(name, "1")) != "1"]
    content = escape(element.text or "", quote=False)
    return f"<{tag} {' '.join(parts)}>{content}</{tag}>" if tag == "text" else f"<{tag} {' '.join(parts)}/>"


def _colours(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for kind, name in (("f", "fill"), ("s", "stroke")):
        colour = element.get(name, "none")
        if colour not in ("none", "transparent"):
            yield kind, colour


def _plain(element: ElementTree.Element, name: str) -> str:
    value = element.get(name, "").removesuffix("px")
    return "" if (name, value) in _USUAL else value


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda found: _short(float(found[0])), text)


def _short(number: float) -> str:
    shown = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown
