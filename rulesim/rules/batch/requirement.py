"""What a candidate must show to stand, in many runs at once: `rules.requirement` over arrays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rulesim.model.requirement import Requirement, Single, Spread, fold
from rulesim.model.threshold import Threshold
from rulesim.rules.batch.integers import Bools, Ints

Needed = Callable[[Threshold], Ints]
"""How many people a threshold asks for, by run."""


@dataclass(frozen=True, slots=True)
class Backing:
    """What a candidate has: nominations by body, and from how many places: `branches` (None: enough) in the runs
    `spread`, from none in the others."""

    names: Mapping[str, Ints]
    branches: int | None
    spread: Bools


def meets(need: Requirement | None, backing: Backing, by: tuple[str, ...], needed: Needed) -> Bools:
    """In which runs a candidate's backing meets a requirement. No requirement is met by right."""
    if need is None:
        return np.ones_like(backing.spread)
    return fold(
        need,
        lambda one: _passed(one, backing, by, needed),
        lambda several, met: np.asarray(np.sum(met, axis=0) >= several.enough),
    )


def _passed(need: Single, backing: Backing, by: tuple[str, ...], needed: Needed) -> Bools:
    if isinstance(need, Spread):
        return backing.spread & (backing.branches is None or backing.branches >= need.branches)
    counted = [backing.names[body] for body in need.counted(by) if body in backing.names]
    return np.asarray(sum(counted, np.int64(0)) >= needed(need))


def fewest_names(need: Requirement | None, needed: Needed, runs: int) -> Ints:
    """The fewest nominations that can meet a requirement, by run; 0 by right, and for places alone."""
    none = np.zeros(runs, np.int64)
    if need is None:
        return none
    return fold(
        need,
        lambda one: none if isinstance(one, Spread) else needed(one),
        lambda several, bars: np.sort(bars, axis=0)[several.enough - 1],
    )
