"""What types cannot say about records (`given`): people who must fit into their bodies, figures by section or body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rulesim.loading.draft import Draft
from rulesim.loading.misfit import Misfit, not_negative
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
from rulesim.model.record import GivenRound
from rulesim.model.requirement import Names, Requirement, singles
from rulesim.model.stages import AnyStage, Ballot, Nominations


def check_record(draft: Draft, path: Path, name: str, case: AnyConduct) -> Iterator[Misfit]:
    """Every misfit of the record of a case but for words that name nothing."""
    if case.given is None:
        return
    at = (*path, "given")
    others = [key for key in case.model_fields_set if key not in ("given", "when")]
    if others:
        expected = "expected one of the two: a record says what was done"
        yield Misfit("record-and-conduct", at, f"a record beside {' and '.join(sorted(others))}", expected)
    match case:
        case PetitionConduct(given=batches) if batches:
            yield from _signatures(draft, at, name, batches)
        case MotionConduct(given=given) if given:
            yield from _fits(draft, at, name, given.votes_for + given.against + given.spoilt)
        case NominationsConduct(given=given) if given:
            yield from _by_body(draft, (*at, "names"), name, given)
            yield from _names_fit(draft, (*at, "names"), name, given)
        case BallotConduct(given=given) if given:
            for i, one in enumerate(given.rounds):
                yield from _by_section(draft, (*at, "rounds", i), name, one)
                yield from _papers_fit(draft, (*at, "rounds", i), name, one)


def _signatures(draft: Draft, path: Path, name: str, batches: tuple[GivenSignatures, ...]) -> Iterator[Misfit]:
    for i, batch in enumerate(batches):
        yield from not_negative((*path, i, "signatures"), batch.signatures)
    everybody = sum(many for batch in batches for many in batch.signatures.values())
    yield from _fits(draft, (*path, 0, "signatures") if len(batches) == 1 else path, name, everybody)


def _by_body(draft: Draft, path: Path, name: str, given: GivenNominations) -> Iterator[Misfit]:
    """Where bodies are counted apart, a number alone does not say whose names they are."""
    stage = next((stage for stage in draft.stages(name) if _counts_apart(stage)), None)
    bodies = stage.by if isinstance(stage, Nominations) else ()
    for who, names in given.names.items() if bodies else ():
        if isinstance(names, int) and names:
            expected = f"expected {{BODY: {names}}} with one of: {', '.join(bodies)}"
            yield Misfit("names-by-body", (*path, who), f"{names} names without their body", expected)


def _counts_apart(stage: AnyStage) -> bool:
    """Whether it matters which of the bodies that nominate gave a name."""
    if not isinstance(stage, Nominations) or len(set(stage.by)) < 2:
        return False
    return any(_tells_apart(need, stage.by) for need in stage.needs.values() if need is not None)


def _tells_apart(need: Requirement, by: tuple[str, ...]) -> bool:
    """Whether some part of a requirement does not count every name given."""
    return any(isinstance(one, Names) and not set(by) <= set(one.counted(by)) for _, one in singles(need))


def _names_fit(draft: Draft, path: Path, name: str, given: GivenNominations) -> Iterator[Misfit]:
    """Names that the members of a body can have given, if each may name only so many candidates.

    Who named a candidate that withdrew may have named another.
    """
    stage = draft.rules.stages[name]
    assert isinstance(stage, Nominations)
    for who, names in given.names.items():
        yield from not_negative((*path, who), names) if isinstance(names, Mapping) else not_negative(path, {who: names})
    kept = [names for who, names in given.names.items() if who not in given.withdrawn]
    for body in stage.by if stage.names_each is not None else ():
        total = sum(_from_body(names, body, stage.by[0]) for names in kept)
        most = (stage.names_each or 0) * draft.largest(body)
        if total > most:
            expected = f"expected at most {most}, {stage.names_each} a member"
            yield Misfit("record-larger-than-body", path, f"{total} names from '{body}'", expected)


def _from_body(names: int | Mapping[str, int], body: str, first: str) -> int:
    if isinstance(names, int):
        return names if body == first else 0
    return names.get(body, 0)


def _fits(draft: Draft, path: Path, name: str, people: int) -> Iterator[Misfit]:
    bodies = sorted(draft.acting[name])
    whole = _people_in(draft, bodies)
    if people > whole:
        expected = f"expected at most {whole}, the size of {' and '.join(bodies)}"
        yield Misfit("record-larger-than-body", path, f"{people} people", expected)


def _by_section(draft: Draft, path: Path, name: str, one: GivenRound) -> Iterator[Misfit]:
    stage = draft.rules.stages[name]
    assert isinstance(stage, Ballot)
    if one.votes and (one.sections or len(stage.sections) > 1):
        expected = f"expected 'sections', with the votes of {', '.join(stage.sections)}"
        yield Misfit("votes-by-section", (*path, "votes"), "votes of all sections together", expected)


def _papers_fit(draft: Draft, path: Path, name: str, one: GivenRound) -> Iterator[Misfit]:
    """Votes of a round that the people of each section can have cast, where its figures are votes."""
    ballots = [stage for stage in draft.stages(name) if isinstance(stage, Ballot)]
    only = next(iter(ballots[0].sections))
    beside = one.spoilt + one.exhausted if len(ballots[0].sections) == 1 else 0
    for section, votes in (one.sections or {only: one.votes}).items():
        if not _are_votes(ballots, section) or section in one.converted:
            continue
        bodies = max((ballot.sections[section].by for ballot in ballots), key=lambda by: _people_in(draft, by))
        papers, most = sum(votes.values(), Fraction(0)) + beside, _people_in(draft, bodies)
        if papers > most:
            at = (*path, "sections", section) if one.sections else (*path, "votes")
            expected = f"expected at most {most}, the size of {' and '.join(bodies)}"
            yield Misfit("record-larger-than-body", at, f"{_shown(papers)} papers", expected)


def _are_votes(ballots: Sequence[Ballot], section: str) -> bool:
    """Whether a section's figures on record are votes: not points or units, nor in proportion as in a college."""
    return not any(ballot.is_college for ballot in ballots) and all(
        section in ballot.sections and not isinstance(ballot.sections[section].becomes, Points | UnitVotes)
        for ballot in ballots
    )


def _people_in(draft: Draft, bodies: Sequence[str]) -> int:
    return sum(map(draft.largest, bodies))


def _shown(papers: Fraction) -> str:
    return str(int(papers)) if papers.denominator == 1 else str(float(papers))
