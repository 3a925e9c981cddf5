"""How people vote on a motion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import People, address, as_floats, constant
from rulesim.luck.quantiles import binomial, portion
from rulesim.model.conduct import MotionConduct, Voting

FOR, AGAINST, SPOILT = "for", "against", "spoilt"


@dataclass(frozen=True, slots=True)
class Division:
    """The votes on a motion, one entry a run; `blocs` holds them bloc by bloc, `present` counts who took part."""

    votes_for: Ints
    against: Ints
    spoilt: Ints
    present: Ints
    blocs: Mapping[str, Mapping[str, Ints]]


def division(people: People, stage: str, visit: int, case: int) -> Division:
    """How a body divides on a motion."""
    conduct = people.conduct[stage][case]
    assert isinstance(conduct, MotionConduct)
    return people.keep(("division", stage, visit, case), lambda: _divide(people, conduct, stage, visit))


def _divide(people: People, conduct: MotionConduct, stage: str, visit: int) -> Division:
    if conduct.given is not None:
        given = conduct.given
        cast = given.votes_for + given.against + given.spoilt
        present = cast if given.present is None else given.present
        sides = (constant(side) for side in (given.votes_for, given.against, given.spoilt, present))
        votes_for, against, spoilt, there = sides
        return Division(votes_for, against, spoilt, there, {})
    blocs = {
        bloc: split(
            people,
            voting,
            people.scenario.blocs[bloc].size,
            address(stage, visit, "votes", bloc),
            (FOR, AGAINST, SPOILT),
        )
        for bloc, voting in conduct.votes.items()
    }
    total = {side: sum((votes[side] for votes in blocs.values()), constant(0)) for side in (FOR, AGAINST, SPOILT)}
    return Division(total[FOR], total[AGAINST], total[SPOILT], sum(total.values(), constant(0)), blocs)


def split(people: People, voting: Voting, size: int, purpose: str, options: tuple[str, ...]) -> dict[str, Ints]:
    """How many members of a bloc take each option; those left over take none."""
    parts = people.parts(voting.chances or voting.shares)
    chosen = {name: parts[name] for name in options if name in parts}
    if voting.chances:
        chances = {name: as_floats(chance) for name, chance in chosen.items()}
        counts = divide_by_chance(people, chances, constant(size), purpose)
    else:
        counts = _divide_by_share(chosen, size)
    return {name: counts.get(name, constant(0)) for name in options}


def divide_by_chance(people: People, chances: Mapping[str, Floats], size: Ints, purpose: str) -> dict[str, Ints]:
    """A multinomial division, option by option: each takes its part of those whom the ones before left."""
    left, chance_left = size, np.ones(len(size))
    counts: dict[str, Ints] = {}
    for name, chance in chances.items():
        among = np.clip(np.divide(chance, chance_left, out=np.zeros_like(chance_left), where=chance_left > 1e-12), 0, 1)
        u = people.draws.uniform(f"{purpose}/{name}")
        counts[name] = _binomial(u, left, among)
        left, chance_left = left - counts[name], chance_left - chance
    return counts


def _binomial(u: Floats, people: Ints, chance: Floats) -> Ints:
    """The inverse binomial; numbers that are the same in every run are passed as one, which is quicker."""
    if (people == people[0]).all() and (chance == chance[0]).all():
        return binomial(u, int(people[0]), float(chance[0]))
    return binomial(u, people, chance)


def _divide_by_share(shares: Mapping[str, Fraction | Floats], size: int) -> dict[str, Ints]:
    left = constant(size)
    counts: dict[str, Ints] = {}
    for name, share in shares.items():
        counts[name] = np.minimum(np.asarray(portion(size, share)), left)
        left = left - counts[name]
    return counts
