"""What types cannot check in records (`given`): people who must fit into their bodies, figures by section or body."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeGuard

from rulesim.loading.check_rounds import check_round, record_fits
from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.instead import listed
from rulesim.loading.path_fault import PathFault
from rulesim.model.conduct import AnyConduct, BallotConduct, MotionConduct, NominationsConduct, PetitionConduct
from rulesim.model.document import Path
from rulesim.model.record import GivenNominations, GivenSignatures
from rulesim.model.requirement import Names, Spread, singles
from rulesim.model.rough import number_of
from rulesim.model.stages import AnyStage, CandidateKind, Nominations


def check_record(draft: DraftContest, path: Path, name: str, case: AnyConduct) -> Iterator[PathFault]:
    """Every fault in the record of a case, except names of things that do not exist."""
    if case.given is None:
        return
    at = (*path, "given")
    others = [key for key in case.model_fields_set if key not in ("given", "when")]
    if others:
        found = f"both a record ('given') and {listed(sorted(others))}"
        yield PathFault("record-and-conduct", at, found, "expected one or the other")
    acting = sorted(draft.acting[name])
    match case:
        case PetitionConduct(given=batches) if batches:
            yield from _signatures(draft, at, acting, batches)
        case MotionConduct(given=given) if given:
            yield from record_fits(draft, at, acting, Fraction(given.papers), "people")
        case NominationsConduct(given=given) if given:
            yield from _by_body(draft, (*at, "names"), name, given)
            yield from _spread(draft, at, name, given)
            yield from _names_fit(draft, (*at, "names"), name, given)
        case BallotConduct(given=given) if given:
            for i, one in enumerate(given.rounds):
                yield from check_round(draft, (*at, "rounds", i), name, one)


def _signatures(
    draft: DraftContest, path: Path, acting: Sequence[str], batches: Sequence[GivenSignatures]
) -> Iterator[PathFault]:
    everybody = Fraction(sum(number_of(many) for batch in batches for many in batch.signatures.values()))
    yield from record_fits(draft, (*path, 0, "signatures") if len(batches) == 1 else path, acting, everybody, "people")


def _by_body(draft: DraftContest, path: Path, name: str, given: GivenNominations) -> Iterator[PathFault]:
    """Where bodies are counted separately, a number alone does not say who nominated."""
    bodies = next((stage.by for stage in draft.stages(name) if _counts_separately(stage)), ())
    for who, names in given.names.items() if bodies else ():
        if not isinstance(names, Mapping) and (number := number_of(names)):
            found = f"{number} nominations that do not say from which body"
            expected = f"expected {{BODY: {number}}} with one of: {', '.join(bodies)}"
            yield PathFault("names-by-body", (*path, who), found, expected)
        elif isinstance(names, Mapping) and any(names.values()) and not given.others and set(names) <= set(bodies):
            unsaid = [body for body in bodies if body not in names]
            if unsaid:
                found = f"nothing is said of nominations from {', '.join(unsaid)}"
                expected = f"expected '{unsaid[0]}: 0' if there were none, or 'others: not known' beside the names"
                yield PathFault("names-by-body", (*path, who), found, expected)


def _counts_separately(stage: AnyStage) -> TypeGuard[Nominations]:
    """Whether it matters from which of several bodies a nomination comes: some part of what is needed counts few."""
    if not isinstance(stage, Nominations) or len(set(stage.by)) < 2:
        return False
    parts = (one for need in stage.needs.values() if need is not None for one in singles(need))
    return any(isinstance(one, Names) and not set(stage.by) <= set(one.counted(stage.by)) for one in parts)


def _spread(draft: DraftContest, path: Path, name: str, given: GivenNominations) -> Iterator[PathFault]:
    """Whoever needs nominations from a number of places, and has any: the record says from how many they came."""
    for who, names in given.names.items():
        needs = [
            need
            for kind in _kinds(draft, who)
            for stage in _nominations(draft, name)
            if (need := stage.needs.get(kind))
        ]
        spread = next((one for need in needs for one in singles(need) if isinstance(one, Spread)), None)
        some = any(names.values()) if isinstance(names, Mapping) else number_of(names)
        if spread and some and who not in given.branches and not given.others:
            found = f"nothing is said of how many {spread.called} the nominations of '{who}' came from"
            yield PathFault("branches-missing", (*path, "names", who), found, f"expected 'branches: {{{who}: …}}'")


def _kinds(draft: DraftContest, who: str) -> Iterator[CandidateKind]:
    """What a candidate may be in this contest."""
    yield "anyone"
    if not draft.scenario.is_vacant:
        yield "incumbent" if who == draft.scenario.leader else "challenger"


def _nominations(draft: DraftContest, name: str) -> Iterator[Nominations]:
    return (stage for stage in draft.stages(name) if isinstance(stage, Nominations))


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
