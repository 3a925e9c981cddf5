"""What is bundled."""

from collections.abc import Iterable, Mapping

from rich import box
from rich.console import RenderableType
from rich.table import Table


def listing_table(kind: str, entries: Iterable[Mapping[str, str]]) -> RenderableType:
    """What is bundled, of one kind."""
    table = Table(
        title={"scenarios": "Scenarios", "rulebooks": "Rule books"}[kind],
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("name", no_wrap=True)
    table.add_column("title")
    for entry in entries:
        table.add_row(entry["name"], entry["title"])
    return table
