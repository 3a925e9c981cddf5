"""The rounds of a ballot: when they are due, what is on record of them, and who has stood in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, repeat
from typing import TypeVar

from rulesim.engines.mechanics.times import Minute
from rulesim.model.ballot import Ballot
from rulesim.model.quantities import minutes_between
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.model.scenario import Scenario
from rulesim.rules.scores import Measure

Field = TypeVar("Field")
NEEDED: Mapping[Measure, str] = {"majority": "needed", "lead": "lead_needed"}
"""The figure of a ballot that says what winning its last round took."""


def rounds(
    scenario: Scenario, stage: str, ballot: Ballot, given: GivenBallot | None, opens: Minute, closes: Minute | None
) -> Iterator[tuple[Minute, GivenRound | None]]:
    """The rounds of a ballot, in order: when each is due, and what is on record of it. A record may end."""
    slot = scenario.timetable.get(stage)
    named = [minutes_between(scenario.starts, moment) for moment in slot.rounds] if slot else []
    on_record: Iterable[GivenRound | None] = given.rounds if given else repeat(None)
    for number, round_ in enumerate(on_record, 1):
        yield _due(ballot, number, named, opens, closes), round_


def _due(ballot: Ballot, number: int, named: Sequence[int], opens: Minute, closes: Minute | None) -> Minute:
    """The minute of a round, by its number from 1, of a ballot that opens and closes at such minutes.

    Where papers move on, every round is counted at the close. Where all vote again, the rounds that the timetable names
    come first, and each later one lasts as long as the ballot would.
    """
    length = opens - opens if closes is None else closes - opens
    if ballot.votes == "transfer":
        return opens + length
    if number <= len(named):
        return opens - opens + named[number - 1]
    later = (named[-1] - opens) * (named[-1] > opens) if named else opens - opens
    return opens + later + length * (number - len(named))


def votes_of(given: GivenRound, ballot: Ballot) -> Mapping[str, Mapping[str, Fraction]]:
    """The figures of a round by section, summed over its units: a record without sections is of the only one."""
    sections = given.sections or ({next(iter(ballot.sections)): given.votes} if given.votes else {})
    return {**sections, **{name: _summed(units.values()) for name, units in given.by_unit.items()}}


def _summed(units: Iterable[Mapping[str, int]]) -> Mapping[str, Fraction]:
    total = Counter[str]()
    for unit in units:
        total.update(unit)
    return {who: Fraction(many) for who, many in total.items()}


def is_mentioned(given: GivenRound, ballot: Ballot, who: str) -> bool:
    """Whether a round on record says what a candidate had, in every section and unit."""
    if given.others or given.is_told:
        return True
    figures = votes_of(given, ballot)
    units = (unit for section in given.by_unit.values() for unit in section.values() if unit)
    return all(who in figures.get(name, {}) for name in ballot.sections) and all(who in unit for unit in units)


def fields_so_far(cast_in: Iterable[Field], counted_in: Iterable[Field]) -> tuple[Field, ...]:
    """Who has stood so far: in the rounds in which papers were cast, and in those in which they are counted again.

    Papers move on as people leave, so rounds among the same people, one after the other, are as one.
    """
    return tuple(field for field, _ in groupby((*cast_in, *counted_in)))
