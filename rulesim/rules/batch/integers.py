"""Whole numbers in arrays, none of which is ever cut.

Where whole numbers of 64 bits might not hold a product or a sum, Python's own, which hold any, take their place.
"""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Whole = NDArray[Any]
"""Whole numbers: 64 bits, or objects where these are too few."""
ONE: Ints = np.ones(1, np.int64)
_ROOM = 2**62


def integers(numbers: Sequence[int]) -> Whole:
    """Some numbers of any size."""
    return narrow(np.array(numbers, object))


def narrow(numbers: Whole) -> Whole:
    """The numbers in 64 bits, if these hold every one of them."""
    return numbers if _most(numbers) >= _ROOM else numbers.astype(np.int64)


def roomy(numbers: Whole, factor: int | Whole) -> Whole:
    """A product that is never cut."""
    return numbers if isinstance(factor, int) and factor == 1 else wide(numbers, factor) * factor


def wide(numbers: Whole, factor: int | Whole) -> Whole:
    """The numbers, of any size if 64 bits might be too few for their product with a factor."""
    most = _most(numbers) * (factor if isinstance(factor, int) else _most(factor))
    return numbers.astype(object) if most >= _ROOM else numbers


def add_up(numbers: Whole) -> Whole:
    """The sum over the first axis, never cut."""
    return wide(numbers, len(numbers)).sum(axis=0)  # type: ignore[no-any-return]


def total(parts: Sequence[Whole]) -> Whole:
    """The sum of several arrays, never cut."""
    room = len(parts) == 1 or sum(map(_most, parts)) < _ROOM
    return reduce(add, parts if room else [part.astype(object) for part in parts])


def _most(numbers: Whole) -> int:
    return max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)), 1)
