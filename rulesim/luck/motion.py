"""How people vote on a motion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rulesim.luck.binomial import binomial
from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import People, address, plain
from rulesim.luck.quantiles import portion
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
        sides = (people.constant(side) for side in (given.votes_for, given.against, given.spoilt, present))
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
    none = people.constant(0)
    total = {side: sum((votes[side] for votes in blocs.values()), none) for side in (FOR, AGAINST, SPOILT)}
    return Division(total[FOR], total[AGAINST], total[SPOILT], sum(total.values(), none), blocs)


def split(people: People, voting: Voting, size: int, purpose: str, options: tuple[str, ...]) -> dict[str, Ints]:
    """How many members of a bloc take each option; those left over take none."""
    parts = people.parts(voting.chances or voting.shares)
    chosen = {name: parts[name] for name in options if name in parts}
    if voting.chances:
        counts = divide_by_chance(people, chosen, size, purpose)
    else:
        counts = _divide_by_share(people, chosen, size)
    return {name: counts.get(name, people.constant(0)) for name in options}


def divide_by_chance(
    people: People, chances: Mapping[str, Fraction | Floats], size: int | Ints, purpose: str
) -> dict[str, Ints]:
    """A multinomial division, option by option: each takes its part of those whom the ones before left."""
    left: int | Ints = size
    chance_left: Fraction | Floats = Fraction(1)
    counts: dict[str, Ints] = {}
    for name, chance in chances.items():
        counts[name] = binomial(people.draws.uniform(f"{purpose}/{name}"), left, _among(chance, chance_left))
        left = left - counts[name]
        chance_left = _less(chance_left, chance)
    return counts


def _among(chance: Fraction | Floats, left: Fraction | Floats) -> float | Floats:
    """A chance among what is left of the whole."""
    if isinstance(chance, Fraction) and isinstance(left, Fraction):
        return float(chance / left) if left > 0 else 0.0
    over = np.broadcast_arrays(plain(left), plain(chance))[0]
    among: Floats = np.divide(plain(chance), over, out=np.zeros(over.shape), where=over > 1e-12)
    return np.clip(among, 0, 1)


def _less(left: Fraction | Floats, chance: Fraction | Floats) -> Fraction | Floats:
    if isinstance(left, Fraction) and isinstance(chance, Fraction):
        return left - chance
    return np.asarray(plain(left) - plain(chance))


def _divide_by_share(people: People, shares: Mapping[str, Fraction | Floats], size: int) -> dict[str, Ints]:
    left = people.constant(size)
    counts: dict[str, Ints] = {}
    for name, share in shares.items():
        counts[name] = np.minimum(np.asarray(portion(size, share)), left)
        left = left - counts[name]
    return counts
