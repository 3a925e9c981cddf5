"""What a candidate must show to stand: whether it is met, part by part, and the fewest nominations that are enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from rulesim.model.requirement import Requirement, Single, Spread, fold
from rulesim.model.threshold import Threshold

Needed = Callable[[Threshold], int]
"""How many people a threshold asks for."""


@dataclass(frozen=True, slots=True)
class Backing:
    """What a candidate has: nominations by body, and from how many places (None: from enough)."""

    names: Mapping[str, int]
    branches: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One part of a requirement, tested: what it counts, how many are needed and how many there are.

    It counts nominations by some bodies, or places; `called` is its name. `had` is None where there are enough.
    """

    bodies: tuple[str, ...]
    called: str
    needed: int
    had: int | None

    @property
    def passed(self) -> bool:
        return self.had is None or self.had >= self.needed


def checks(need: Requirement, backing: Backing, by: tuple[str, ...], needed: Needed) -> list[Check]:
    """Every part of a requirement, tested, in order; `by` are the bodies that nominate at the stage."""
    return fold(need, lambda one: [_check(one, backing, by, needed)], lambda _, found: [*chain.from_iterable(found)])


def _check(need: Single, backing: Backing, by: tuple[str, ...], needed: Needed) -> Check:
    if isinstance(need, Spread):
        return Check((), need.called, need.branches, backing.branches)
    bodies = need.counted(by)
    return Check(bodies, "names", needed(need), sum(backing.names.get(body, 0) for body in bodies))


def meets(need: Requirement | None, backing: Backing, by: tuple[str, ...], needed: Needed) -> bool:
    """Whether a candidate's backing meets a requirement. No requirement is met by right."""
    if need is None:
        return True
    return fold(
        need,
        lambda one: _check(one, backing, by, needed).passed,
        lambda several, met: sum(met) >= several.enough,
    )


def fewest_names(need: Requirement | None, needed: Needed) -> int:
    """The fewest nominations that can meet a requirement; 0 by right, and for places alone."""
    if need is None:
        return 0
    return fold(
        need,
        lambda one: 0 if isinstance(one, Spread) else needed(one),
        lambda several, bars: sorted(bars)[several.enough - 1],
    )
