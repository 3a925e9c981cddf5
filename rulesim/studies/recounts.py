"""Papers of an earlier ballot that are counted again: is the record of the recount one of the same papers?"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rulesim.engines.event.state import Run
from rulesim.engines.mechanics.rounds import votes_of
from rulesim.loading.check_figures import counts_papers
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import BallotConduct
from rulesim.model.figures import PERCENT
from rulesim.model.record import GivenRound
from rulesim.studies.difference import Difference

ALL = ""
"""Stands in place of a person for all papers together."""
Votes = Mapping[str, Fraction]


def recounts(run: Run) -> Iterator[Difference]:
    """Where both ballots are on record: among the same people everybody has the votes they had, among fewer people as
    many or more, and there are never more papers than were cast."""
    for name, visit in run.finished.items():
        for section, rule in visit.stage.sections.items() if isinstance(visit.stage, Ballot) else ():
            if rule.papers_of in run.finished:
                first = _papers(run, rule.papers_of, rule.by)
                again = _papers(run, name, rule.by, section)
                if first and again:
                    yield from _compared(name, first, again)


def _compared(name: str, first: Votes, again: Votes) -> Iterator[Difference]:
    same, before, now = again.keys() == first.keys(), sum(first.values()), sum(again.values())
    for who in again:
        had = first.get(who, Fraction(0))
        if again[who] != had if same else again[who] < had:
            yield Difference("recount", name, again[who], had, subject=who)
    if now > before and not same:
        yield Difference("recount", name, Fraction(now), Fraction(before), subject=ALL)


def _papers(run: Run, name: str, by: tuple[str, ...], section: str = "") -> Votes:
    """The votes on record for those who stood: in the first round if papers move on, else in the last that was held."""
    visit, conduct = run.finished[name], run.settled.conduct[name][run.finished[name].case]
    given = conduct.given if isinstance(conduct, BallotConduct) else None
    path = run.papers[name][1] if name in run.papers else ()
    if given is None or not path or not isinstance(visit.stage, Ballot):
        return {}
    number = 0 if section or visit.stage.votes == "transfer" else len(path) - 1
    sections = {section} if section else {one for one, part in visit.stage.sections.items() if set(part.by) <= set(by)}
    return _of_round(visit.stage, given.rounds[number], sections, path[number])


def _of_round(ballot: Ballot, one: GivenRound, sections: set[str], standing: tuple[str, ...]) -> Votes:
    """The votes of some sections; none if they are no papers, or not on record as numbers."""
    if one.unrecorded or one.in_ == PERCENT or not all(counts_papers([ballot], one, name) for name in sections):
        return {}
    figures = [votes for name, votes in votes_of(one, ballot).items() if name in sections]
    return {who: sum((votes.get(who, Fraction(0)) for votes in figures), Fraction(0)) for who in standing}
