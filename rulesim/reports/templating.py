"""The templates, and the words they may use."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rulesim.reports.page.grounds import is_link
from rulesim.reports.words.names import initial
from rulesim.studies.wording import day, interval, percent, plural, short_day, with_interval

TICKED = re.compile(r"`([^`]+)`")
_RANGE = re.compile(r"(?<=[\d%])–(?=\d)")


def environment(autoescape: bool, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates of this package; a name that a template misspells is an error."""
    loader = PackageLoader("rulesim.reports", "templates")
    found = Environment(
        loader=loader,
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )
    found.globals |= {
        "clock": clock, "day": day, "initial": initial, "interval": interval, "is_link": is_link, "percent": percent,
        "plural": plural, "short_day": short_day, "ticked": ticked, "width": width, "with_interval": with_interval,
    }  # fmt: skip
    return found


def unbroken(value: Any) -> Any:
    """Text in which no range of numbers is broken across lines: `61–67%`."""
    return _RANGE.sub("\u2060–\u2060", value) if type(value) is str else value


def ticked(text: str) -> Markup:
    """Text in which anything between backticks is code, and everything else escaped."""
    return Markup(TICKED.sub(r"<code>\1</code>", str(escape(text))))


def width(share: float) -> str:
    """A share as a CSS length."""
    return f"{100 * share:.2f}%"


def clock(moment: datetime) -> str:
    """`16:05`."""
    return f"{moment.hour:02}:{moment.minute:02}"
