"""The votes of a round: from the record, or from what people do."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from rulesim.engines.event.state import Address, Path, Run, Visit
from rulesim.engines.mechanics.rounds import fields_so_far, votes_of
from rulesim.luck.ballot import BlocVotes, bloc_votes, by_unit
from rulesim.luck.draws import Ints
from rulesim.luck.people import Occasion, everywhere
from rulesim.model.ballot import Ballot
from rulesim.model.record import GivenRound
from rulesim.model.section import Points, Section, UnitVotes
from rulesim.rules.conversion import Units, convert
from rulesim.rules.scores import Poll, Scores, Standing, Turnout, entitled


def recorded(visit: Visit[Ballot], given: GivenRound, standing: Standing) -> Poll:
    """A round on record among those standing."""
    run, stage, figures = visit.run, visit.stage, votes_of(given, visit.stage)
    votes = {name: _among(standing, figures.get(name, {})) for name in stage.sections}
    units = {name: [_among(standing, unit) for unit in every.values()] for name, every in given.by_unit.items()}
    tally = {
        name: votes[name] if name in given.converted else convert(section, votes[name], units.get(name), run.sizes)
        for name, section in stage.sections.items()
    }
    return Poll(votes if given.has_votes else {}, tally, _turnout(visit, given))


def told(visit: Visit[Ballot], given: GivenRound) -> Poll:
    """A round of which not all votes are on record: those that are."""
    return Poll({}, votes_of(given, visit.stage), _turnout(visit, given))


def _turnout(visit: Visit[Ballot], given: GivenRound) -> Turnout:
    run = visit.run
    return Turnout(given.spoilt_in_all, given.exhausted, entitled(visit.stage, run.sizes, run.rules.bodies))


def _among(standing: Standing, figures: Mapping[str, Fraction | int]) -> Scores:
    return {who: Fraction(figures.get(who, 0)) for who in standing}


def cast(visit: Visit[Ballot], path: Path) -> Poll:
    """What people do in the last round of `path`, which lists who stood in each round."""
    run, stage, standing = visit.run, visit.stage, path[-1]
    votes, tally, exhausted = dict[str, Scores](), dict[str, Scores](), 0
    for name, section in stage.sections.items():
        papers = _papers(visit, section, path)
        every = bloc_votes(run.people, *papers) if papers else {}
        blocs = {bloc: every[bloc] for bloc in every if run.settled.scenario.blocs[bloc].of in section.by}
        cast_for = {who: [bloc.votes[who] for bloc in blocs.values() if who in bloc.votes] for who in standing}
        votes[name] = {who: Fraction(sum(int(many[run.row]) for many in cast_for[who])) for who in standing}
        exhausted += sum(int(bloc.exhausted[run.row]) for bloc in blocs.values())
        tally[name] = convert(section, votes[name], _units(run, section, blocs, papers, standing), run.sizes)
    return Poll(votes, tally, Turnout(0, exhausted, entitled(stage, run.sizes, run.rules.bodies)))


def _papers(visit: Visit[Ballot], section: Section, path: Path) -> Address | None:
    """The address of the papers that a section counts in the last round of `path`; None if they were never cast."""
    if not section.papers_of:
        return visit.occasion, path
    if section.papers_of not in visit.run.papers:
        return None
    earlier, cast_in = visit.run.papers[section.papers_of]
    return earlier, fields_so_far(cast_in, path)


def _units(
    run: Run, section: Section, blocs: Mapping[str, BlocVotes], papers: Address | None, standing: Standing
) -> Units:
    """The votes of each unit, where units count one by one."""
    rule = section.becomes
    if not isinstance(rule, Points | UnitVotes) or not papers or not blocs:
        return []
    table = np.sum([_in_units(run, papers[0], standing, bloc, rule.units)[:, :, run.row] for bloc in blocs], axis=0)
    return [dict(zip(standing, unit, strict=True)) for unit in table.T.tolist()]


def _in_units(run: Run, ballot: Occasion, standing: Standing, bloc: str, units: int) -> Ints:
    people = run.people
    field = everywhere(standing, people.runs)

    def vote() -> Ints:
        return np.concatenate(list(by_unit(people, ballot, field, bloc, units)), axis=1)

    return people.keep(("units", ballot, standing, bloc, units), vote)
