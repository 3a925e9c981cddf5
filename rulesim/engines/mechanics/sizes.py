"""How large bodies are at a minute of the contest."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rulesim.luck.draws import Ints
from rulesim.model.quantities import minutes_between
from rulesim.model.scenario import Scenario
from rulesim.rules.threshold import Sizes


@dataclass(frozen=True, slots=True)
class Eras:
    """The minutes from which on bodies have other sizes, in order, and the sizes: first those before all of them."""

    minutes: tuple[int, ...]
    sizes: tuple[Sizes, ...]

    def at(self, minute: int) -> Sizes:
        """The size of each body at a minute."""
        return self.sizes[bisect_right(self.minutes, minute)]

    def number_at(self, minutes: Ints, number: Callable[[Sizes], int]) -> Ints:
        """A number that follows from the sizes of bodies at a minute of each run."""
        if not self.minutes:
            return np.full(len(minutes), number(self.sizes[0]), np.int64)
        which = np.searchsorted(np.array(self.minutes, np.int64), minutes, side="right")
        numbers = np.zeros(len(self.sizes), np.int64)
        for era in np.unique(which).tolist():
            numbers[era] = number(self.sizes[era])
        return numbers[which]


def eras(scenario: Scenario) -> Eras:
    """The sizes of bodies through a contest. Of two changes at the same moment the later one written counts."""
    sizes, minutes, found = dict(scenario.bodies), list[int](), [dict(scenario.bodies)]
    for change in sorted(scenario.changes, key=lambda change: change.on):
        sizes[change.body] = change.size
        minutes.append(minutes_between(scenario.starts, change.on))
        found.append(dict(sizes))
    return Eras(tuple(minutes), tuple(found))
