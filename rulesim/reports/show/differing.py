"""Where two documents differ: value by value, as JSON or as a table."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

Document = Mapping[str, Any]


def differing(one: Document, other: Document) -> dict[str, tuple[Any, Any]]:
    """By path, the two values where documents differ; None where one has none."""
    left, right = dict(_values("", one)), dict(_values("", other))
    paths = dict.fromkeys((*left, *right))
    return {path: (left.get(path), right.get(path)) for path in paths if left.get(path) != right.get(path)}


def _values(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every single value within a document, with its path."""
    below = value if isinstance(value, Mapping) else dict(enumerate(value)) if isinstance(value, list | tuple) else None
    if not below:
        yield path, value
        return
    for key, part in below.items():
        yield from _values(f"{path}.{key}" if path else str(key), part)


def differences_document(names: tuple[str, str], one: Document, other: Document) -> dict[str, object]:
    """The differences as JSON."""
    rows = [{"path": path, "one": left, "other": right} for path, (left, right) in differing(one, other).items()]
    return {"one": names[0], "other": names[1], "differences": rows}


def differences_table(names: tuple[str, str], one: Document, other: Document) -> RenderableType:
    """The differences side by side."""
    found = differing(one, other)
    if not found:
        return Text("They are the same, value by value.")
    table = Table(box=box.SIMPLE_HEAD, show_lines=True, pad_edge=False)
    for heading in ("value", *names):
        table.add_column(Text(heading), overflow="fold", ratio=1)
    for path, values in found.items():
        table.add_row(Text(path), *(Text("(none)" if one is None else str(one)) for one in values))
    return table
