"""The rounds of a ballot: when they are due, what is on record of them, and who has stood in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, repeat

from rulesim.engines.mechanics.times import Minute
from rulesim.model.ballot import Ballot
from rulesim.model.figures import PERCENT
from rulesim.model.percent import parts_of, people_of
from rulesim.model.quantities import minutes_between
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.model.scenario import Scenario, Slot
from rulesim.rules.scores import Measure, Standing

_NEEDED: Mapping[Measure, str] = {"majority": "needed", "lead": "lead_needed"}


def needed_figure(ballot: Ballot, measure: Measure) -> tuple[str, int]:
    """The figure of a ballot that says what winning its last round took, and into how many parts votes are divided."""
    return (f"{_NEEDED[measure]}_millionths", 10**6) if ballot.has_parts_of_points else (_NEEDED[measure], 1)


def rounds(
    scenario: Scenario, stage: str, ballot: Ballot, given: GivenBallot | None, opens: Minute, closes: Minute | None
) -> Iterator[tuple[Minute, GivenRound | None]]:
    """The rounds of a ballot, in order: when each is due, and what is on record of it. A record may end."""
    slot = scenario.timetable.get(stage) or Slot()
    named = [minutes_between(scenario.starts, moment) for moment in slot.rounds]
    length = ballot.lasts if slot.lasts is None else slot.lasts
    on_record: Iterable[GivenRound | None] = given.rounds if given else repeat(None)
    for number, round_ in enumerate(on_record, 1):
        yield _due(ballot, number, named, opens, opens if closes is None else closes, length), round_


def _due(ballot: Ballot, number: int, named: Sequence[int], opens: Minute, closes: Minute, length: int) -> Minute:
    """The minute of a round, by its number from 1, of a ballot that opens and closes at such minutes.

    Where papers move on, every round is counted at the close. Where all vote again, the rounds that the timetable names
    come first, and each later one takes the `length` of a round, which a close by the clock does not change.
    """
    if ballot.votes == "transfer":
        return closes
    if number <= len(named):
        return opens - opens + named[number - 1]
    if not named:
        return closes + length * (number - 1)
    return opens + (named[-1] - opens) * (named[-1] > opens) + length * (number - len(named))


def votes_of(given: GivenRound, ballot: Ballot) -> Mapping[str, Mapping[str, Fraction]]:
    """The figures of a round by section, summed over its units: a record without sections is of the only one.

    Percentages become so many people, if it is known of how many they are; otherwise parts of the whole.
    """
    sections = given.sections or ({next(iter(ballot.sections)): given.votes} if given.votes else {})
    figures = {**sections, **{name: _summed(units.values()) for name, units in given.by_unit.items()}}
    if given.in_ != PERCENT or ballot.is_college:
        return figures
    if given.valid is None:
        return {name: parts_of(printed) for name, printed in figures.items()}
    people = {name: people_of(printed, given.valid) for name, printed in figures.items()}
    return {name: {who: Fraction(many) for who, many in votes.items()} for name, votes in people.items()}


def _summed(units: Iterable[Mapping[str, int]]) -> Mapping[str, Fraction]:
    total = Counter[str]()
    for unit in units:
        total.update(unit)
    return {who: Fraction(many) for who, many in total.items()}


def unmentioned(given: GivenRound, ballot: Ballot, people: Iterable[str]) -> Standing:
    """The people of whom a round on record does not say what they had, in every section and unit."""
    if given.others or given.is_told:
        return ()
    figures = votes_of(given, ballot)
    units = [unit for section in given.by_unit.values() for unit in section.values() if unit]
    tables = [*(figures.get(name, {}) for name in ballot.sections), *units]
    return tuple(who for who in people if not all(who in table for table in tables))


def fields_so_far(cast_in: Iterable[Standing], counted_in: Iterable[Standing]) -> tuple[Standing, ...]:
    """Who has stood so far: in the rounds in which papers were cast, and in those in which they are counted again.

    Papers move on as people leave, so rounds among the same people, one after the other, are as one. Where people are
    back who had left, papers lie again as in the last round in which all of them stood, if there was one.
    """
    cast, counted = list(cast_in), tuple(counted_in)
    back = [number for number, field in enumerate(cast, 1) if counted and {*counted[0]} <= {*field}]
    return tuple(field for field, _ in groupby((*(cast[: back[-1]] if back else cast), *counted)))
