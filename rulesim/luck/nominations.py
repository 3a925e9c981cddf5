"""Who stands, and whom people nominate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from rulesim.luck.arrivals import arrivals
from rulesim.luck.division import Parts, apportion, divide_in_fields, in_proportion, sum_of
from rulesim.luck.draws import Bools, Floats, Ints
from rulesim.luck.people import Field, Occasion, People, happens, plain
from rulesim.luck.quantiles import latest, soonest
from rulesim.model.conduct import Delay, Names, Nominating, NominationsConduct
from rulesim.model.quantities import minutes_between
from rulesim.model.rough import number_of

Count = TypeVar("Count", int, Ints)
RECORD = "@"
"""Written before a body's name in place of a bloc, for nominations on record."""


@dataclass(frozen=True)
class BlocNominations:
    """Nominations of one candidate by a bloc: how many in each run, and by what law of delay they come in."""

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
        """Minutes from the opening, shape (nomination, run), in order of time; infinite where there are fewer."""
        return np.floor(arrivals(self.people, self.purpose, self.count, self.law))

    def before(self, minutes: Ints) -> Ints:
        """How many come in before so many minutes have passed."""
        first, last = soonest(self.law), latest(self.law)
        some = (minutes > first) & (last is None or minutes <= last)
        counted = np.where(minutes > first, self.count, 0)
        if some.any():
            counted = np.where(some, (self.minutes < minutes).sum(axis=0), counted)
        return counted


def standing(people: People, occasion: Occasion) -> dict[str, Bools]:
    """Whether each person comes forward, by run; of those left out nothing is said. Where nominations are on record,
    nobody does but those named there."""
    conduct = people.conduct_at(occasion, NominationsConduct)
    given = conduct.given

    def draw() -> dict[str, Bools]:
        if given is not None:
            named = dict.fromkeys(people.scenario.people, False) | dict.fromkeys(given.names, True)
            return {person: np.full(people.runs, forward) for person, forward in named.items()}
        return {
            person: happens(people, occasion.purpose("stands", person), chance)
            for person, chance in conduct.stands.items()
        }

    return people.keep(("standing", occasion), draw)


def withdrawals(people: People, occasion: Occasion) -> dict[str, int]:
    """Candidates who withdraw before the close, and the minute of the contest in which they do."""
    given = people.conduct_at(occasion, NominationsConduct).given
    withdrawn = given.withdrawn if given else {}
    return {person: minutes_between(people.scenario.starts, at) for person, at in withdrawn.items()}


def nominations(people: People, occasion: Occasion, field: Field) -> dict[str, dict[str, BlocNominations]]:
    """By candidate and bloc (`@body` for the record), the nominations that a field of candidates gets."""
    conduct = people.conduct_at(occasion, NominationsConduct)
    if conduct.given is not None:
        given, at_once = conduct.given.names, Delay(exactly=0)
        return {
            person: {
                bloc: BlocNominations(people, np.where(field[person], many, 0), at_once, "")
                for bloc, many in _by_body(given.get(person, 0))
            }
            for person in field
        }
    found: dict[str, dict[str, BlocNominations]] = {person: {} for person in field}
    for bloc, nominating in conduct.nominate.items():
        purpose = occasion.purpose("nominate", bloc)
        for person, count in _counts(people, nominating, bloc, field, purpose).items():
            found[person][bloc] = BlocNominations(people, count, nominating.after, f"{purpose}/{person}/delay")
    return found


def _counts(people: People, nominating: Nominating, bloc: str, field: Field, purpose: str) -> dict[str, Ints]:
    """How many members of a bloc nominate each candidate; those whose first choice does not stand back the others in
    proportion."""
    size, parts = people.scenario.blocs[bloc].size, people.parts(nominating.chances or nominating.shares)
    if nominating.shares:
        return _by_share(people, parts, size, field)
    counts = {person: people.constant(0) for person in parts if person in field}
    for runs, divided in divide_in_fields(people, parts, sum_of(parts), size, field, purpose):
        for person, many in divided.items():
            counts[person][runs] = many
    return counts


def _by_share(people: People, parts: Parts, size: int, field: Field) -> dict[str, Ints]:
    scaled = in_proportion(parts, plain(sum_of(parts)), field)
    silent = np.clip(1 - sum(scaled.values(), np.zeros(people.runs)), 0, None)
    return dict(zip(scaled, apportion(people.constant(size), np.stack([*scaled.values(), silent])), strict=False))


def _by_body(names: Names) -> Iterator[tuple[str, int]]:
    """Nominations on record by body; without one they are of the stage's own."""
    by_body = names if isinstance(names, Mapping) else {"": names}
    yield from ((RECORD + body, number_of(many)) for body, many in by_body.items())


def by_body(people: People, given: Mapping[str, Count], first: str) -> dict[str, Count]:
    """Nominations by body, from nominations by bloc; those on record without a body are by the `first` of the stage."""
    found: dict[str, Count] = {}
    for bloc, many in given.items():
        on_file = bloc.startswith(RECORD)
        body = bloc.removeprefix(RECORD) or first if on_file else people.scenario.blocs[bloc].of
        found[body] = found[body] + many if body in found else many
    return found


def places(people: People, occasion: Occasion, person: str) -> tuple[int | None, Bools | None]:
    """From how many places a candidate is nominated, on record; or whether from enough of them, by run."""
    conduct = people.conduct_at(occasion, NominationsConduct)
    if conduct.given is not None:
        return conduct.given.branches.get(person, 0), None
    if person not in conduct.spread:
        return None, None
    purpose = occasion.purpose("spread", person)
    return None, people.keep(("spread", purpose), lambda: happens(people, purpose, conduct.spread[person]))
