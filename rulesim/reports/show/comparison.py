"""Two versions of a rule book side by side."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rulesim.model.document import Node
from rulesim.model.rulebook import Rules
from rulesim.reports.show.rulebook import stage_lines
from rulesim.reports.words.thresholds import in_force

Book = tuple[Rules, Node]


def comparison(one: Book, other: Book) -> RenderableType:
    """Every stage of two rule books, side by side; what differs is set in bold."""
    table = Table(box=box.SIMPLE_HEAD, show_lines=True, pad_edge=False)
    table.add_column("stage", overflow="fold", ratio=1)
    for rules, _ in (one, other):
        table.add_column(f"{rules.rulebook} ({in_force(rules.in_force)})", ratio=3)
    same: list[str] = []
    for name in dict.fromkeys((*one[0].stages, *other[0].stages)):
        left, right = (_lines(name, *book) for book in (one, other))
        if left == right:
            same.append(name)
        else:
            table.add_row(name, _marked(left, right), _marked(right, left))
    alike = Text(f"The same in both: {', '.join(same)}." if same else "No stage is the same in both.", style="dim")
    return Group(table, alike, *_changed(other[0]), *_changed(one[0]))


def _lines(name: str, rules: Rules, document: Node) -> list[str]:
    return stage_lines(name, rules, document) if name in rules.stages else []


def _marked(lines: list[str], others: list[str]) -> Text:
    if not lines:
        return Text("(no such stage)", style="dim")
    text = Text()
    for line in lines:
        text.append(line + "\n", style="" if line in others else "bold")
    return text


def _changed(rules: Rules) -> Iterator[RenderableType]:
    if rules.follows and rules.changed:
        yield Text(f"{rules.rulebook} replaces {rules.follows}. What changed:", style="bold")
        yield from (Text(f"- {change}") for change in rules.changed)
