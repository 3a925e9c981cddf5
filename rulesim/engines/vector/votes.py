"""The votes of a round in all runs of a cohort: from the record, or from what people do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Protocol

import numpy as np

from rulesim.engines.vector.papers import Held, again
from rulesim.engines.vector.visit import Visit
from rulesim.luck.ballot import BlocVotes, Standing, bloc_votes, by_unit, votes_of_round
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Field, Occasion
from rulesim.model.ballot import Ballot, Points, Seats, Section, UnitVotes
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenRound
from rulesim.rules.batch.points import Beside, Counted
from rulesim.rules.batch.seats import highest_averages
from rulesim.rules.conversion import how_many, points, unit_votes
from rulesim.rules.threshold import union_size


class Round(Protocol):
    """What is known of a count as a round is held."""

    number: int
    at: Ints
    standing: Bools
    before: dict[str, BlocVotes]
    rounds: list[Held]


@dataclass(frozen=True, slots=True)
class Votes:
    """A round: votes by candidate over all sections, what each section comes to, and the papers beside."""

    papers: Ints
    tally: Mapping[str, Counted]
    beside: Beside
    by_bloc: dict[str, BlocVotes]


def cast(visit: Visit, stage: Ballot, round_: Round) -> Votes:
    """The votes of a round among those standing."""
    voters = tuple(body for section in stage.sections.values() for body in section.by)
    entitled = visit.block.by_size(round_.at, lambda sizes: union_size(voters, sizes, visit.rules.bodies))
    conduct = visit.block.settled.conduct[visit.name][visit.case]
    assert isinstance(conduct, BallotConduct)
    if conduct.given is not None:
        return _recorded(visit, stage, conduct.given.rounds[round_.number - 1], entitled, round_)
    return _played(visit, stage, round_, entitled)


def _recorded(visit: Visit, stage: Ballot, given: GivenRound, entitled: Ints, round_: Round) -> Votes:
    sections = given.sections or {next(iter(stage.sections)): given.votes}
    tally, whole = {}, [Fraction(0)] * len(visit.block.names)
    for name, section in stage.sections.items():
        votes = [sections.get(name, {}).get(person, Fraction(0)) for person in visit.block.names]
        whole = [before + more for before, more in zip(whole, votes, strict=True)]
        counted = _exactly(visit, votes, round_.standing)
        tally[name] = counted if name in given.converted else _convert(visit, section, counted, round_.at)
    spoilt, exhausted = visit.constant(given.spoilt), visit.constant(given.exhausted)
    papers = _in_every_run(visit, [int(many) for many in whole])
    return Votes(papers, tally, Beside(spoilt, exhausted, entitled), {})


def _exactly(visit: Visit, votes: list[Fraction], standing: Bools) -> Counted:
    """Exact figures of those who stand, over their common denominator."""
    scale = lcm(*(many.denominator for many in votes))
    return Counted(np.where(standing, _in_every_run(visit, [int(many * scale) for many in votes]), 0), scale)


def _in_every_run(visit: Visit, by_person: list[int]) -> Ints:
    return np.repeat(np.array(by_person, np.int64)[:, None], len(visit.cohort), axis=1)


def _convert(visit: Visit, section: Section, votes: Counted, at: Ints) -> Counted:
    """What votes of a section come to where that follows from their sums alone."""
    rule = section.becomes
    if isinstance(rule, Seats):
        seats = visit.block.by_size(at, lambda sizes: how_many(rule.seats, sizes))
        return Counted(highest_averages(votes.many, seats))
    return votes


def _played(visit: Visit, stage: Ballot, round_: Round, entitled: Ints) -> Votes:
    names = visit.block.names
    anew = _voted(visit, round_)
    papers, exhausted, tally = np.zeros(round_.standing.shape, np.int64), visit.constant(0), {}
    for name, section in stage.sections.items():
        by_bloc = _counted_again(visit, section.papers_of, round_) if section.papers_of else anew
        blocs = [bloc for bloc in by_bloc if visit.block.settled.scenario.blocs[bloc].of in section.by]
        sums = np.zeros_like(papers)
        for bloc in blocs:
            for person, many in by_bloc[bloc].votes.items():
                sums[names.index(person)] += many
            exhausted = exhausted + by_bloc[bloc].exhausted
        papers += sums
        tally[name] = _by_units(visit, section, blocs, round_, sums)
    return Votes(papers, tally, Beside(visit.constant(0), exhausted, entitled), anew)


def _field(visit: Visit, standing: Bools) -> Field:
    """Who stands, by name; those who stand nowhere are left out."""
    return {person: stands for person, stands in zip(visit.block.names, standing, strict=True) if stands.any()}


def _voted(visit: Visit, round_: Round) -> dict[str, BlocVotes]:
    """The votes that people cast in this ballot. Where somebody has left since the last round, others keep theirs."""
    now, before = round_.rounds[-1], round_.rounds[-2:-1]
    goes_on = (before[0].standing != now.standing).any(axis=0) if before else np.zeros(len(visit.cohort), bool)
    field = _field(visit, round_.standing)
    return votes_of_round(visit.people, visit.occasion, round_.number, field, round_.before, goes_on)


def _counted_again(visit: Visit, ballot: str, round_: Round) -> dict[str, BlocVotes]:
    """The papers of an earlier ballot, for those who stand now."""
    found: dict[str, BlocVotes] = {}
    for occasion, path, runs in _again(visit, ballot, round_):
        for bloc, cast_in in bloc_votes(visit.people.of(runs), occasion, path).items():
            whole = found.setdefault(bloc, BlocVotes({}, visit.constant(0)))
            whole.exhausted[runs] = cast_in.exhausted
            for person, many in cast_in.votes.items():
                whole.votes.setdefault(person, visit.constant(0))[runs] = many
    return found


def _again(visit: Visit, ballot: str, round_: Round) -> Iterator[tuple[Occasion, tuple[Standing, ...], Ints]]:
    papers = visit.cohort.papers.get(ballot)
    return again(ballot, papers, tuple(round_.rounds), visit.block.names) if papers else iter(())


def _by_units(visit: Visit, section: Section, blocs: list[str], round_: Round, sums: Ints) -> Counted:
    """What a section comes to, also one whose units count one by one."""
    rule = section.becomes
    if not isinstance(rule, Points | UnitVotes):
        return _convert(visit, section, Counted(sums), round_.at)
    found, every = np.zeros_like(sums), np.arange(len(visit.cohort))
    if section.papers_of:
        cast_in = [(occasion, runs) for occasion, _, runs in _again(visit, section.papers_of, round_)]
    else:
        cast_in = [(visit.occasion, every)]
    for occasion, runs in cast_in if blocs else ():
        field = _field(visit, round_.standing[:, runs])
        each = [by_unit(visit.people.of(runs), occasion, field, bloc, rule.units) for bloc in blocs]
        table = np.sum(each, axis=0)
        counted = points(table, rule) if isinstance(rule, Points) else unit_votes(table)
        for row, person in zip(counted, field, strict=True):
            found[visit.block.names.index(person), runs] = row
    return Counted(found, 10**rule.decimals if isinstance(rule, Points) else 1)
