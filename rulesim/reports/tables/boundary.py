"""How many supporters it takes for a dispute not to matter."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding

from rulesim.model.contest import Contest
from rulesim.reports.page.boundary import boundary_in_words
from rulesim.reports.tables.shares import percent, span, titled
from rulesim.reports.words.names import bloc
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.wording import counted


def boundary_table(found: BoundaryStudy, contest: Contest) -> RenderableType:
    """How often the result depends on a dispute, by the size of a bloc."""
    supporters = bloc(contest, found.boundary.bloc)
    table = titled(
        f"How many supporters would it take for '{found.boundary.question}' not to matter?",
        supporters,
        "result differs",
        "95% interval",
    )
    for size, flips in found.points.items():
        mark = "  (in the scenario)" if size == found.actual else ""
        table.add_row(f"{size}{mark}", percent(flips.share), span(flips))
    return Group(
        table,
        Padding(
            f"{boundary_in_words(found, supporters)} {counted(found.runs, 'run')} were played at each size.", (0, 2)
        ),
    )
