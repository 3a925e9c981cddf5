"""What types cannot say about records (`given`): names that must exist, people who must fit into their bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from rulesim.errors import Fault
from rulesim.loading.mention import Mention
from rulesim.loading.scene import Scene
from rulesim.model.conduct import (
    AnyConduct,
    BallotConduct,
    DecisionConduct,
    GivenBallot,
    GivenMotion,
    GivenSignatures,
    NominationsConduct,
    PetitionConduct,
)
from rulesim.model.document import Node, Path, locate
from rulesim.model.stages import Ballot, Petition

CAUSE = "cause"


def record_mentions(scene: Scene, path: Path, name: str, case: AnyConduct) -> Iterator[Mention]:
    """Whom and what a record names."""
    people, at = scene.scenario.people, (*path, "given")
    match case:
        case PetitionConduct(given=given) if given:
            stage = scene.rules.stages[name]
            lists = isinstance(stage, Petition) and stage.collects == "for each challenger"
            yield from _people((*at, "signatures"), given.signatures, people if lists else (CAUSE,))
        case DecisionConduct(given=given) if given:
            yield Mention("option", given.chooses, (*at, "chooses"), scene.outcomes(name))
        case NominationsConduct(given=given) if given:
            yield from _people((*at, "names"), given.names, people)
            yield from _people((*at, "withdrawn"), given.withdrawn, given.names)
        case BallotConduct(given=given) if given:
            yield from _round_mentions(scene, (*at, "rounds"), name, given)


def _round_mentions(scene: Scene, path: Path, name: str, given: GivenBallot) -> Iterator[Mention]:
    people = scene.scenario.people
    sections = {section for stage in scene.stages(name) if isinstance(stage, Ballot) for section in stage.sections}
    for i, one in enumerate(given.rounds):
        at = (*path, i)
        yield from _people((*at, "votes"), one.votes, people)
        for section, votes in one.sections.items():
            yield Mention("section", section, (*at, "sections", section), sections)
            yield from _people((*at, "sections", section), votes, people)
        yield from (Mention("person", who, (*at, "withdrawn", j), people) for j, who in enumerate(one.withdrawn))


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
    match case.given:
        case GivenSignatures(signatures=signatures):
            yield from not_negative(scene.document, (*at, "signatures"), signatures)
            yield from _fits(scene, (*at, "signatures"), name, sum(signatures.values()))
        case GivenMotion() as given:
            yield from _fits(scene, at, name, given.votes_for + given.against + given.spoilt)
        case GivenBallot(rounds=rounds):
            for i, one in enumerate(rounds):
                yield from not_negative(scene.document, (*at, "rounds", i, "votes"), one.votes)
                for section, votes in one.sections.items():
                    yield from not_negative(scene.document, (*at, "rounds", i, "sections", section), votes)
                yield from _by_section(scene, (*at, "rounds", i), name, bool(one.votes), bool(one.sections))
    if isinstance(case, NominationsConduct) and case.given:
        yield from not_negative(scene.document, (*at, "names"), case.given.names)


def not_negative(document: Node, path: Path, counts: Mapping[str, int]) -> Iterator[Fault]:
    """A fault for every number of people below nought."""
    for name, count in counts.items():
        if count < 0:
            yield Fault("number-too-small", locate(document, (*path, name)), f"'{count}'", "expected 0 or more")


def _fits(scene: Scene, path: Path, name: str, people: int) -> Iterator[Fault]:
    bodies = sorted(scene.acting(name))
    whole = sum(scene.scenario.bodies.get(body, 0) for body in bodies)
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
