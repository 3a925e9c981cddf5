"""How people vote in a ballot, round by round.

Shares and chances follow the Plackett-Luce rule: among those still standing the vote for each is in
proportion to its part, whatever happened before (Plackett 1975; Luce 1959). Hence the next choice of
the voters of somebody who leaves follows the same proportions, and no voter need be kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rulesim.luck.draws import BLOCK, Floats, Ints
from rulesim.luck.motion import divide_by_chance
from rulesim.luck.people import People, address, as_floats, constant
from rulesim.luck.quantiles import apportion, portion
from rulesim.model.conduct import BallotConduct, Preferring, ranked

Standing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlocVotes:
    """The votes of a bloc in a round: by candidate, and papers that count for nobody any more."""

    votes: dict[str, Ints]
    exhausted: Ints


def bloc_votes(people: People, stage: str, visit: int, case: int, path: tuple[Standing, ...]) -> dict[str, BlocVotes]:
    """The votes by bloc in the last of the rounds whose fields `path` lists.

    The path matters for blocs whose members each decide by chance: those whose candidate still stands stay
    with it, the others divide anew. If a round is held again with the same field, all of them divide anew.
    """
    conduct = _conduct(people, stage, case)
    return people.keep(("votes", stage, visit, case, path), lambda: _all(people, conduct, stage, visit, case, path))


def _conduct(people: People, stage: str, case: int) -> BallotConduct:
    conduct = people.conduct[stage][case]
    assert isinstance(conduct, BallotConduct)
    return conduct


def _all(
    people: People, conduct: BallotConduct, stage: str, visit: int, case: int, path: tuple[Standing, ...]
) -> dict[str, BlocVotes]:
    found = {}
    for bloc, preferring in conduct.votes.items():
        purpose = address(stage, visit, "votes", bloc)
        voters = turnout(people, preferring, people.scenario.blocs[bloc].size)
        if preferring.chances:
            goes_on = len(path) > 1 and path[-1] != path[-2]
            before = bloc_votes(people, stage, visit, case, path[:-1])[bloc] if goes_on else None
            found[bloc] = _by_chance(people, preferring, voters, path, before, purpose)
        else:
            found[bloc] = _by_share(people, preferring, voters, path[-1], purpose)
    return found


def turnout(people: People, preferring: Preferring, size: int) -> Ints:
    """How many members of a bloc hand in a valid paper."""
    part = portion(size, people.chance(preferring.turnout))
    return constant(part) if isinstance(part, int) else part


def _by_share(people: People, preferring: Preferring, voters: Ints, standing: Standing, purpose: str) -> BlocVotes:
    parts, order = _parts(people, preferring, purpose), sorted(standing)
    table = np.zeros((len(order) + 1, BLOCK))
    for name, part in parts.items():
        first = next((who for who in ranked(name) if who in order), None)
        if first is not None:
            table[order.index(first)] += part
        elif preferring.rankings:
            table[-1] += part
    counts = apportion(voters, table)
    votes = {who: counts[order.index(who)] for who in standing}
    return BlocVotes(votes, voters - sum(votes.values(), constant(0)))


def _parts(people: People, preferring: Preferring, purpose: str) -> dict[str, Floats]:
    """The weight of each candidate or ranking; a Dirichlet draw is gammas in proportion."""
    named = people.parts(preferring.rankings or preferring.shares)
    sure = preferring.as_sure_as
    if sure is None:
        return {name: as_floats(part) for name, part in named.items()}

    def draw(name: str, alpha: float) -> Floats:
        return people.keep(("gamma", purpose, name), lambda: people.draws.gamma(f"{purpose}/{name}", alpha))

    return {name: draw(name, float(part) * sure) for name, part in named.items()}


def _by_chance(
    people: People,
    preferring: Preferring,
    voters: Ints,
    path: tuple[Standing, ...],
    before: BlocVotes | None,
    purpose: str,
) -> BlocVotes:
    standing = path[-1]
    named = people.parts(preferring.chances)
    parts = {name: as_floats(named[name]) for name in sorted(named) if name in standing}
    stay = {who: (before.votes.get(who, constant(0)) if before else constant(0)) for who in standing}
    moving = voters - sum(stay.values(), constant(0))
    whole = sum(parts.values(), np.zeros(BLOCK))
    scaled = {name: np.divide(part, whole, out=np.zeros(BLOCK), where=whole > 0) for name, part in parts.items()}
    moved = divide_by_chance(people, scaled, moving, f"{purpose}/round-{len(path)}")
    votes = {who: stay[who] + moved.get(who, constant(0)) for who in standing}
    return BlocVotes(votes, voters - sum(votes.values(), constant(0)))


def by_unit(
    people: People, stage: str, visit: int, case: int, path: tuple[Standing, ...], bloc: str, units: int
) -> NDArray[np.int64]:
    """The votes of a bloc in the last round of `path`, by candidate, unit and run.

    Units have equally many voters; how they vote differs from the bloc's own shares as samples of `alike` voters
    would (a Dirichlet distribution, drawn once for all rounds).
    """
    where = ("units", stage, visit, case, path, bloc)
    return people.keep(where, lambda: _by_unit(people, stage, visit, case, path[-1], bloc, units))


def _by_unit(
    people: People, stage: str, visit: int, case: int, standing: Standing, bloc: str, units: int
) -> NDArray[np.int64]:
    preferring = _conduct(people, stage, case).votes[bloc]
    purpose = address(stage, visit, "votes", bloc)
    voters = turnout(people, preferring, people.scenario.blocs[bloc].size)
    parts = _parts(people, preferring, purpose)
    whole = sum(parts.values(), np.zeros(BLOCK))
    table = np.zeros((len(standing) + 1, units, BLOCK))
    for name, part in parts.items():
        alpha = np.maximum(preferring.alike * part / np.where(whole > 0, whole, 1), 1e-6)
        weight = _unit_weights(people, purpose, name, alpha, units)
        first = next((who for who in ranked(name) if who in standing), None)
        if first is not None:
            table[standing.index(first)] += weight
        elif preferring.rankings:
            table[-1] += weight
    papers = voters // units + (np.arange(units)[:, None] < voters % units)
    flat = table.reshape(len(standing) + 1, -1)
    return apportion(papers.reshape(-1), flat).reshape(table.shape)[:-1]


def _unit_weights(people: People, purpose: str, name: str, alpha: Floats, units: int) -> Floats:
    """A gamma number for each unit and run, drawn once for all rounds."""
    where = f"{purpose}/{name}/units"
    return people.keep(("unit", where), lambda: people.draws.gammas(where, alpha, units))


def withdraws(people: People, stage: str, visit: int, case: int, person: str, number: int) -> NDArray[np.bool_]:
    """Whether a candidate withdraws after round `number` if not first in it, by run; 0: before the first round."""
    conduct = _conduct(people, stage, case)
    chance = (conduct.withdraws if number else conduct.withdraws_before).get(person)
    if chance is None:
        return np.zeros(BLOCK, bool)
    purpose = address(stage, visit, "withdraws", f"round-{number}", person)
    return people.keep(("withdraws", purpose), lambda: people.draws.uniform(purpose) < as_floats(people.chance(chance)))
