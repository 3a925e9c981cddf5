"""Nominations: what each candidate needs, and whether the names suffice."""

from __future__ import annotations

from collections.abc import Mapping

from rulesim.model.rulebook import Body
from rulesim.model.stages import CandidateKind, Nominations
from rulesim.model.threshold import AllOf, AnyOf, Requirement
from rulesim.rules.threshold import Sizes, needed

CONTESTED, UNOPPOSED, NONE = "contested", "unopposed", "none"


def kind_of(stage: Nominations, candidate: str, leader: str, vacant: bool) -> CandidateKind:
    """Which requirement a candidate falls under: a sitting leader, a challenger, or anybody."""
    if vacant:
        return "anyone"
    kind: CandidateKind = "incumbent" if candidate == leader else "challenger"
    return kind if kind in stage.needs else "anyone"


def may_stand(stage: Nominations, candidate: str, leader: str, vacant: bool) -> bool:
    """Whether the rules let a person be a candidate at all."""
    barred = vacant and candidate == leader and stage.former_leader == "barred"
    return not barred and kind_of(stage, candidate, leader, vacant) in stage.needs


def suffices(
    requirement: Requirement | None,
    names: Mapping[str, int],
    by: tuple[str, ...],
    sizes: Sizes,
    bodies: Mapping[str, Body],
) -> bool:
    """Whether names, counted by body, meet a requirement. No requirement is met by right."""
    if requirement is None:
        return True
    if isinstance(requirement, AllOf):
        return all(suffices(part, names, by, sizes, bodies) for part in requirement.all)
    if isinstance(requirement, AnyOf):
        return any(suffices(part, names, by, sizes, bodies) for part in requirement.any)
    had = sum(names.get(body, 0) for body in dict.fromkeys(requirement.by or by))
    return had >= needed(requirement, sizes, bodies)


def outcome(candidates: int) -> str:
    """What a number of valid candidates comes to."""
    return CONTESTED if candidates > 1 else UNOPPOSED if candidates else NONE
