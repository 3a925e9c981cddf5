"""Whole numbers over arrays that are never cut: 64 bits, or Python's own, which hold any, where these are too few."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

Whole = NDArray[Any]
"""Whole numbers: 64 bits, or objects where these are too few."""
_ROOM = 2**62


def roomy(numbers: Whole, factor: int | Whole) -> Whole:
    """A product that is never cut."""
    return wide(numbers, factor) * factor


def wide(numbers: Whole, factor: int | Whole) -> Whole:
    """The numbers, of any size if 64 bits might be too few for their product with a factor."""
    most = _most(numbers) * (factor if isinstance(factor, int) else _most(factor))
    return numbers.astype(object) if most >= _ROOM else numbers


def _most(numbers: Whole) -> int:
    return max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)), 1)
