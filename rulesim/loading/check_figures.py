"""What types cannot check in votes on record: whole numbers where people count, percentages where these will do."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.path_fault import PathFault
from rulesim.model.ballot import Ballot, Fixed
from rulesim.model.conduct import AnyConduct, BallotConduct, MotionConduct
from rulesim.model.document import Path
from rulesim.model.figures import PERCENT
from rulesim.model.percent import Percentages, adds_up, are_of
from rulesim.model.record import GivenMotion, GivenRound
from rulesim.model.section import Points, UnitVotes
from rulesim.model.stage import Base
from rulesim.model.stages import AnyStage, Motion

Recorded = GivenMotion | GivenRound
"""Votes on record."""
OF_VALID: Mapping[str, frozenset[Base]] = {
    "motion": frozenset({"valid", "papers"}),
    "ballot": frozenset({"valid"}),
}
"""The bases of a share that percentages of the valid votes give; no paper on a motion is ever exhausted."""
_VOTES = ("needed", "lead_needed", "for", "against", "spoilt", "votes")
"""Figures that are numbers of votes."""
NUMBER = "expected 'valid', the number of valid votes, beside the percentages"


def check_figures(draft: DraftContest, path: Path, name: str, case: AnyConduct) -> Iterator[PathFault]:
    """Every fault in the figures of votes on record at a stage."""
    at = (*path, "given")
    match case:
        case MotionConduct(given=given) if given:
            yield from _motion(draft, at, name, given)
            yield from _asked(draft, name) if given.is_in_parts else ()
        case BallotConduct(given=given) if given:
            for i, one in enumerate(given.rounds):
                yield from _round(draft, (*at, "rounds", i), name, one)
            yield from _asked(draft, name) if all(one.is_in_parts for one in given.rounds) else ()


def _motion(draft: DraftContest, at: Path, name: str, given: GivenMotion) -> Iterator[PathFault]:
    if given.in_ != PERCENT:
        yield from _whole(at, given.printed)
    yield from _percent(draft, at, name, given, {(): given.printed})
    if given.is_in_parts and given.present is not None:
        yield PathFault("percent-alone", (*at, "present"), "a number beside percentages", NUMBER)


def _round(draft: DraftContest, at: Path, name: str, one: GivenRound) -> Iterator[PathFault]:
    ballots = [stage for stage in draft.stages(name) if isinstance(stage, Ballot)]
    tables: dict[Path, Percentages] = {("sections", section): votes for section, votes in one.sections.items()}
    if one.votes:
        tables["votes",] = one.votes
    if one.in_ == PERCENT:
        faults = list(_without_people(at, ballots, one))
        yield from faults or _percent(draft, at, name, one, tables)
        return
    yield from _percent(draft, at, name, one, {})
    yield from _some_in_percent(at, ballots, one)
    only = next(iter(ballots[0].sections))
    for where, votes in tables.items():
        if counts_papers(ballots, one, where[1] if where[1:] else only):
            yield from _whole((*at, *where), votes)


def _some_in_percent(at: Path, ballots: Sequence[Ballot], one: GivenRound) -> Iterator[PathFault]:
    """Some sections may be in percent where only proportions within a section matter."""
    if one.percent and not all(ballot.is_college for ballot in ballots):
        found = "percentages of some sections, whose votes add up with those of others"
        yield PathFault("percent-alone", (*at, "percent"), found, "expected the number of votes for each person")
    for section in one.percent:
        yield from _adding_up((*at, "sections", section), one.sections.get(section, {}))


def _adding_up(at: Path, printed: Percentages) -> Iterator[PathFault]:
    if not adds_up(printed):
        found = f"percentages that add up to {float(sum(printed.values())):.10g}%"
        yield PathFault("percent-sum", at, found, "expected 100%, as nearly as rounded figures can")


def counts_papers(ballots: Sequence[Ballot], one: GivenRound, section: object) -> bool:
    """Whether a section's figures are papers: not points, unit votes or seats, nor proportions in a college."""
    if section in one.converted or any(ballot.is_college for ballot in ballots):
        return False
    rules = (part.becomes for ballot in ballots for name, part in ballot.sections.items() if name == section)
    return not any(isinstance(rule, Points | UnitVotes) for rule in rules)


def _whole(at: Path, votes: Mapping[str, Fraction]) -> Iterator[PathFault]:
    for who, many in votes.items():
        if many.denominator != 1:
            expected = "expected a whole number, as people are counted; for percentages add 'in: percent'"
            yield PathFault("not-a-number", (*at, who), f"'{float(many):.10g}' votes", expected)


