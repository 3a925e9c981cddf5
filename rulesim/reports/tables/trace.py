"""One run, event by event."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.engines.event.events import NamesGiven
from rulesim.engines.event.trace import Event, Trace
from rulesim.model.contest import Contest
from rulesim.reports.words.events import Entry, entry, noun_of
from rulesim.reports.words.names import initial, person
from rulesim.studies.wording import counted


def trace_table(told: Trace, contest: Contest, everything: bool) -> RenderableType:
    """One run in words; without `everything`, running totals in place of signatures and nominations in a row."""
    head = Text(f"{contest.scenario.title}: run {told.run}, seed {told.seed}", style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("when", "what happened", "clause"):
        table.add_column(column, no_wrap=column == "when", overflow="fold")
    entries = (entry(event, contest) for event in told.events) if everything else _running_totals(told.events, contest)
    for one in entries:
        style = "bold" if one.event.kind in ("opens", "ends") else ""
        table.add_row(f"{one.at:%Y-%m-%d %H:%M}", Text(f"{one.who}: {one.what}", style=style), one.event.clause)
    end = f"Ending: {told.ending} ({contest.rules.ending(told.ending).says})"
    return Group(head, table, Text(f"{end}. {initial(person(contest, told.leader))} is leader.", style="bold"))


def _running_totals(events: Iterable[Event], contest: Contest) -> Iterator[Entry]:
    """The entries of a trace; of signatures or nominations in a row, only the last total for each candidate."""
    for given, group in groupby(events, key=lambda event: isinstance(event, NamesGiven)):
        if given:
            yield from _totals(group, contest)
        else:
            yield from (entry(event, contest) for event in group)


def _totals(events: Iterable[Event], contest: Contest) -> Iterator[Entry]:
    lists: dict[tuple[str, str], list[NamesGiven]] = {}
    for event in events:
        if isinstance(event, NamesGiven):
            lists.setdefault((event.stage, event.whom), []).append(event)
    for names in sorted(lists.values(), key=lambda names: names[-1].at):
        last = entry(names[-1], contest)
        has = f"has {counted(names[-1].names, noun_of(last.event))} so far"
        yield last if len(names) == 1 else replace(last, who=last.whom or "The petition", what=has)
