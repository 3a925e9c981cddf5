"""Where a dispute stops mattering: the share of runs it changes, by the number of supporters."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from rulesim.reports.charts.axis import Scale, apart, axis, ticks
from rulesim.reports.charts.chart import Chart, chart, in_columns
from rulesim.reports.charts.lettering import Text, beside, inside
from rulesim.reports.charts.pen import block, dot, path, rule, text
from rulesim.reports.page.boundary import Boundary
from rulesim.studies.boundary import Span
from rulesim.studies.wording import percent

_TOP, _PLOT, _FOOT, _LEFT, _STRIP = 58, 200, 44, 46, 24


def boundary_figure(found: Boundary) -> Chart:
    """The share of runs that the answer to a dispute changes, at each size of a bloc."""
    rows = ((size, flips.share, flips.low, flips.high) for size, flips in found.study.points.items())
    columns = in_columns((found.bloc, "share", "low", "high"), rows)
    title = f"Runs in which the answer changes the result, by number of {found.bloc}"
    return chart("boundary", title, found.says, columns, lambda width: _draw(found, width))


def _draw(found: Boundary, width: int) -> tuple[list[Element], int]:
    sizes, actual = found.study.points, found.study.actual
    x = Scale(0, max(sizes), _LEFT, width - 8)
    y = Scale(0, 1, _TOP + _PLOT, _TOP)
    points = [(x(size), y(flips.share)) for size, flips in sizes.items()]
    band = [(x(size), y(flips.high)) for size, flips in sizes.items()]
    band += [(x(size), y(flips.low)) for size, flips in [*sizes.items()][::-1]]
    return [
        *_zones(found.study.spans, x, width),
        *_grid(y, width),
        path(band, "accent"),
        rule((x(actual), _STRIP + 12), (x(actual), y(0)), width=1.5, dash="5 3"),
        path(points, "accent", 2.2),
        *(dot(point, "accent", 3.3) for point in points),
        text(beside(x(actual), Text(0, _STRIP + 22, f"{actual} in the scenario"), width)),
        *axis(x, {at: str(at) for at in ticks(x)}, y(0), width, f"number of {found.bloc}"),
    ], _TOP + _PLOT + _FOOT


def _grid(y: Scale, width: int) -> Iterator[Element]:
    yield from (rule((_LEFT, y(share)), (width, y(share)), "line") for share in (0.25, 0.5, 0.75, 1))
    yield from (text(Text(_LEFT - 6, y(i / 4) + 4, percent(i / 4), "end", fill="soft")) for i in range(5))
    yield rule((_LEFT, y(0)), (width, y(0)))


def _zones(spans: Iterable[Span], x: Scale, width: int) -> Iterator[Element]:
    """Where the dispute is decisive, as a thick strip, and where it is academic, as a thin one."""
    labels = []
    for span in spans:
        if span.verdict == "open":
            continue
        decides, left, right = span.verdict == "decisive", x(span.first), max(x(span.last), x(span.first) + 3)
        yield block(left, _STRIP - (6 if decides else 2), right, _STRIP, "accent" if decides else "quiet")
        words = f"{'decisive' if decides else 'academic'} {_where(span, x)}"
        labels.append(inside(Text((left + right) / 2, _STRIP - 11, words, "middle", bold=True), width))
    yield from map(text, apart(labels))


def _where(span: Span, x: Scale) -> str:
    if span.first == span.last:
        return f"at {span.first}"
    if span.first == x.low:
        return "throughout" if span.last == x.high else f"up to {span.last}"
    return f"from {span.first}" if span.last == x.high else f"{span.first} to {span.last}"
