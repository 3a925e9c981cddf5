"""What types cannot say about records (`given`): names that must exist, people who must fit into their bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from rulesim.errors import Fault
from rulesim.loading.mention import Mention
from rulesim.loading.scene import Scene
from rulesim.model.ballot import Points, UnitVotes
from rulesim.model.conduct import (
    CAUSE,
    AnyConduct,
    BallotConduct,
    DecisionConduct,
    GivenNominations,
    GivenSignatures,
    MotionConduct,
    NominationsConduct,
    PetitionConduct,
)
from rulesim.model.document import Node, Path, locate
from rulesim.model.record import GivenBallot, GivenRound
from rulesim.model.requirement import Names, Requirement, singles
from rulesim.model.stages import AnyStage, Ballot, Nominations, Petition


def record_mentions(scene: Scene, path: Path, name: str, case: AnyConduct) -> Iterator[Mention]:
    """Whom and what a record names."""
    people, at = scene.scenario.people, (*path, "given")
    match case:
        case PetitionConduct(given=given) if given:
            stage = scene.rules.stages[name]
            lists = isinstance(stage, Petition) and stage.collects == "for each challenger"
            for where, batch in _batches(at, given):
                yield from _people((*where, "signatures"), batch.signatures, people if lists else (CAUSE,))
        case DecisionConduct(given=given) if given:
            yield Mention("option", given.chooses, (*at, "chooses"), scene.outcomes(name))
        case NominationsConduct(given=given) if given:
            yield from _people((*at, "names"), given.names, people)
            yield from _people((*at, "branches"), given.branches, given.names)
            yield from _people((*at, "withdrawn"), given.withdrawn, given.names)
        case BallotConduct(given=given) if given:
            before = enumerate(given.withdrawn_before)
            yield from (Mention("person", who, (*at, "withdrawn_before", i), people) for i, who in before)
            yield from _round_mentions(scene, (*at, "rounds"), name, given)


def _batches(path: Path, given: tuple[GivenSignatures, ...]) -> Iterator[tuple[Path, GivenSignatures]]:
    """Batches of signatures with their places; a single one may be written without a list."""
    yield from ((path if len(given) == 1 else (*path, i), batch) for i, batch in enumerate(given))


def _round_mentions(scene: Scene, path: Path, name: str, given: GivenBallot) -> Iterator[Mention]:
    people = scene.scenario.people
    sections = {section for stage in scene.stages(name) if isinstance(stage, Ballot) for section in stage.sections}
    for i, one in enumerate(given.rounds):
        at = (*path, i)
        yield from _people((*at, "votes"), one.votes, people)
        for section, votes in one.sections.items():
            yield Mention("section", section, (*at, "sections", section), sections)
            yield from _people((*at, "sections", section), votes, people)
        for key, gone in (("withdrawn", one.withdrawn), ("unrecorded", one.unrecorded)):
            yield from (Mention("person", who, (*at, key, j), people) for j, who in enumerate(gone))
        converted = enumerate(one.converted)
        yield from (Mention("section", section, (*at, "converted", j), sections) for j, section in converted)


def _people(path: Path, named: Iterable[str], known: Collection[str]) -> Iterator[Mention]:
    return (Mention("person", who, (*path, who), known) for who in named)


def check_record(scene: Scene, path: Path, name: str, case: AnyConduct) -> Iterator[Fault]:
    """Every fault of the record of a case but for words that name nothing."""
    if case.given is None:
        return
    others = [key for key in case.model_fields_set if key not in ("given", "when")]
    if others:
        place = locate(scene.document, (*path, "given"))
        found = f"a record beside {' and '.join(sorted(others))}"
        yield Fault("record-and-conduct", place, found, "expected one of the two: a record says what was done")
    at = (*path, "given")
    match case:
        case PetitionConduct(given=batches) if batches:
            for where, batch in _batches(at, batches):
                yield from not_negative(scene.document, (*where, "signatures"), batch.signatures)
            everybody = sum(many for batch in batches for many in batch.signatures.values())
            yield from _fits(scene, (*at, "signatures") if len(batches) == 1 else at, name, everybody)
        case MotionConduct(given=given) if given:
            yield from _fits(scene, at, name, given.votes_for + given.against + given.spoilt)
        case NominationsConduct(given=given) if given:
            yield from _by_body(scene, (*at, "names"), name, given)
            yield from _names_fit(scene, (*at, "names"), name, given)
        case BallotConduct(given=given) if given:
            for i, one in enumerate(given.rounds):
                yield from _by_section(scene, (*at, "rounds", i), name, bool(one.votes), bool(one.sections))
                yield from _papers_fit(scene, (*at, "rounds", i), name, one)


def _by_body(scene: Scene, path: Path, name: str, given: GivenNominations) -> Iterator[Fault]:
    """Where bodies are counted apart, a number alone does not say whose names they are."""
    stage = next((stage for stage in scene.stages(name) if _counts_apart(stage)), None)
    bodies = stage.by if isinstance(stage, Nominations) else ()
    for who, names in given.names.items() if bodies else ():
        if isinstance(names, int) and names:
            place = locate(scene.document, (*path, who))
            expected = f"expected {{BODY: {names}}} with one of: {', '.join(bodies)}"
            yield Fault("names-by-body", place, f"{names} names without their body", expected)


def _counts_apart(stage: AnyStage) -> bool:
    """Whether it matters which of the bodies that nominate gave a name."""
    if not isinstance(stage, Nominations) or len(set(stage.by)) < 2:
        return False
    return any(_tells_apart(need, stage.by) for need in stage.needs.values() if need is not None)


def _tells_apart(need: Requirement, by: tuple[str, ...]) -> bool:
    """Whether some part of a requirement does not count every name given."""
    return any(isinstance(one, Names) and not set(by) <= set(one.counted(by)) for _, one in singles(need))


def _names_fit(scene: Scene, path: Path, name: str, given: GivenNominations) -> Iterator[Fault]:
    """Names that the members of a body can have given, if each may name only so many candidates.

    Who named a candidate that withdrew may have named another.
    """
    stage = scene.rules.stages[name]
    assert isinstance(stage, Nominations)
    for who, names in given.names.items():
        by_body = names if isinstance(names, Mapping) else {"": names}
        at = (*path, who) if by_body is names else path
        yield from not_negative(scene.document, at, _keyed(who, by_body))
    kept = [names for who, names in given.names.items() if who not in given.withdrawn]
    for body in stage.by if stage.names_each is not None else ():
        total = sum(_from_body(names, body, stage.by[0]) for names in kept)
        most = (stage.names_each or 0) * largest(scene, body)
        if total > most:
            expected = f"expected at most {most}, {stage.names_each} a member"
            found = f"{total} names from '{body}'"
            yield Fault("record-larger-than-body", locate(scene.document, path), found, expected)


def _keyed(who: str, by_body: Mapping[str, int]) -> Mapping[str, int]:
    return {body or who: many for body, many in by_body.items()}


def _from_body(names: int | Mapping[str, int], body: str, first: str) -> int:
    if isinstance(names, int):
        return names if body == first else 0
    return names.get(body, 0)


def largest(scene: Scene, body: str) -> int:
    """The most people that a body has at any time in the contest."""
    later = [change.size for change in scene.scenario.changes if change.body == body]
    return max([scene.scenario.bodies.get(body, 0), *later])


def not_negative(document: Node, path: Path, counts: Mapping[str, int]) -> Iterator[Fault]:
    """A fault for every number of people below nought."""
    for name, count in counts.items():
        if count < 0:
            yield Fault("number-too-small", locate(document, (*path, name)), f"'{count}'", "expected 0 or more")


def _fits(scene: Scene, path: Path, name: str, people: int) -> Iterator[Fault]:
    bodies = sorted(scene.acting(name))
    whole = sum(largest(scene, body) for body in bodies)
    if people > whole:
        expected = f"expected at most {whole}, the size of {' and '.join(bodies)}"
        yield Fault("record-larger-than-body", locate(scene.document, path), f"{people} people", expected)


def _by_section(scene: Scene, path: Path, name: str, votes: bool, sections: bool) -> Iterator[Fault]:
    stage = scene.rules.stages[name]
    assert isinstance(stage, Ballot)
    if votes and (sections or len(stage.sections) > 1):
        place = locate(scene.document, (*path, "votes"))
        expected = f"expected 'sections', with the votes of {', '.join(stage.sections)}"
        yield Fault("votes-by-section", place, "votes of all sections together", expected)


def _papers_fit(scene: Scene, path: Path, name: str, one: GivenRound) -> Iterator[Fault]:
    """Votes of a round that the people of each section can have cast, where its figures are votes."""
    ballots = [stage for stage in scene.stages(name) if isinstance(stage, Ballot)]
    only = next(iter(ballots[0].sections))
    pool = len(ballots[0].sections) == 1
    beside = one.spoilt + one.exhausted if pool else 0
    for section, votes in (one.sections or {only: one.votes}).items():
        if not _are_votes(ballots, section) or section in one.converted:
            continue
        bodies = max((ballot.sections[section].by for ballot in ballots), key=lambda by: _people_in(scene, by))
        papers, most = sum(votes.values(), Fraction(0)) + beside, _people_in(scene, bodies)
        if papers > most:
            place = locate(scene.document, (*path, "sections", section) if one.sections else (*path, "votes"))
            found = f"{_shown(papers)} papers"
            expected = f"expected at most {most}, the size of {' and '.join(bodies)}"
            yield Fault("record-larger-than-body", place, found, expected)


def _are_votes(ballots: Sequence[Ballot], section: str) -> bool:
    """Whether a section's figures on record are votes: not points or units, nor in proportion as in a college."""
    return not any(ballot.is_college for ballot in ballots) and all(
        section in ballot.sections and not isinstance(ballot.sections[section].becomes, Points | UnitVotes)
        for ballot in ballots
    )


def _people_in(scene: Scene, bodies: Sequence[str]) -> int:
    return sum(largest(scene, body) for body in bodies)


def _shown(papers: Fraction) -> str:
    return str(int(papers)) if papers.denominator == 1 else str(float(papers))
