"""The report as one HTML page: no script, no network, charts inline."""

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from rulesim.reports.charts.chart import colours_css
from rulesim.reports.sections import Page
from rulesim.reports.templating import TICKED, render
from rulesim.studies.wording import brief_day, interval, percent
from rulesim.visible import visible

_RANGE = re.compile(r"(?<=[\d%])–(?=\d)")


def render_html(page: Page) -> str:
    """The report as a page that needs nothing but itself."""
    more = {"colours": colours_css, "key_figures": key_figures, "ticked": ticked, "width": width}
    return visible(render("report.html.j2", page, unbroken, more))


def key_figures(page: Page) -> Iterator[tuple[str, str]]:
    """The few figures that stand large at the top: who is leader at the end, whether a dispute matters, and when it is
    decided, each with what it is."""
    top = page.leads.leaders[0]
    every = "every one" if top.runs.share == 1 else interval(top.runs)
    yield percent(top.runs.share), f"of {page.again.runs:,} runs end with {top.who.name} as leader ({every})"
    if page.disputes:
        most = page.disputes[0].study.flips
        every = "every one" if most.share == 1 else interval(most)
        yield percent(most.share), f"of runs have a different result if one rule is read differently ({every})"
        decisive = sum(one.study.verdict == "decisive" for one in page.disputes)
        rules = "disputed rule is decisive" if len(page.disputes) == 1 else "disputed rules are decisive"
        yield f"{decisive} of {len(page.disputes)}", rules
    when = "every run is decided then" if page.when.certain else "half of the runs are decided by then"
    yield brief_day(page.when.decided.p50), when


def unbroken(value: Any) -> Any:
    """Text in which no range of numbers is broken across lines: `61–67%`."""
    return _RANGE.sub("\u2060–\u2060", value) if type(value) is str else value


def ticked(text: str) -> Markup:
    """Text in which anything between backticks is code, and everything else escaped."""
    return Markup(TICKED.sub(r"<code>\1</code>", str(escape(text))))


def width(share: float) -> str:
    """A share as a CSS length."""
    return f"{100 * share:.2f}%"
