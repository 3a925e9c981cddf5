"""The votes of a round: from the record, or from what people do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from rulesim.engines.event.state import Run, Visit
from rulesim.luck.ballot import bloc_votes, by_unit
from rulesim.luck.draws import Ints
from rulesim.luck.fields import everywhere
from rulesim.luck.people import Occasion
from rulesim.model.ballot import Ballot, Points, Seats, Section, UnitVotes
from rulesim.model.conduct import BallotConduct
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.rules.ballot import Papers
from rulesim.rules.conversion import highest_averages, how_many, points, unit_votes
from rulesim.rules.threshold import union_size

Path = tuple[tuple[str, ...], ...]
"""Who stood in each round."""
Address = tuple[Occasion, Path]
"""Where papers are found: the ballot, and who stood in each round so far."""


@dataclass(frozen=True, slots=True)
class Votes:
    """A round: votes by section and candidate, what each section comes to, and the papers beside."""

    votes: dict[str, dict[str, Fraction]]
    tally: dict[str, dict[str, Fraction]]
    beside: Papers

    def papers(self, who: str) -> int:
        """The votes for a candidate over all sections (whole ones; points on record are cut)."""
        return int(sum(section.get(who, Fraction(0)) for section in self.votes.values()))


def recorded(visit: Visit) -> GivenBallot | None:
    """What the record says of this ballot, if it is on record."""
    conduct = visit.run.people.conduct[visit.name][visit.case]
    assert isinstance(conduct, BallotConduct)
    return conduct.given


def recorded_round(visit: Visit, position: int) -> GivenRound | Literal[False] | None:
    """The round at a position of the record; None where nothing is on record, False where the record has ended."""
    given = recorded(visit)
    if given is None:
        return None
    return given.rounds[position] if position < len(given.rounds) else False


def cast(visit: Visit, stage: Ballot, path: Path) -> Votes:
    """The votes of the last round of `path`, which lists who stood in each round."""
    run = visit.run
    voters = tuple(body for section in stage.sections.values() for body in section.by)
    entitled = union_size(voters, run.sizes, run.rules.bodies)
    given = recorded_round(visit, len(path) - 1)
    if given:
        sections = given.sections or {next(iter(stage.sections)): given.votes}
        nothing: Mapping[str, Fraction] = {}
        votes = {
            name: {who: sections.get(name, nothing).get(who, Fraction(0)) for who in path[-1]}
            for name in stage.sections
        }
        tally = {
            name: votes[name] if name in given.converted else _convert(section, votes[name], run.sizes)
            for name, section in stage.sections.items()
        }
        return Votes(votes, tally, Papers(given.spoilt, given.exhausted, entitled))
    return _played(visit, stage, path, entitled)


def _convert(section: Section, votes: dict[str, Fraction], sizes: Mapping[str, int]) -> dict[str, Fraction]:
    """What votes of a section come to where that follows from their sums alone."""
    if isinstance(section.becomes, Seats):
        return highest_averages(votes, how_many(section.becomes.seats, sizes))
    return votes


def _played(visit: Visit, stage: Ballot, path: Path, entitled: int) -> Votes:
    run, standing = visit.run, path[-1]
    votes: dict[str, dict[str, Fraction]] = {}
    tally: dict[str, dict[str, Fraction]] = {}
    exhausted = 0
    for name, section in stage.sections.items():
        papers = _papers(visit, section, path)
        cast_by_bloc = bloc_votes(run.people, *papers) if papers else {}
        blocs = [bloc for bloc in cast_by_bloc if run.settled.scenario.blocs[bloc].of in section.by]
        sums = dict.fromkeys(standing, 0)
        for bloc in blocs:
            for who, column in cast_by_bloc[bloc].votes.items():
                sums[who] += int(column[run.row])
            exhausted += int(cast_by_bloc[bloc].exhausted[run.row])
        votes[name] = {who: Fraction(many) for who, many in sums.items()}
        tally[name] = _by_units(visit, section, blocs, papers, standing) or _convert(section, votes[name], run.sizes)
    return Votes(votes, tally, Papers(0, exhausted, entitled))


def _papers(visit: Visit, section: Section, path: Path) -> Address | None:
    """The address of the papers that a section counts in the last round of `path`; None if they were never cast.

    Papers counted again are those of the last round of the earlier ballot, and move on as people leave from there.
    """
    if not section.papers_of:
        return visit.occasion, path
    earlier = visit.run.papers.get(section.papers_of)
    if earlier is None:
        return None
    fields = tuple(field for field, _ in groupby((*earlier.path, *path)))
    return Occasion(section.papers_of, earlier.visit, earlier.case), fields


def _by_units(
    visit: Visit, section: Section, blocs: list[str], papers: Address | None, standing: tuple[str, ...]
) -> dict[str, Fraction]:
    """What a section whose units count one by one comes to; empty for other sections."""
    rule = section.becomes
    if not isinstance(rule, Points | UnitVotes):
        return {}
    run = visit.run
    table = sum(_in_units(run, papers[0], standing, bloc, rule.units)[:, :, run.row] for bloc in blocs) if papers else 0
    if isinstance(table, int):
        return dict.fromkeys(standing, Fraction(0))
    counted = points(table, rule) if isinstance(rule, Points) else unit_votes(table)
    scale = 10**rule.decimals if isinstance(rule, Points) else 1
    return {who: Fraction(int(many), scale) for who, many in zip(standing, counted, strict=True)}


def _in_units(run: Run, ballot: Occasion, standing: tuple[str, ...], bloc: str, units: int) -> Ints:
    people = run.people
    field = everywhere(standing, people.runs)
    return people.keep(("units", ballot, standing, bloc, units), lambda: by_unit(people, ballot, field, bloc, units))
