"""How people vote in a ballot, round by round.

Shares and chances follow the Plackett-Luce rule: among the remaining candidates the vote for each is in
proportion to its part, whatever happened before (Plackett 1975; Luce 1959). Hence the next choices
of the voters of an eliminated candidate follow the same proportions, and no voter need be kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rulesim.luck.division import apportion, divide_in_fields
from rulesim.luck.draws import Bools, Floats, Ints
from rulesim.luck.people import Field, Occasion, People, everywhere, happens, plain
from rulesim.luck.quantiles import portion
from rulesim.model.conduct import BallotConduct, Preferring, ranked

Standing = tuple[str, ...]
_UNITS = 2**17
"""About so many units, in all runs together, are worked out at once."""


@dataclass(frozen=True, slots=True)
class BlocVotes:
    """The votes of a bloc in a round: by candidate, and exhausted papers."""

    votes: dict[str, Ints]
    exhausted: Ints


def bloc_votes(people: People, ballot: Occasion, path: tuple[Standing, ...]) -> dict[str, BlocVotes]:
    """The votes by bloc in the last of the rounds whose fields `path` lists, whichever the run."""

    def vote() -> dict[str, BlocVotes]:
        goes_on = len(path) > 1 and path[-1] != path[-2]
        before = bloc_votes(people, ballot, path[:-1]) if goes_on else {}
        field = everywhere(path[-1], people.runs)
        return votes_of_round(people, ballot, len(path), field, before, np.full(people.runs, goes_on))

    return people.keep(("votes", ballot, path), vote)


def votes_of_round(
    people: People, ballot: Occasion, number: int, field: Field, before: Mapping[str, BlocVotes], goes_on: Bools
) -> dict[str, BlocVotes]:
    """The votes by bloc in a round among those who stand, which may differ by run.

    `before` are the votes of the round before. They matter for blocs whose members each decide by chance: in runs
    that continue from there, those whose candidate still stands keep their choice, and the others divide anew. In a
    round that is held again with the same field all of them divide anew.
    """
    found = {}
    for bloc, preferring in people.conduct_at(ballot, BallotConduct).votes.items():
        purpose = ballot.purpose("votes", bloc)
        voters = turnout(people, preferring, people.scenario.blocs[bloc].size)
        if preferring.chances:
            votes = before[bloc].votes if bloc in before else {}
            stay = {who: np.where(goes_on & stands, votes.get(who, 0), 0) for who, stands in field.items()}
            found[bloc] = _by_chance(people, preferring, voters, field, stay, f"{purpose}/round-{number}")
        else:
            found[bloc] = _by_share(people, preferring, voters, field, purpose)
    return found


def turnout(people: People, preferring: Preferring, size: int) -> Ints:
    """How many members of a bloc cast a valid paper."""
    return people.constant(0) + portion(size, people.chance(preferring.turnout))


def _by_share(people: People, preferring: Preferring, voters: Ints, field: Field, purpose: str) -> BlocVotes:
    order = tuple(sorted(field))
    table = np.zeros((len(order) + 1, people.runs))
    for name, part in _parts(people, preferring, purpose).items():
        _add(table, order, field, name, part, bool(preferring.rankings))
    counts = apportion(voters, table)
    votes = {who: counts[order.index(who)] for who in field}
    return BlocVotes(votes, voters - sum(votes.values(), people.constant(0)))


def _add(table: Floats, order: Standing, field: Field, ranking: str, part: float | Floats, exhausts: bool) -> None:
    """Adds a part of the voters to the row of the first they name who stands; to the last row if nobody does."""
    free = np.ones(table.shape[-1], bool)
    for who in ranked(ranking):
        if who in field:
            table[order.index(who)] += np.where(free & field[who], part, 0.0)
            free = free & ~field[who]
    if exhausts:
        table[-1] += np.where(free, part, 0.0)


def _parts(people: People, preferring: Preferring, purpose: str) -> dict[str, float | Floats]:
    """The weight of each candidate or ranking; a Dirichlet draw is gammas in proportion."""
    named = people.parts(preferring.rankings or preferring.shares or preferring.chances)
    sure = preferring.as_sure_as
    if sure is None:
        return {name: plain(part) for name, part in named.items()}
    return {name: people.draws.gamma(f"{purpose}/{name}", float(part) * sure) for name, part in named.items()}


def _by_chance(
    people: People, preferring: Preferring, voters: Ints, field: Field, votes: dict[str, Ints], purpose: str
) -> BlocVotes:
    """With the `votes` that are for the same candidate as in the round before, to which the others are added."""
    moving, parts = voters - sum(votes.values(), people.constant(0)), people.parts(preferring.chances)
    for runs, moved in divide_in_fields(people, parts, Fraction(1), moving, field, purpose):
        for who, many in moved.items():
            votes[who][runs] += many
    return BlocVotes(votes, voters - sum(votes.values(), people.constant(0)))


def by_unit(people: People, ballot: Occasion, field: Field, bloc: str, units: int) -> Iterator[Ints]:
    """The votes of a bloc among those who stand, by candidate (in the order of `field`), unit and run; some units at a
    time.

    Units have equally many voters; how they vote differs from the bloc's own shares as samples of `alike` voters
    would (a Dirichlet distribution, drawn once for all rounds).
    """
    preferring = people.conduct_at(ballot, BallotConduct).votes[bloc]
    order, first = tuple(field), 0
    voters = turnout(people, preferring, people.scenario.blocs[bloc].size)
    for weights in _unit_weights(people, preferring, ballot, bloc, units):
        some = len(next(iter(weights.values())))
        table = np.zeros((len(order) + 1, some, people.runs))
        for name, weight in weights.items():
            _add(table, order, field, name, weight, bool(preferring.rankings))
        papers = voters // units + (np.arange(first, first + some)[:, None] < voters % units)
        flat = table.reshape(len(order) + 1, -1)
        yield apportion(papers.reshape(-1), flat).reshape(table.shape)[:-1]
        first += some


def _unit_weights(
    people: People, preferring: Preferring, ballot: Occasion, bloc: str, units: int
) -> Iterator[dict[str, Floats]]:
    """By candidate or ranking a gamma number for each unit and run, the same in all rounds; some units at a time."""
    purpose = ballot.purpose("votes", bloc)
    parts = _parts(people.whole, preferring, purpose)
    among = sum(parts.values())

    def draw(name: str) -> Iterator[Floats]:
        part = parts[name] / np.where(np.asarray(among) > 0, among, 1)
        alpha = np.maximum(preferring.alike * part, 1e-6)
        return people.draws.gammas_in_parts(f"{purpose}/{name}/units", alpha, (ballot, bloc, units), units)

    step = max(1, _UNITS // people.runs)
    for drawn in zip(*map(draw, parts), strict=True):
        for first in range(0, len(drawn[0]), step):
            yield {name: weights[first : first + step] for name, weights in zip(parts, drawn, strict=True)}


def withdraws(people: People, ballot: Occasion, person: str, number: int) -> Bools:
    """Whether a candidate withdraws after round `number` if not first in it, by run; 0: before the first round."""
    conduct = people.conduct_at(ballot, BallotConduct)
    chance = (conduct.withdraws if number else conduct.withdraws_before).get(person, Fraction(0))
    return happens(people, ballot.purpose("withdraws", f"round-{number}", person), chance)


def lot(people: People, ballot: Occasion, round_: int) -> Floats:
    """A number in [0, 1) for the lot of a round, one a run."""
    return people.draws.uniform(ballot.purpose("lot", f"round-{round_}"))
