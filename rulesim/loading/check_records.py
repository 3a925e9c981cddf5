"""What types cannot check in records (`given`): people who must fit into their bodies, figures by section or body."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeGuard

from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.path_fault import PathFault
from rulesim.model.ballot import Points, UnitVotes
from rulesim.model.conduct import (
    AnyConduct,
    BallotConduct,
    GivenNominations,
    GivenSignatures,
    MotionConduct,
    NominationsConduct,
    PetitionConduct,
)
from rulesim.model.document import Path
from rulesim.model.figures import PERCENT
from rulesim.model.record import GivenRound
from rulesim.model.requirement import Names, singles
from rulesim.model.rough import number_of
from rulesim.model.stages import AnyStage, Ballot, Nominations


def check_record(draft: DraftContest, path: Path, name: str, case: AnyConduct) -> Iterator[PathFault]:
    """Every fault in the record of a case, except names of things that do not exist."""
    if case.given is None:
        return
    at = (*path, "given")
    others = [key for key in case.model_fields_set if key not in ("given", "when")]
    if others:
        found = f"both a record ('given') and {' and '.join(sorted(others))}"
        yield PathFault("record-and-conduct", at, found, "expected one or the other")
    acting = sorted(draft.acting[name])
    match case:
        case PetitionConduct(given=batches) if batches:
            yield from _signatures(draft, at, acting, batches)
        case MotionConduct(given=given) if given:
            yield from _fit(draft, at, acting, Fraction(given.papers), "people")
        case NominationsConduct(given=given) if given:
            yield from _by_body(draft, (*at, "names"), name, given)
            yield from _names_fit(draft, (*at, "names"), name, given)
        case BallotConduct(given=given) if given:
            for i, one in enumerate(given.rounds):
                yield from _by_section(draft, (*at, "rounds", i), name, one)
                yield from _papers_fit(draft, (*at, "rounds", i), name, one)


def _signatures(
    draft: DraftContest, path: Path, acting: Sequence[str], batches: Sequence[GivenSignatures]
) -> Iterator[PathFault]:
    everybody = Fraction(sum(number_of(many) for batch in batches for many in batch.signatures.values()))
    yield from _fit(draft, (*path, 0, "signatures") if len(batches) == 1 else path, acting, everybody, "people")


def _by_body(draft: DraftContest, path: Path, name: str, given: GivenNominations) -> Iterator[PathFault]:
    """Where bodies are counted separately, a number alone does not say who nominated."""
    bodies = next((stage.by for stage in draft.stages(name) if _counts_separately(stage)), ())
    for who, names in given.names.items() if bodies else ():
        if not isinstance(names, Mapping) and (number := number_of(names)):
            found = f"{number} nominations that do not say from which body"
            expected = f"expected {{BODY: {number}}} with one of: {', '.join(bodies)}"
            yield PathFault("names-by-body", (*path, who), found, expected)


def _counts_separately(stage: AnyStage) -> TypeGuard[Nominations]:
    """Whether it matters from which of several bodies a nomination comes: some part of what is needed counts few."""
    if not isinstance(stage, Nominations) or len(set(stage.by)) < 2:
        return False
    parts = (one for need in stage.needs.values() if need is not None for one in singles(need))
    return any(isinstance(one, Names) and not set(stage.by) <= set(one.counted(stage.by)) for one in parts)


def _names_fit(draft: DraftContest, path: Path, name: str, given: GivenNominations) -> Iterator[PathFault]:
    """No body can have made more nominations than its members are allowed; those for candidates who withdrew do not
    count, since their supporters may have nominated again."""
    stage = draft.rules.stages[name]
    assert isinstance(stage, Nominations)
    kept = (names for who, names in given.names.items() if who not in given.withdrawn)
    by_body = [names if isinstance(names, Mapping) else {stage.by[0]: names} for names in kept]
    for body in stage.by if stage.names_each is not None else ():
        total = sum(number_of(names.get(body, 0)) for names in by_body)
        most = (stage.names_each or 0) * draft.largest(body)
        if total > most:
            expected = f"expected at most {most}, with {stage.names_each} for each member"
            yield PathFault("record-larger-than-body", path, f"{total} nominations from '{body}'", expected)


def _fit(draft: DraftContest, path: Path, bodies: Sequence[str], many: Fraction, what: str) -> Iterator[PathFault]:
    """There cannot be more people, or papers of people, than all of the bodies have members."""
    most = _people_in(draft, bodies)
    if many > most:
        found = f"{many if many.denominator == 1 else float(many)} {what}"
        expected = f"expected at most {most}, the size of {' and '.join(bodies)}"
        yield PathFault("record-larger-than-body", path, found, expected)


def _by_section(draft: DraftContest, path: Path, name: str, one: GivenRound) -> Iterator[PathFault]:
    stage = draft.rules.stages[name]
    assert isinstance(stage, Ballot)
    if one.votes and (one.sections or len(stage.sections) > 1):
        expected = f"expected 'sections', with the votes of {', '.join(stage.sections)}"
        yield PathFault("votes-by-section", (*path, "votes"), "one total for all sections", expected)


def _papers_fit(draft: DraftContest, path: Path, name: str, one: GivenRound) -> Iterator[PathFault]:
    """No section can have more votes in a round than people, where its figures are votes."""
    if one.in_ == PERCENT:
        return
    ballots = [stage for stage in draft.stages(name) if isinstance(stage, Ballot)]
    only = next(iter(ballots[0].sections))
    beside = one.spoilt + one.exhausted if len(ballots[0].sections) == 1 else 0
    for section, votes in (one.sections or {only: one.votes}).items():
        if not _are_votes(ballots, section) or section in one.converted:
            continue
        bodies = max((ballot.sections[section].by for ballot in ballots), key=lambda by: _people_in(draft, by))
        at = (*path, "sections", section) if one.sections else (*path, "votes")
        yield from _fit(draft, at, bodies, sum(votes.values(), Fraction(beside)), "ballot papers")


def _are_votes(ballots: Sequence[Ballot], section: str) -> bool:
    """Whether a section's figures on record are votes: not points or units, nor proportions as in a college."""
    if any(ballot.is_college or section not in ballot.sections for ballot in ballots):
        return False
    return not any(isinstance(ballot.sections[section].becomes, Points | UnitVotes) for ballot in ballots)


def _people_in(draft: DraftContest, bodies: Sequence[str]) -> int:
    return sum(map(draft.largest, bodies))
