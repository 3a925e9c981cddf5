"""How people vote on a motion."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rulesim.luck.division import Parts, divide_by_chance
from rulesim.luck.draws import Ints
from rulesim.luck.people import Occasion, People
from rulesim.luck.quantiles import portion
from rulesim.model.conduct import GivenMotion, MotionConduct, Voting

FOR, AGAINST, SPOILT = "for", "against", "spoilt"


@dataclass(frozen=True, slots=True)
class Division:
    """The votes on a motion, one entry a run; `blocs` holds them bloc by bloc, `present` counts who took part.

    Where only percentages are on record, `hundred` is what 100% comes to in them; otherwise it is 0.
    """

    votes_for: Ints
    against: Ints
    spoilt: Ints
    present: Ints
    blocs: Mapping[str, Mapping[str, Ints]]
    hundred: int = 0


def division(people: People, occasion: Occasion) -> Division:
    """How a body divides on a motion."""
    conduct = people.conduct_at(occasion, MotionConduct)
    return people.keep(("division", occasion), lambda: _divide(people, conduct, occasion))


def _divide(people: People, conduct: MotionConduct, occasion: Occasion) -> Division:
    if conduct.given is not None:
        return _recorded(people, conduct.given)
    none = people.constant(0)
    blocs = {bloc: _sides(people, voting, bloc, occasion) for bloc, voting in conduct.votes.items()}
    total = {side: sum((votes[side] for votes in blocs.values()), none) for side in (FOR, AGAINST, SPOILT)}
    return Division(total[FOR], total[AGAINST], total[SPOILT], sum(total.values(), none), blocs)


def _recorded(people: People, given: GivenMotion) -> Division:
    same, sides = people.constant, given.sides
    cast = sides[FOR] + sides[AGAINST] + given.spoilt
    present = same(cast if given.present is None else given.present)
    hundred = 100 * given.scale if given.is_in_parts else 0
    return Division(same(sides[FOR]), same(sides[AGAINST]), same(given.spoilt), present, {}, hundred)


def _sides(people: People, voting: Voting, bloc: str, occasion: Occasion) -> dict[str, Ints]:
    """How many members of a bloc are on each side; the rest do not vote."""
    size, parts = people.scenario.blocs[bloc].size, people.parts(voting.chances or voting.shares)
    chosen = {side: parts[side] for side in (FOR, AGAINST, SPOILT) if side in parts}
    if voting.chances:
        counts = divide_by_chance(people, chosen, size, occasion.purpose("votes", bloc))
    else:
        counts = _divide_by_share(people, chosen, size)
    return {side: counts.get(side, people.constant(0)) for side in (FOR, AGAINST, SPOILT)}


def _divide_by_share(people: People, shares: Parts, size: int) -> dict[str, Ints]:
    left = people.constant(size)
    counts: dict[str, Ints] = {}
    for name, share in shares.items():
        counts[name] = np.minimum(portion(size, share), left)
        left = left - counts[name]
    return counts
