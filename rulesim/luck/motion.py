"""How people vote on a motion."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rulesim.luck.division import divide_by_chance
from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import Occasion, People
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


def division(people: People, occasion: Occasion) -> Division:
    """How a body divides on a motion."""
    conduct = people.conduct_at(occasion, MotionConduct)
    return people.keep(("division", occasion), lambda: _divide(people, conduct, occasion))


def _divide(people: People, conduct: MotionConduct, occasion: Occasion) -> Division:
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
            occasion.purpose("votes", bloc),
            (FOR, AGAINST, SPOILT),
        )
        for bloc, voting in conduct.votes.items()
    }
    none = people.constant(0)
    total = {side: sum((votes[side] for votes in blocs.values()), none) for side in (FOR, AGAINST, SPOILT)}
    return Division(total[FOR], total[AGAINST], total[SPOILT], sum(total.values(), none), blocs)


def split(people: People, voting: Voting, size: int, purpose: str, options: tuple[str, ...]) -> dict[str, Ints]:
    """How many members of a bloc choose each option; the rest choose none."""
    parts = people.parts(voting.chances or voting.shares)
    chosen = {name: parts[name] for name in options if name in parts}
    if voting.chances:
        counts = divide_by_chance(people, chosen, size, purpose)
    else:
        counts = _divide_by_share(people, chosen, size)
    return {name: counts.get(name, people.constant(0)) for name in options}


def _divide_by_share(people: People, shares: Mapping[str, Fraction | Floats], size: int) -> dict[str, Ints]:
    left = people.constant(size)
    counts: dict[str, Ints] = {}
    for name, share in shares.items():
        counts[name] = np.minimum(np.asarray(portion(size, share)), left)
        left = left - counts[name]
    return counts
