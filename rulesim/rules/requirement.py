"""What a candidate must show to stand: whether it is met, part by part, and the fewest nominations that are enough.

Of one run, or of many at once: then numbers are arrays, with one entry a run.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from rulesim.model.requirement import Requirement, Single, Spread, fold
from rulesim.model.threshold import Threshold

Number = TypeVar("Number", int, NDArray[np.int64])
Truth = bool | NDArray[np.bool_]
Needed = Callable[[Threshold], Number]
"""How many people a threshold asks for."""


@dataclass(frozen=True, slots=True)
class Backing(Generic[Number]):
    """What a candidate has: nominations by body, and from how many places (None: from enough)."""

    names: Mapping[str, Number]
    branches: Number | int | None = None


@dataclass(frozen=True, slots=True)
class Check(Generic[Number]):
    """One part of a requirement, tested: what it counts, how many are needed and how many there are.

    It counts nominations by some bodies, or places; `called` is its name. `had` is None where there are enough.
    """

    bodies: tuple[str, ...]
    called: str
    needed: Number | int
    had: Number | int | None

    @property
    def passed(self) -> Truth:
        """Whether, or in which runs, there are enough."""
        return self.had is None or self.had >= self.needed


def checks(
    need: Requirement, backing: Backing[Number], by: tuple[str, ...], needed: Needed[Number]
) -> list[Check[Number]]:
    """Every part of a requirement, tested, in order; `by` are the bodies that nominate at the stage."""
    return fold(need, lambda one: [_check(one, backing, by, needed)], lambda _, found: [*chain.from_iterable(found)])


def _check(need: Single, backing: Backing[Number], by: tuple[str, ...], needed: Needed[Number]) -> Check[Number]:
    if isinstance(need, Spread):
        return Check((), need.called, need.branches, backing.branches)
    bodies = need.counted(by)
    return Check(bodies, "names", needed(need), sum(backing.names.get(body, 0) for body in bodies))


def meets(need: Requirement | None, backing: Backing[Number], by: tuple[str, ...], needed: Needed[Number]) -> Truth:
    """Whether, or in which runs, a candidate's backing meets a requirement. No requirement is met by right."""
    if need is None:
        return True
    return fold(
        need, lambda one: _check(one, backing, by, needed).passed, lambda several, met: sum(met) >= several.enough
    )


def fewest_names(need: Requirement | None, needed: Needed[Number]) -> Number | int:
    """The fewest nominations that can meet a requirement; 0 by right, and for places alone."""
    if need is None:
        return 0
    fewest: Number | int = fold(
        need,
        lambda one: 0 if isinstance(one, Spread) else needed(one),
        lambda several, bars: np.sort(np.broadcast_arrays(*bars), axis=0)[several.enough - 1],
    )
    return fewest
