"""The votes of a round in all runs of a cohort: from the record, or from what people do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Protocol

import numpy as np

from rulesim.engines.vector.tally import Beside, Counted, highest_averages
from rulesim.engines.vector.visit import Visit
from rulesim.luck.ballot import BlocVotes, by_unit, votes_of_round
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Field
from rulesim.model.ballot import Ballot, Points, Seats, Section, UnitVotes
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenRound
from rulesim.rules.conversion import points, unit_votes
from rulesim.rules.threshold import union_size


class Round(Protocol):
    """What is known of a count as a round is held."""

    number: int
    at: Ints
    standing: Bools
    before: dict[str, BlocVotes]
    field_before: Bools | None


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
        return _recorded(visit, stage, conduct.given.rounds[round_.number - 1], entitled)
    return _played(visit, stage, round_, entitled)


def _recorded(visit: Visit, stage: Ballot, given: GivenRound, entitled: Ints) -> Votes:
    sections = given.sections or {next(iter(stage.sections)): given.votes}
    tally, whole = {}, [Fraction(0)] * len(visit.block.names)
    for name, section in stage.sections.items():
        votes = [sections.get(name, {}).get(person, Fraction(0)) for person in visit.block.names]
        whole = [before + more for before, more in zip(whole, votes, strict=True)]
        counted = _exactly(visit, votes)
        tally[name] = counted if name in given.converted else _convert(section, counted)
    spoilt, exhausted = visit.constant(given.spoilt), visit.constant(given.exhausted)
    papers = _in_every_run(visit, [int(many) for many in whole])
    return Votes(papers, tally, Beside(spoilt, exhausted, entitled), {})


def _exactly(visit: Visit, votes: list[Fraction]) -> Counted:
    """Exact figures over their common denominator."""
    scale = lcm(*(many.denominator for many in votes))
    return Counted(_in_every_run(visit, [int(many * scale) for many in votes]), scale)


def _in_every_run(visit: Visit, by_person: list[int]) -> Ints:
    return np.repeat(np.array(by_person, np.int64)[:, None], len(visit.cohort), axis=1)


def _convert(section: Section, votes: Counted) -> Counted:
    """What votes of a section come to where that follows from their sums alone."""
    if isinstance(section.becomes, Seats):
        return Counted(highest_averages(votes.many, section.becomes.seats))
    return votes


def _played(visit: Visit, stage: Ballot, round_: Round, entitled: Ints) -> Votes:
    people, names = visit.people, visit.block.names
    field = {person: round_.standing[position] for position, person in enumerate(names)}
    field = {person: stands for person, stands in field.items() if stands.any()}
    goes_on = _changed(round_)
    by_bloc = votes_of_round(people, visit.occasion, round_.number, field, round_.before, goes_on)
    papers, exhausted, tally = np.zeros(round_.standing.shape, np.int64), visit.constant(0), {}
    for name, section in stage.sections.items():
        blocs = [bloc for bloc in by_bloc if visit.block.settled.scenario.blocs[bloc].of in section.by]
        sums = np.zeros_like(papers)
        for bloc in blocs:
            for person, many in by_bloc[bloc].votes.items():
                sums[names.index(person)] += many
            exhausted = exhausted + by_bloc[bloc].exhausted
        papers += sums
        tally[name] = _by_units(visit, section, blocs, field, sums)
    return Votes(papers, tally, Beside(visit.constant(0), exhausted, entitled), by_bloc)


def _changed(round_: Round) -> Bools:
    """Where somebody has left since the round before, so that the others keep their votes."""
    if round_.field_before is None:
        return np.zeros(round_.standing.shape[1], bool)
    changed: Bools = (round_.field_before != round_.standing).any(axis=0)
    return changed


def _by_units(visit: Visit, section: Section, blocs: list[str], field: Field, sums: Ints) -> Counted:
    """What a section comes to, also one whose units count one by one."""
    rule = section.becomes
    if not isinstance(rule, Points | UnitVotes):
        return _convert(section, Counted(sums))
    found = np.zeros_like(sums)
    if blocs:
        each = [by_unit(visit.people, visit.occasion, field, bloc, rule.units) for bloc in blocs]
        table = np.sum(each, axis=0)
        counted = points(table, rule) if isinstance(rule, Points) else unit_votes(table)
        for row, person in zip(counted, field, strict=True):
            found[visit.block.names.index(person)] = row
    return Counted(found, 10**rule.decimals if isinstance(rule, Points) else 1)