def _percent(
    draft: DraftContest, at: Path, name: str, given: Recorded, tables: Mapping[Path, Percentages]
) -> Iterator[PathFault]:
    """Percentages are of a whole and, if it is known how many people that is, of so many."""
    if given.in_ != PERCENT:
        if given.valid is not None:
            found = "a number of valid votes, which follows from the votes"
            yield PathFault("percent-alone", (*at, "valid"), found, "expected it only beside 'in: percent'")
        return
    for where, printed in tables.items():
        yield from _adding_up((*at, *where), printed)
        if given.valid is not None and adds_up(printed) and not are_of(printed, given.valid):
            found = f"no whole numbers of {given.valid:,} votes are these percentages"
            yield PathFault("percent-sum", (*at, "valid"), found, "expected the number of valid votes, or none")
    yield from _people(draft, at, name, given)


def _people(draft: DraftContest, at: Path, name: str, given: Recorded) -> Iterator[PathFault]:
    """Where rules or a record count people, percentages alone do not do; and there must be so many people."""
    if given.valid is not None:
        papers, most = given.valid + given.spoilt_in_all, sum(draft.largest(body) for body in draft.acting[name])
        if papers > most:
            expected = f"expected at most {most:,}, the size of {' and '.join(sorted(draft.acting[name]))}"
            yield PathFault("record-larger-than-body", (*at, "valid"), f"{papers:,} ballot papers", expected)
        return
    if given.spoilt_in_all:
        yield PathFault("percent-alone", (*at, "spoilt"), "a number beside percentages", NUMBER)
    if all(needs_number(stage) for stage in draft.stages(name)):  # each reading is looked at when it is in force
        found = f"percentages only, but the rules of '{name}' count people"
        yield PathFault("percent-alone", (*at, "in"), found, NUMBER)


def _asked(draft: DraftContest, name: str) -> Iterator[PathFault]:
    """What conditions and a replay ask about numbers of votes of which only percentages are on record."""
    for path, _, case in draft.cases():
        if case.when and case.when.stage == name and case.when.of not in OF_VALID["motion"]:
            found = f"a share of more than the valid votes, of which '{name}' has percentages only"
            yield PathFault("percent-alone", (*path, "when", "of"), found, f"{NUMBER} of '{name}'")
    found, expected = f"a number of votes, but '{name}' has percentages only", "expected 'shares' instead"
    for figure in draft.scenario.expects.figures if draft.scenario.expects else ():
        stage, _, what = figure.partition(".")
        if stage == name and what.partition(".")[0] in _VOTES:
            yield PathFault("percent-alone", ("expects", "figures", figure), found, expected)
    if draft.scenario.expects and name in draft.scenario.expects.bars:
        yield PathFault("percent-alone", ("expects", "bars", name), found, expected)


def needs_number(stage: AnyStage) -> bool:
    """Whether more decides at a stage than a share of the valid votes, so that it must be known how many there are."""
    match stage:
        case Motion(needs=needs):
            return needs.of not in OF_VALID["motion"] or needs.and_more > 0
        case Ballot(excludes=excludes) if not stage.is_college:
            floor = excludes.below
            shares = (stage.wins.majority, stage.wins.lead, floor if floor and floor.share else None)
            if isinstance(stage.wins.majority, Fixed) or (floor and floor.count):
                return True
            return any(share.of not in OF_VALID["ballot"] for share in shares if share and not isinstance(share, Fixed))
        case _:
            return False


def _without_people(at: Path, ballots: Sequence[Ballot], one: GivenRound) -> Iterator[PathFault]:
    """Percentages do not say how the votes of several sections add up; nor is there one number of them in a college."""
    if one.exhausted and one.is_in_parts:
        yield PathFault("percent-alone", (*at, "exhausted"), "a number beside percentages", NUMBER)
    if any(len(ballot.sections) > 1 and not ballot.is_college for ballot in ballots):
        found = "percentages of sections whose votes add up"
        yield PathFault("percent-alone", (*at, "in"), found, "expected the number of votes for each person")
    elif one.valid is not None and not all(counts_papers(ballots, one, name) for name in ballots[0].sections):
        found = "a number of votes where points or weights decide"
        yield PathFault("percent-alone", (*at, "valid"), found, "expected the percentages alone")
