"""Marks on a canvas: horizontally in the units of the data, vertically in pixels from the top.

Everything that would depend on measuring text is avoided, so that a chart is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from rulesim.reports.charts.colours import STAND_INS
from rulesim.reports.charts.svg import tidy

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
Align = Literal["left", "center", "right"]
SIZE, SMALL = 13, 12


@dataclass(frozen=True)
class Canvas:
    """A surface of so many pixels, and the span of data that its inner width stands for."""

    width: int
    height: int
    low: float
    high: float
    left: int = 1
    right: int = 1

    def pixel(self, value: float) -> float:
        """How far from the left edge a value stands."""
        inner = self.width - self.left - self.right
        return self.left + inner * (value - self.low) / (self.high - self.low)

    def value(self, pixel: float) -> float:
        """What stands so far from the left edge."""
        inner = self.width - self.left - self.right
        return self.low + (pixel - self.left) * (self.high - self.low) / inner

    def beside(self, value: float, pixels: float = 5) -> float:
        """What stands a little to the right of a value."""
        return self.value(self.pixel(value) + pixels)

    def draw(self, layers: Sequence[alt.Chart]) -> str:
        """The layers on top of each other, as SVG without a text alternative."""
        import altair as alt
        import vl_convert

        chart = (
            alt.layer(*layers)
            .properties(width=self.width, height=self.height, padding=0, autosize=alt.AutoSizeParams(type="none"))
            .configure(aria=False)
            .configure_view(stroke=None)
        )
        return tidy(vl_convert.vegalite_to_svg(chart.to_dict(validate=False)), self.width, self.height)

    def blocks(self, rows: Sequence[Row], fill: str = "ink", opacity: float = 1.0) -> alt.Chart:
        """Rectangles from (`x`, `y`) to (`x2`, `y2`); a row may have its own `fill` and `opacity`."""
        import altair as alt

        filled = [{"opacity": opacity, **row, "fill": STAND_INS[row.get("fill", fill)]} for row in rows]
        own = {"fill": alt.Fill("fill:N", scale=None), "fillOpacity": alt.FillOpacity("opacity:Q", scale=None)}
        return self._place(self._chart(filled).mark_rect(), x2="x2", y2="y2", **own)

    def rules(self, rows: Sequence[Row], stroke: str = "ink", width: float = 1.0, dash: str = "") -> alt.Chart:
        """Straight lines from (`x`, `y`) to (`x2`, `y2`)."""
        mark: dict[str, Any] = {"stroke": STAND_INS[stroke], "strokeWidth": width}
        if dash:
            mark["strokeDash"] = [int(part) for part in dash.split()]
        return self._place(self._chart(rows).mark_rule(**mark), x2="x2", y2="y2")

    def words(
        self, rows: Sequence[Row], fill: str = "ink", align: Align = "left", size: int = SIZE, bold: bool = False
    ) -> alt.Chart:
        """The `text` of each row, its baseline at `y`, moved sideways by no more than the alignment."""
        weight = "bold" if bold else "normal"
        mark: dict[str, Any] = {"fill": STAND_INS[fill], "align": align, "fontSize": size, "fontWeight": weight}
        return self._place(self._chart(rows).mark_text(baseline="alphabetic", **mark), text="text:N")

    def labels(self, rows: Sequence[Row], fill: str = "ink", bold: bool = False) -> Iterator[alt.Chart]:
        """Small texts centred on their places, but pushed inwards near the edges."""
        placed = [self._inside(row) for row in rows]
        for align in get_args(Align):
            some = [row for where, row in placed if where == align]
            if some:
                yield self.words(some, fill, align, SMALL, bold)

    def _inside(self, row: Row) -> tuple[Align, Row]:
        half, pixel = SMALL * 0.27 * len(row["text"]), self.pixel(row["x"])
        if pixel < half:
            return "left", {**row, "x": self.value(0)}
        if pixel > self.width - half:
            return "right", {**row, "x": self.value(self.width)}
        return "center", row

    def dots(self, rows: Sequence[Row], fill: str = "ink", size: float = 40) -> alt.Chart:
        """Round dots at (`x`, `y`)."""
        mark: dict[str, Any] = {"fill": STAND_INS[fill], "stroke": STAND_INS["paper"], "strokeWidth": 1.5}
        return self._place(self._chart(rows).mark_circle(size=size, opacity=1, **mark))

    def curve(self, rows: Sequence[Row], stroke: str = "ink", width: float = 2.0) -> alt.Chart:
        """One line through the rows in the order of their places."""
        return self._place(self._chart(rows).mark_line(stroke=STAND_INS[stroke], strokeWidth=width))

    def band(self, rows: Sequence[Row], fill: str = "ink", opacity: float = 0.2) -> alt.Chart:
        """The surface between `y` and `y2`."""
        return self._place(self._chart(rows).mark_area(fill=STAND_INS[fill], fillOpacity=opacity, opacity=1), y2="y2")

    def _chart(self, rows: Sequence[Row]) -> alt.Chart:
        import altair as alt

        return alt.Chart(alt.InlineData(list(rows)))

    def _place(self, chart: alt.Chart, **channels: Any) -> alt.Chart:
        """Places marks by their `x` in units of the data and their `y` in pixels from the top."""
        import altair as alt

        span, inner = [self.low, self.high], [self.left, self.width - self.right]
        across = alt.Scale(domain=span, range=inner, nice=False, zero=False)
        down = alt.Scale(domain=[0, self.height], range=[0, self.height], nice=False, zero=False)
        x, y = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None)
        placed: alt.Chart = chart.encode(x=x, y=y, **channels)
        return placed
