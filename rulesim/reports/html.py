"""The report as one HTML page: no script, no network, charts inline."""

from rulesim.reports.charts.colours import colours_css
from rulesim.reports.key_figures import key_figures
from rulesim.reports.sections import Page
from rulesim.reports.templating import environment, unbroken
from rulesim.studies.flips import ACADEMIC_UP_TO, DECISIVE_ABOVE


def render_html(page: Page) -> str:
    """The report as a page that needs nothing but itself."""
    templates = environment(autoescape=True, finalize=unbroken)
    css, *_ = templates.loader.get_source(templates, "report.css") if templates.loader else ("",)
    return templates.get_template("report.html.j2").render(
        page=page,
        css=css,
        colours=colours_css(),
        key_figures=key_figures(page),
        academic_up_to=ACADEMIC_UP_TO,
        decisive_above=DECISIVE_ABOVE,
    )
