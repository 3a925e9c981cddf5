"""The templates, and the words they may use."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from rulesim.model.quantities import show_share
from rulesim.reports.page.claim import ROUNDINGS, bases
from rulesim.reports.page.grounds import STATUSES, doubts, is_link, published
from rulesim.reports.page.people import shown
from rulesim.reports.sections import Page
from rulesim.reports.words.names import initial
from rulesim.reports.words.thresholds import ends, in_force, tried
from rulesim.studies.flips import ACADEMIC_UP_TO, DECISIVE_ABOVE
from rulesim.studies.wording import day, in_runs, interval, listed, percent, plural, short_day, with_interval

TICKED = re.compile(r"`([^`]+)`")
"""What is code in a text."""
_WORDS = (
    bases, day, doubts, ends, in_force, in_runs, initial, interval, is_link, listed, percent, plural, published,
    short_day, show_share, tried, with_interval,
)  # fmt: skip


def render(template: str, page: Page, finalize: Callable[[Any], Any], more: Mapping[str, Any]) -> str:
    """A page by a template of this package; a name that a template misspells is an error.

    `finalize` has the last word on every value printed; `more` is what only this kind of template uses.
    """
    contest = page.contest
    found = Environment(
        loader=PackageLoader("rulesim.reports", "templates"),
        autoescape=template.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )
    found.globals |= {word.__name__: word for word in _WORDS}
    found.globals |= {"ROUNDINGS": ROUNDINGS, "STATUSES": STATUSES, "who": partial(shown, scenario=contest.scenario)}
    found.globals |= {"academic_up_to": ACADEMIC_UP_TO, "decisive_above": DECISIVE_ABOVE, **more}
    return found.get_template(template).render(page=page, contest=contest)
