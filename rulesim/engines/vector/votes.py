"""The votes of a round in all runs of a cohort: from the record, or from what people do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np

from rulesim.engines.mechanics.rounds import votes_of
from rulesim.engines.vector.papers import HeldRound, again
from rulesim.engines.vector.visit import Visit
from rulesim.luck.ballot import BlocVotes, bloc_votes, by_unit, votes_of_round
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Field
from rulesim.model.ballot import Ballot
from rulesim.model.record import GivenRound
from rulesim.model.section import Points, Seats, Section, UnitVotes
from rulesim.rules import scores
from rulesim.rules.batch.conversion import highest_averages, points, unit_votes
from rulesim.rules.batch.integers import Whole, integers, total
from rulesim.rules.batch.scores import Poll, Scores, Turnout
from rulesim.rules.conversion import how_many

ByBloc = dict[str, BlocVotes]


@dataclass(slots=True)
class Course:
    """How a ballot has gone: the minute in each run, its figures, and the rounds in which papers were cast."""

    at: Ints
    figures: dict[str, Ints]
    rounds: list[HeldRound] = field(default_factory=list)
    before: ByBloc = field(default_factory=dict)
    """The votes in the round before."""

    @property
    def standing(self) -> Bools:
        """Who stands in the round that is being held."""
        return self.rounds[-1].standing

    def note(self, where: Bools, figure: str, values: Ints | int) -> None:
        """Writes down a figure in some runs."""
        self.figures[figure] = np.where(where, values, self.figures.get(figure, -1))


def recorded(visit: Visit[Ballot], given: GivenRound, course: Course) -> Poll:
    """A round on record among those standing."""
    sections, names, tally = visit.stage.sections, visit.block.names, dict[str, Scores]()
    figures = votes_of(given, visit.stage)
    every = [[figures.get(name, {}).get(who, Fraction(0)) for who in names] for name in sections]
    for (name, section), votes in zip(sections.items(), every, strict=True):
        exact = _exactly(votes, course.standing)
        if name in given.by_unit:
            tally[name] = _from_units(section, given.by_unit[name].values(), names, course.standing)
        else:
            tally[name] = exact if name in given.converted else _convert(visit, section, exact, course.at)
    papers = integers([int(sum(votes)) for votes in zip(*every, strict=True)])[:, None]
    voted = np.where(course.standing, papers, 0) if given.has_votes else None
    spoilt, exhausted = visit.people.constant(given.spoilt_in_all), visit.people.constant(given.exhausted)
    return Poll(voted, tally, Turnout(spoilt, exhausted, _entitled(visit, course.at)))


def _from_units(
    section: Section, units: Iterable[Mapping[str, int]], names: tuple[str, ...], standing: Bools
) -> Scores:
    """What a section comes to from the papers of each unit for those who stand."""
    every = [[unit.get(who, 0) for unit in units] for who in names]
    table = np.where(standing[:, None], np.array(every, np.int64)[:, :, None], 0)
    return _counted(section, table)


def _counted(section: Section, units: Ints) -> Scores:
    """The points or the votes of units that their papers come to, by candidate, unit and run."""
    return points(units, section.becomes) if isinstance(section.becomes, Points) else unit_votes(units)


def _entitled(visit: Visit[Ballot], at: Ints) -> Ints:
    return visit.block.eras.number_at(at, lambda sizes: scores.entitled(visit.stage, sizes, visit.rules.bodies))


def _exactly(votes: list[Fraction], standing: Bools) -> Scores:
    """Exact figures of those who stand, over their common denominator."""
    scale = lcm(*(many.denominator for many in votes))
    return Scores(np.where(standing, integers([int(many * scale) for many in votes])[:, None], 0), integers([scale]))


def _convert(visit: Visit[Ballot], section: Section, votes: Scores, at: Ints) -> Scores:
    """What votes of a section come to where that follows from their sums alone."""
    rule = section.becomes
    if not isinstance(rule, Seats):
        return votes
    seats = visit.block.eras.number_at(at, lambda sizes: how_many(rule.seats, sizes))
    return Scores(highest_averages(votes.many, seats))


def cast(visit: Visit[Ballot], course: Course, number: int) -> Poll:
    """What people do in a round."""
    names = visit.block.names
    course.before = anew = _voted(visit, course, number)
    papers, exhausted, tally = np.zeros(course.standing.shape, np.int64), visit.people.constant(0), dict[str, Scores]()
    for name, section in visit.stage.sections.items():
        by_bloc = _counted_again(visit, section.papers_of, course) if section.papers_of else anew
        blocs = [bloc for bloc in by_bloc if visit.block.settled.scenario.blocs[bloc].of in section.by]
        sums = np.zeros_like(papers)
        for bloc in blocs:
            for person, many in by_bloc[bloc].votes.items():
                sums[names.index(person)] += many
            exhausted = exhausted + by_bloc[bloc].exhausted
        papers += sums
        tally[name] = _by_units(visit, section, blocs, course, sums)
    turnout = Turnout(visit.people.constant(0), exhausted, _entitled(visit, course.at))
    return Poll(papers, tally, turnout)


def _field(visit: Visit[Ballot], standing: Bools) -> Field:
    """Who stands, by name; those who stand nowhere are left out."""
    return {person: stands for person, stands in zip(visit.block.names, standing, strict=True) if stands.any()}


def _voted(visit: Visit[Ballot], course: Course, number: int) -> ByBloc:
    """The votes that people cast in this ballot. Where somebody has left since the last round, others keep theirs."""
    now, before = course.rounds[-1], course.rounds[-2:-1]
    goes_on = (before[0].standing != now.standing).any(axis=0) if before else np.zeros(len(visit.cohort), bool)
    field = _field(visit, course.standing)
    return votes_of_round(visit.people, visit.occasion, number, field, course.before, goes_on)


def _counted_again(visit: Visit[Ballot], ballot: str, course: Course) -> ByBloc:
    """The papers of an earlier ballot, for those who stand now."""
    found: ByBloc = {}
    for occasion, path, runs in again(ballot, visit.cohort.papers, course.rounds, visit.block.names):
        for bloc, cast_in in bloc_votes(visit.people.of(runs), occasion, path).items():
            every = found.setdefault(bloc, BlocVotes({}, visit.people.constant(0)))
            every.exhausted[runs] = cast_in.exhausted
            for person, many in cast_in.votes.items():
                every.votes.setdefault(person, visit.people.constant(0))[runs] = many
    return found


def _by_units(visit: Visit[Ballot], section: Section, blocs: list[str], course: Course, sums: Ints) -> Scores:
    """What a section comes to, also one whose units count one by one."""
    rule = section.becomes
    if not isinstance(rule, Points | UnitVotes):
        return _convert(visit, section, Scores(sums), course.at)
    if section.papers_of:
        recounted = again(section.papers_of, visit.cohort.papers, course.rounds, visit.block.names)
        cast_in = [(occasion, runs) for occasion, _, runs in recounted]
    else:
        cast_in = [(visit.occasion, np.arange(len(visit.cohort)))]
    found: Whole = np.zeros_like(sums)
    for occasion, runs in cast_in if blocs else ():
        field = _field(visit, course.standing[:, runs])
        voters = visit.people.of(runs)
        by_bloc = (by_unit(voters, occasion, field, bloc, rule.units) for bloc in blocs)
        some = (np.sum(tables, axis=0) for tables in zip(*by_bloc, strict=True))
        counted = total([_counted(section, one).many for one in some])
        found = found.astype(np.promote_types(found.dtype, counted.dtype))
        for row, person in zip(counted, field, strict=True):
            found[visit.block.names.index(person), runs] = row
    return Scores(found, integers([10**rule.decimals if isinstance(rule, Points) else 1]))
