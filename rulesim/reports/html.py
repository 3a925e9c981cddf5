"""The report as one HTML page: no script, no network, charts inline."""

from __future__ import annotations

from typing import Any

from rulesim.reports.charts.boundary import boundary_figure
from rulesim.reports.charts.claim import claim_figure
from rulesim.reports.charts.colours import colours_css
from rulesim.reports.charts.leaders import leaders_figure
from rulesim.reports.charts.names import names_figure
from rulesim.reports.charts.weeks import weeks_figure
from rulesim.reports.environment import environment, unbroken
from rulesim.reports.page.glance import contents, glance
from rulesim.reports.page.page import Page, page
from rulesim.studies.findings import Findings
from rulesim.studies.readings import ACADEMIC_UP_TO, DECISIVE_ABOVE


def render_html(findings: Findings) -> str:
    """The findings as a page that needs nothing but itself."""
    templates = environment(autoescape=True, finalize=unbroken)
    css, *_ = templates.loader.get_source(templates, "report.css") if templates.loader else ("",)
    told = page(findings)
    return templates.get_template("report.html.j2").render(
        page=told,
        runs=told.runs,
        css=css,
        colours=colours_css(),
        glance=glance(told),
        contents=contents(told),
        academic_up_to=ACADEMIC_UP_TO,
        decisive_above=DECISIVE_ABOVE,
        **_figures(told),
    )


def _figures(told: Page) -> dict[str, Any]:
    several_weeks = len(told.calendar.weeks) > 1
    return {
        "leaders_figure": leaders_figure(told.leaders),
        "weeks_figure": weeks_figure(told.calendar) if several_weeks else None,
        "names_figures": [(stage, names_figure(stage)) for stage in told.nominations],
        "boundary_figure": boundary_figure(told.boundary) if told.boundary else None,
        "claim_figure": claim_figure(told.claim) if told.claim else None,
    }
