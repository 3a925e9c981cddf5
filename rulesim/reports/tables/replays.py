"""Which replays match their records."""

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.reports.words.differences import differences
from rulesim.studies.replay import Replay


def replays_table(results: list[Replay]) -> RenderableType:
    """Which replays matched, and every difference."""
    table = Table(title="Replays", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("contest", "matches the record", "differences"):
        table.add_column(column, overflow="fold")
    for result in results:
        table.add_row(result.id, "yes" if result.matched else "no", "\n".join(differences(result)))
    matched = sum(result.matched for result in results)
    what = "matches its record" if len(results) == 1 else "match their records"
    return Group(table, Text(f"{matched} of {len(results)} {what}.", style="bold"))
