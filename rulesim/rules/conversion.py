"""From the votes of a section to its seats, points or unit votes."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rulesim.model.section import AsManyAs, Points, Seats, Section
from rulesim.rules.scores import Scores, Standing

Units = Sequence[Mapping[str, int] | Scores]
"""The votes of each unit."""


def convert(section: Section, votes: Scores, units: Units | None, sizes: Mapping[str, int]) -> Scores:
    """The seats, points or unit votes that the votes of a section give, by the size of each body at the count.

    Where units count one by one and their votes are not known (`units` None), the votes stay as they are.
    """
    rule = section.becomes
    if isinstance(rule, Seats):
        return highest_averages(votes, how_many(rule.seats, sizes))
    if rule is None or units is None:
        return votes
    return points(tuple(votes), units, rule) if isinstance(rule, Points) else unit_votes(tuple(votes), units)


def how_many(seats: int | AsManyAs, sizes: Mapping[str, int]) -> int:
    """A number of seats, given the size of each body at the count."""
    return sizes[seats.as_many_as] if isinstance(seats, AsManyAs) else seats


def highest_averages(votes: Scores, seats: int) -> dict[str, Fraction]:
    """Seats by d'Hondt: each in turn to the highest votes / (seats so far + 1).

    Level averages go to whoever has more votes, then to whoever is named first. Nobody gets fewer seats than their part
    of all seats, cut (the lower quota), so only the last few are given in turn, however many there are.
    """
    valid = sum(votes.values(), Fraction(0))
    won = {who: int(many * seats // valid) if valid else 0 for who, many in votes.items()}
    for _ in range(seats - sum(won.values()) if valid else 0):
        best = max(votes, key=lambda who: (votes[who] / (won[who] + 1), votes[who]))
        won[best] += 1
    return {who: Fraction(count) for who, count in won.items()}


def points(standing: Standing, units: Units, rule: Points) -> dict[str, Fraction]:
    """A unit's points are divided in proportion to its votes, and cut after the decimals that the rule keeps."""
    scale, total = 10**rule.decimals, dict.fromkeys(standing, 0)
    for unit in units:
        papers = sum(unit.values())
        worth = min(papers, rule.points) if rule.at_most_papers else rule.points
        for who in standing if papers else ():
            total[who] += int(unit[who] * worth * scale // papers)
    return {who: Fraction(many, scale) for who, many in total.items()}


def unit_votes(standing: Standing, units: Units) -> dict[str, Fraction]:
    """How many units each candidate leads alone."""
    total = dict.fromkeys(standing, 0)
    for unit in units:
        best = max(unit.values(), default=0)
        leaders = [who for who in standing if unit[who] == best > 0]
        if len(leaders) == 1:
            total[leaders[0]] += 1
    return {who: Fraction(many) for who, many in total.items()}
