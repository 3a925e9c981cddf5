"""Examples to look at, the same ones every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

LOT = 12
"""In larger lots Hypothesis soon varies what it has drawn rather than drawing anew."""


def look_at_lots(strategy: st.SearchStrategy[Any], lots: int, look: Callable[[Any], None]) -> None:
    """Shows a function some lots of examples, the same ones every time."""
    for number in range(lots):

        @seed(number)
        @settings(
            max_examples=LOT,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def run(example: Any) -> None:
            look(example)

        run()
