"""Tables and figures as the page shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()) -> str:
    """A table; the columns `right` are set flush right."""
    rule = ["---:" if column in right else "---" for column in range(len(head))]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def number(value: float) -> str:
    """A whole number with separators, or three digits of a small one."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def micro(seconds: float) -> str:
    """Seconds as millionths."""
    return f"{seconds * 1e6:,.3g}" if seconds < 1e-4 else f"{seconds * 1e6:,.0f}"
