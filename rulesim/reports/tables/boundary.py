"""At how many supporters a dispute matters."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding

from rulesim.model.contest import Contest
from rulesim.reports.page.boundary import boundary_in_words
from rulesim.reports.tables.shares import percent, span, titled
from rulesim.reports.words.names import bloc
from rulesim.studies.boundary import BoundaryStudy


def boundary_table(found: BoundaryStudy, contest: Contest) -> RenderableType:
    """How often a contest ends otherwise, by the size of a bloc."""
    supporters = bloc(contest, found.boundary.bloc)
    table = titled(
        f"At how many supporters does '{found.boundary.question}' matter?", supporters, "ends otherwise", "95% interval"
    )
    for size, flips in found.points.items():
        mark = "  (as in the scenario)" if size == found.actual else ""
        table.add_row(f"{size}{mark}", percent(flips.share), span(flips))
    return Group(
        table, Padding(f"{boundary_in_words(found, supporters)} Each size was played {found.runs} times.", (0, 2))
    )
