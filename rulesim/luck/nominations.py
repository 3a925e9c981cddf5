"""Who stands, and whom people nominate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rulesim.luck.draws import BLOCK, Floats, Ints
from rulesim.luck.motion import divide_by_chance
from rulesim.luck.people import People, address, as_floats, constant
from rulesim.luck.quantiles import apportion, delay
from rulesim.model.conduct import Delay, Nominating, NominationsConduct
from rulesim.model.quantities import minutes_between

Standing = tuple[str, ...]
RECORD = "@"
"""Stands before a body's name in place of a bloc, for names on record."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that a bloc gives one candidate: how many in each run, and when, in minutes from the opening.

    `minutes` has the shape (name, run), in order of time; rows from `count` on are empty. None: all at the opening.
    """

    count: Ints
    minutes: Ints | None


def standing(people: People, stage: str, visit: int, case: int) -> dict[str, NDArray[np.bool_]]:
    """Whether each person who may stand does, by run. A leader of whom nothing is said stands."""
    conduct = _conduct(people, stage, case)
    if conduct.given is not None:
        return {person: np.ones(BLOCK, bool) for person in conduct.given.names}

    def draw() -> dict[str, NDArray[np.bool_]]:
        return {
            person: people.draws.uniform(address(stage, visit, "stands", person)) < as_floats(people.chance(chance))
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


def names(people: People, stage: str, visit: int, case: int, field: Standing) -> dict[str, dict[str, Names]]:
    """By candidate and bloc (`@body` for the record), the names that a field of candidates gets."""
    conduct = _conduct(people, stage, case)
    if conduct.given is not None:
        given = conduct.given.names
        return {
            person: {bloc: Names(constant(many), None) for bloc, many in _by_body(given.get(person, 0))}
            for person in field
        }
    where = ("names", stage, visit, case, field)
    return people.keep(where, lambda: _names(people, conduct, stage, visit, field))


def _by_body(names: int | Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Names on record by body; `""` stands for the stage's own."""
    yield from ((RECORD, names),) if isinstance(names, int) else ((RECORD + body, many) for body, many in names.items())


def places(
    people: People, stage: str, visit: int, case: int, person: str
) -> tuple[int | None, NDArray[np.bool_] | None]:
    """From how many places a candidate's names come, on record; or whether from enough of them, by run."""
    conduct = _conduct(people, stage, case)
    if conduct.given is not None:
        return conduct.given.branches.get(person, 0), None
    if person not in conduct.spread:
        return None, None
    chance = as_floats(people.chance(conduct.spread[person]))
    purpose = address(stage, visit, "spread", person)
    return None, people.keep(("spread", purpose), lambda: people.draws.uniform(purpose) < chance)


def _conduct(people: People, stage: str, case: int) -> NominationsConduct:
    conduct = people.conduct[stage][case]
    assert isinstance(conduct, NominationsConduct)
    return conduct


def _names(
    people: People, conduct: NominationsConduct, stage: str, visit: int, field: Standing
) -> dict[str, dict[str, Names]]:
    found: dict[str, dict[str, Names]] = {person: {} for person in field}
    for bloc, nominating in conduct.nominate.items():
        purpose = address(stage, visit, "nominate", bloc)
        counts = _divide(people, nominating, people.scenario.blocs[bloc].size, field, purpose)
        for person, count in counts.items():
            found[person][bloc] = Names(count, _times(people, nominating.after, count, f"{purpose}/{person}/delay"))
    return found


def _divide(people: People, nominating: Nominating, size: int, field: Standing, purpose: str) -> dict[str, Ints]:
    """A member whose first choice does not stand backs another of those named, in proportion."""
    named = people.parts(nominating.chances or nominating.shares)
    parts = {name: as_floats(named[name]) for name in sorted(named)}
    here = {name: part for name, part in parts.items() if name in field}
    if not here:
        return {}
    scaled = _rescale(here, parts)
    if nominating.chances:
        return divide_by_chance(people, scaled, constant(size), purpose)
    table = np.stack([*scaled.values(), 1 - sum(scaled.values(), np.zeros(BLOCK))])
    return dict(zip(scaled, apportion(constant(size), np.clip(table, 0, None)), strict=False))


def _rescale(here: Mapping[str, Floats], all_parts: Mapping[str, Floats]) -> dict[str, Floats]:
    among, whole = sum(here.values(), np.zeros(BLOCK)), sum(all_parts.values(), np.zeros(BLOCK))
    factor = np.divide(whole, among, out=np.zeros(BLOCK), where=among > 0)
    return {name: part * factor for name, part in here.items()}


def _times(people: People, law: Delay, count: Ints, purpose: str) -> Ints | None:
    if law.exactly == 0:
        return None
    rows = int(count.max(initial=0))
    late = delay(people.draws.uniforms(purpose, rows), law)
    late = np.sort(np.where(np.arange(rows)[:, None] < count, late, np.inf), axis=0)
    return np.where(np.isfinite(late), np.floor(np.where(np.isfinite(late), late, 0)), -1).astype(np.int64)
