"""What is bundled."""

from collections.abc import Iterable, Mapping

from rich import box
from rich.console import RenderableType
from rich.table import Column, Table


def listing_table(kind: str, entries: Iterable[Mapping[str, str]]) -> RenderableType:
    """What is bundled, of one kind."""
    title = {"scenarios": "Scenarios", "rulebooks": "Rule books"}[kind]
    columns = (Column("name", no_wrap=True), "title")
    table = Table(*columns, title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for entry in entries:
        table.add_row(entry["name"], entry["title"])
    return table
