"""One run, event by event."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.engines.event.trace import Trace
from rulesim.model.contest import Contest
from rulesim.reports.words.events import entry
from rulesim.reports.words.lists import grown
from rulesim.reports.words.names import initial, person


def trace_table(told: Trace, contest: Contest, everything: bool) -> RenderableType:
    """One run in words; without `everything`, running totals in place of signatures and nominations in a row."""
    head = Text(f"{contest.scenario.title}: run {told.run}, seed {told.seed}", style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("when", "what happened", "clause"):
        table.add_column(column, no_wrap=column == "when", overflow="fold")
    entries = (entry(event, contest) for event in told.events) if everything else grown(told.events, contest)
    for one in entries:
        style = "bold" if one.event.kind in ("opens", "ends") else ""
        table.add_row(f"{one.at:%Y-%m-%d %H:%M}", Text(f"{one.who}: {one.what}", style=style), one.event.clause)
    end = f"Ending: {told.ending} ({contest.rules.endings[told.ending].says})"
    return Group(head, table, Text(f"{end}. {initial(person(contest, told.leader))} is leader.", style="bold"))
