"""The people of a contest in one block of runs: their unknowns, and what they do at each kind of stage.

Everything is worked out once for a whole block, on demand, and kept: arrays have one entry a run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

import numpy as np

from rulesim.luck.draws import BLOCK, Draws, Floats, Ints
from rulesim.luck.quantiles import unknown
from rulesim.model.conduct import REST, AnyConduct, Chance
from rulesim.model.scenario import Scenario

Kept = TypeVar("Kept")
Cases = Mapping[str, tuple[AnyConduct, ...]]


class People:
    """What everybody may do in one block of runs, with the draws that decide what they do."""

    def __init__(self, scenario: Scenario, conduct: Cases, seed: int, block: int):
        self.scenario, self.conduct = scenario, conduct
        self.draws = Draws(seed, block)
        self._kept: dict[object, object] = {}

    def keep(self, address: object, make: Callable[[], Kept]) -> Kept:
        """The value at an address, made at the first asking."""
        if address not in self._kept:
            self._kept[address] = make()
        return self._kept[address]  # type: ignore[return-value]

    def chance(self, chance: Chance) -> Fraction | Floats:
        """A chance: exact, or, if unknown, one value a run."""
        if isinstance(chance, Fraction):
            return chance
        law = self.scenario.unknowns[chance]
        return self.keep(("unknown", chance), lambda: unknown(self.draws.uniform(f"unknowns/{chance}"), law))

    def parts(self, parts: Mapping[str, Chance]) -> dict[str, Fraction | Floats]:
        """Several chances of which some may be `rest`: what the others leave, in equal parts, never below nothing."""
        known = {name: self.chance(parts[name]) for name in sorted(parts) if parts[name] != REST}
        rest = _left(list(known.values()), len(parts) - len(known))
        return {name: known.get(name, rest) for name in parts}


def _left(taken: list[Fraction | Floats], among: int) -> Fraction | Floats:
    """What some parts leave of the whole, for each of `among` others."""
    if all(isinstance(part, Fraction) for part in taken):
        return max(1 - sum(taken, Fraction(0)), Fraction(0)) / max(among, 1)
    return np.maximum(1 - sum((as_floats(part) for part in taken), np.zeros(BLOCK)), 0.0) / max(among, 1)


def as_floats(chance: Fraction | Floats) -> Floats:
    """One value a run."""
    return np.full(BLOCK, float(chance)) if isinstance(chance, Fraction) else chance


def plain(chance: Fraction | Floats) -> float | Floats:
    """A fixed chance as one number, an unknown one as an array."""
    return float(chance) if isinstance(chance, Fraction) else chance


def constant(value: int) -> Ints:
    """The same whole number in every run."""
    return np.full(BLOCK, value, np.int64)


def address(stage: str, visit: int, *words: str) -> str:
    """The purpose of a draw: `challenge/sign/rebels`; a second visit is `challenge#2/sign/rebels`."""
    return "/".join((stage if visit == 1 else f"{stage}#{visit}", *words))
