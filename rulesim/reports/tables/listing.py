"""What is bundled."""

from collections.abc import Iterable
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.table import Column, Table

from rulesim.loading.catalogue import Entry
from rulesim.reports.words.countries import country
from rulesim.reports.words.thresholds import in_force


def listing_table(entries: Iterable[Entry]) -> RenderableType:
    """What is bundled, party by party: the rule books with the time in which they were in force, and what they play."""
    parties = groupby(entries, key=lambda entry: (entry.country, entry.party))
    return Group(*(_party(country(code), party, tuple(found)) for (code, party), found in parties))


def _party(country: str, party: str, entries: tuple[Entry, ...]) -> Table:
    """Rules still in force stand out."""
    columns = (Column("kind", no_wrap=True, width=9), Column("name", no_wrap=True), Column("title", ratio=1))
    title = f"{country}: {party}" if country else party
    table = Table(*columns, title=title, title_justify="left", title_style="bold", box=box.SIMPLE, show_header=False)
    for entry in entries:
        is_book = entry.kind == "rule book"
        about = f"{entry.title}, {in_force(entry.in_force)}" if is_book else entry.title
        table.add_row(entry.kind, entry.name, about, style="bold" if is_book and not entry.in_force.until else "")
    return table
