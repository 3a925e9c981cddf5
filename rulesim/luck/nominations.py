"""Who stands, and whom people nominate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from rulesim.luck.apportion import apportion
from rulesim.luck.arrivals import arrivals
from rulesim.luck.draws import Bools, Floats, Ints
from rulesim.luck.fields import groups
from rulesim.luck.motion import divide_by_chance
from rulesim.luck.people import Field, People, address, plain
from rulesim.model.conduct import Delay, Nominating, NominationsConduct
from rulesim.model.quantities import minutes_between

RECORD = "@"
"""Stands before a body's name in place of a bloc, for names on record."""


@dataclass(frozen=True)
class Names:
    """Names that a bloc gives one candidate: how many in each run, and by what law of delay they come in."""

    people: People
    count: Ints
    law: Delay
    purpose: str

    @property
    def at_once(self) -> bool:
        """Whether all of them come in as the window opens."""
        return self.law.exactly == 0

    @cached_property
    def minutes(self) -> Floats:
        """Minutes from the opening, shape (name, run), in order of time; infinite where there are fewer names."""
        return np.floor(arrivals(self.people, self.purpose, self.count, self.law))

    def before(self, minutes: Ints) -> Ints:
        """How many come in before so many minutes have passed."""
        if self.at_once:
            return np.where(minutes > 0, self.count, 0)
        if not (minutes > 0).any():
            return np.zeros_like(self.count)
        return np.asarray((self.minutes < minutes).sum(axis=0), np.int64)


def standing(people: People, stage: str, visit: int, case: int) -> dict[str, Bools]:
    """Whether each person who may stand does, by run. A leader of whom nothing is said stands."""
    conduct = _conduct(people, stage, case)
    if conduct.given is not None:
        return {person: np.ones(people.runs, bool) for person in conduct.given.names}

    def draw() -> dict[str, Bools]:
        return {
            person: people.draws.uniform(address(stage, visit, "stands", person)) < plain(people.chance(chance))
            for person, chance in conduct.stands.items()
        }

    return people.keep(("standing", stage, visit, case), draw)


def on_record(people: People, stage: str, case: int) -> bool:
    """Whether nominations are on record: then nobody stands but those named there."""
    return _conduct(people, stage, case).given is not None


def withdrawals(people: People, stage: str, case: int) -> dict[str, int]:
    """Candidates who withdraw before the close, and the minute of the contest in which they do."""
    given = _conduct(people, stage, case).given
    withdrawn = given.withdrawn if given else {}
    return {person: minutes_between(people.scenario.starts, at) for person, at in withdrawn.items()}


def names(people: People, stage: str, visit: int, case: int, field: Field) -> dict[str, dict[str, Names]]:
    """By candidate and bloc (`@body` for the record), the names that a field of candidates gets."""
    conduct = _conduct(people, stage, case)
    if conduct.given is not None:
        given, at_once = conduct.given.names, Delay(exactly=0)
        return {
            person: {
                bloc: Names(people, np.where(field[person], many, 0), at_once, "")
                for bloc, many in _by_body(given.get(person, 0))
            }
            for person in field
        }
    found: dict[str, dict[str, Names]] = {person: {} for person in field}
    for bloc, nominating in conduct.nominate.items():
        purpose = address(stage, visit, "nominate", bloc)
        for person, count in _counts(people, nominating, bloc, field, purpose).items():
            found[person][bloc] = Names(people, count, nominating.after, f"{purpose}/{person}/delay")
    return found


def _counts(people: People, nominating: Nominating, bloc: str, field: Field, purpose: str) -> dict[str, Ints]:
    """How many names each candidate gets from a bloc, whoever stands in a run."""
    size, counts = people.scenario.blocs[bloc].size, dict[str, Ints]()
    for standing, runs in groups(field):
        for person, many in _divide(people.of(runs), nominating, size, standing, purpose).items():
            counts.setdefault(person, people.constant(0))[runs] = many
    return counts


def _by_body(names: int | Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Names on record by body; `""` stands for the stage's own."""
    yield from ((RECORD, names),) if isinstance(names, int) else ((RECORD + body, many) for body, many in names.items())


def places(people: People, stage: str, visit: int, case: int, person: str) -> tuple[int | None, Bools | None]:
    """From how many places a candidate's names come, on record; or whether from enough of them, by run."""
    conduct = _conduct(people, stage, case)
    if conduct.given is not None:
        return conduct.given.branches.get(person, 0), None
    if person not in conduct.spread:
        return None, None
    chance = plain(people.chance(conduct.spread[person]))
    purpose = address(stage, visit, "spread", person)
    return None, people.keep(("spread", purpose), lambda: people.draws.uniform(purpose) < chance)


def _conduct(people: People, stage: str, case: int) -> NominationsConduct:
    conduct = people.conduct[stage][case]
    assert isinstance(conduct, NominationsConduct)
    return conduct


def _divide(
    people: People, nominating: Nominating, size: int, standing: tuple[str, ...], purpose: str
) -> dict[str, Ints]:
    """A member whose first choice does not stand backs another of those named, in proportion."""
    named = people.parts(nominating.chances or nominating.shares)
    here = {name: named[name] for name in sorted(named) if name in standing}
    if not here:
        return {}
    scaled = _rescale(here, named, people.runs)
    if nominating.chances:
        return divide_by_chance(people, scaled, size, purpose)
    parts = [np.broadcast_to(plain(part), people.runs) for part in scaled.values()]
    table = np.stack([*parts, 1 - sum(parts, np.zeros(people.runs))])
    return dict(zip(scaled, apportion(people.constant(size), np.clip(table, 0, None)), strict=False))


def _rescale(
    here: Mapping[str, Fraction | Floats], every: Mapping[str, Fraction | Floats], runs: int
) -> dict[str, Fraction | Floats]:
    """The parts of those who stand, blown up to what all those named would have had."""
    exact = {name: part for name, part in every.items() if isinstance(part, Fraction)}
    if len(exact) == len(every):
        among, whole = sum((exact[name] for name in here), Fraction(0)), sum(exact.values(), Fraction(0))
        return {name: exact[name] * whole / among if among else Fraction(0) for name in here}
    left = np.broadcast_to(sum(map(plain, here.values())), (runs,))
    all_of_them = sum(plain(every[name]) for name in sorted(every))
    factor = np.divide(all_of_them, left, out=np.zeros(left.shape), where=left > 0)
    return {name: plain(part) * factor for name, part in here.items()}
