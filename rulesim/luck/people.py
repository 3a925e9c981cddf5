"""The people of a contest in some blocks of runs: their unknowns, and what they do at each kind of stage.

Everything is worked out once, on demand, for all the runs it is asked for, and kept: arrays have one entry a run.
Whatever is worked out for some runs of a block is, number by number, what it is for the whole block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from rulesim.luck.acting import acting
from rulesim.luck.draws import BLOCK, Bools, Draws, Floats, Ints
from rulesim.luck.kept import Kept
from rulesim.luck.quantiles import unknown
from rulesim.model.conduct import REST, AnyConduct, Chance
from rulesim.model.scenario import Scenario

Made = TypeVar("Made")
Conduct = TypeVar("Conduct", bound=AnyConduct)
Cases = Mapping[str, tuple[AnyConduct, ...]]
Field = Mapping[str, Bools]
"""By person, the runs in which they stand."""
_BITS = 63
"""As many people as a whole number of 64 bits has a bit for."""
_LARGE = 2**23
"""How much of it is kept: about so many signatures."""


class People:
    """What everybody may do in some blocks of runs, and the draws that decide what they do."""

    def __init__(self, scenario: Scenario, conduct: Cases, seed: int, block: int, blocks: int = 1):
        self.scenario, self.conduct = scenario, conduct
        self.draws, self.runs = Draws(seed, block, blocks), blocks * BLOCK
        self.first = block * BLOCK
        """The number of the first of the runs."""
        self.whole, self._rows = self, np.arange(0)
        self._kept: dict[object, object] = {}
        self.large = Kept[Any](_LARGE)
        """What may be very much, such as the signatures of each petition."""

    def of(self, rows: Ints) -> People:
        """The same people in some runs only, those in `rows`, which are in order."""
        if len(rows) == self.runs:
            return self
        some = copy(self)
        some._rows, some.runs, some._kept = rows if self.is_whole else self._rows[rows], len(rows), {}
        some.draws, some.large = self.draws.of(rows), Kept(_LARGE)
        return some

    def alone(self, first: int, count: int) -> People:
        """The same people in `count` runs only, from number `first` on; what is drawn for other runs is not kept."""
        if (first, count) == (self.first, self.runs):
            return self
        rows = np.arange(first - self.first, first - self.first + count)
        some = self.of(rows)
        some.draws, some.first = self.draws.alone(rows), first
        return some

    @property
    def is_whole(self) -> bool:
        """Whether these are all runs of the blocks."""
        return self.whole is self

    def here(self, of_the_block: Made) -> Made:
        """An array with one entry a run of the block in its last place, for these runs."""
        if self.is_whole:
            return of_the_block
        return np.take(of_the_block, self._rows, axis=-1)  # type: ignore[call-overload, no-any-return]

    def keep(self, address: object, make: Callable[[], Made]) -> Made:
        """The value at an address, made when it is first asked for."""
        if address not in self._kept:
            self._kept[address] = make()
        return self._kept[address]  # type: ignore[return-value]

    def chance(self, chance: Chance) -> Fraction | Floats:
        """A chance: exact, or, if unknown, one value a run."""
        if isinstance(chance, Fraction):
            return chance
        if not self.is_whole:
            return self.keep(("unknown", chance), lambda: self.here(self.whole.chance(chance)))
        law = self.scenario.unknowns[chance]
        return self.keep(("unknown", chance), lambda: unknown(self.draws.uniform(f"unknowns/{chance}"), law))

    def parts(self, parts: Mapping[str, Chance]) -> dict[str, Fraction | Floats]:
        """Several chances of which some may be `rest`: what the others leave, in equal parts, never below nothing."""
        known = {name: self.chance(parts[name]) for name in sorted(parts) if parts[name] != REST}
        if len(known) == len(parts):
            return known
        rest = _left(list(known.values()), len(parts) - len(known))
        return {name: known.get(name, rest) for name in parts}

    def conduct_at(self, occasion: Occasion, kind: type[Conduct]) -> Conduct:
        """What those who act on an occasion may do, at a stage of a known kind."""
        conduct, by = self.conduct[occasion.stage][occasion.case], occasion.by
        assert isinstance(conduct, kind)
        if by is None:
            return conduct
        return self.whole.keep(("acting", occasion), lambda: acting(conduct, self.scenario, by))

    def constant(self, value: int) -> Ints:
        """The same whole number in every run."""
        return np.full(self.runs, value, np.int64)


def _left(taken: list[Fraction | Floats], among: int) -> Fraction | Floats:
    """What some parts leave of the whole, for each of `among` others."""
    if all(isinstance(part, Fraction) for part in taken):
        return max(1 - sum(taken, Fraction(0)), Fraction(0)) / among
    return np.maximum(1 - sum(map(plain, taken)), 0.0) / among


def plain(chance: Fraction | Floats) -> float | Floats:
    """A fixed chance as one number, an unknown one as an array."""
    return float(chance) if isinstance(chance, Fraction) else chance


def address(stage: str, visit: int, *words: str) -> str:
    """The purpose of a draw: `challenge/sign/rebels`; a second visit is `challenge#2/sign/rebels`."""
    return "/".join((stage if visit == 1 else f"{stage}#{visit}", *words))


def happens(people: People, purpose: str, chance: Chance) -> Bools:
    """Whether something happens that has a chance, by run; a certainty needs no draw."""
    if chance in (Fraction(0), Fraction(1)):
        return np.full(people.runs, chance == 1)
    return people.draws.uniform(purpose) < plain(people.chance(chance))


@dataclass(frozen=True, slots=True)
class Occasion:
    """When people act: a stage, which visit to it this is, the case of their conduct that applies, and who acts."""

    stage: str
    visit: int = 1
    case: int = 0
    by: tuple[str, ...] | None = None
    """The bodies that act as the rules are read; None: that is not for the stage as a whole to say."""

    def purpose(self, *words: str) -> str:
        """The purpose of a draw of this occasion, whatever the case: luck does not depend on what has happened."""
        return address(self.stage, self.visit, *words)


def everywhere(standing: Iterable[str], runs: int) -> Field:
    """The same people standing in every run."""
    return {person: np.ones(runs, bool) for person in standing}


def groups(field: Field) -> Iterator[tuple[tuple[str, ...], Ints]]:
    """Everybody who stands in some runs, and those runs, for each distinct field."""
    if not field:
        return
    bits = np.int64 if len(field) < _BITS else object
    marks: Any = sum((stands.astype(bits) << place for place, stands in enumerate(field.values())), 0)
    for mark in np.unique(marks).tolist():
        standing = tuple(person for place, person in enumerate(field) if mark >> place & 1)
        yield standing, np.flatnonzero(marks == mark)
