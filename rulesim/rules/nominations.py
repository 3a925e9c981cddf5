"""Nominations: what each candidate needs, and whether the names suffice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rulesim.model.nominations import CandidateKind, Nominations
from rulesim.model.rulebook import Body
from rulesim.model.threshold import AllOf, AnyOf, Requirement, Spread
from rulesim.rules.threshold import Sizes, needed

CONTESTED, UNOPPOSED, NONE = "contested", "unopposed", "none"


@dataclass(frozen=True, slots=True)
class Backing:
    """What a candidate has: names by body, and from how many places (None: from enough)."""

    names: Mapping[str, int]
    branches: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One part of a requirement, tested: what it counts, how many are needed and how many there are.

    It counts names from some bodies, or places, which are `called` something. `had` is None for enough of them.
    """

    bodies: tuple[str, ...]
    called: str
    needed: int
    had: int | None

    @property
    def passed(self) -> bool:
        return self.had is None or self.had >= self.needed


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


def checks(
    requirement: Requirement | None, backing: Backing, by: tuple[str, ...], sizes: Sizes, bodies: Mapping[str, Body]
) -> Iterator[Check]:
    """Every part of a requirement, tested. No requirement has no part."""
    if requirement is None:
        return
    if isinstance(requirement, AllOf | AnyOf):
        for part in requirement.all if isinstance(requirement, AllOf) else requirement.any:
            yield from checks(part, backing, by, sizes, bodies)
    elif isinstance(requirement, Spread):
        yield Check((), requirement.called, requirement.branches, backing.branches)
    else:
        counted = tuple(dict.fromkeys(requirement.by or by))
        had = sum(backing.names.get(body, 0) for body in counted)
        yield Check(counted, "names", needed(requirement, sizes, bodies), had)


def suffices(
    requirement: Requirement | None, backing: Backing, by: tuple[str, ...], sizes: Sizes, bodies: Mapping[str, Body]
) -> bool:
    """Whether a candidate's backing meets a requirement. No requirement is met by right."""
    if requirement is None:
        return True
    if isinstance(requirement, AllOf):
        return all(suffices(part, backing, by, sizes, bodies) for part in requirement.all)
    if isinstance(requirement, AnyOf):
        return any(suffices(part, backing, by, sizes, bodies) for part in requirement.any)
    return all(check.passed for check in checks(requirement, backing, by, sizes, bodies))


def outcome(candidates: int) -> str:
    """What a number of valid candidates comes to."""
    return CONTESTED if candidates > 1 else UNOPPOSED if candidates else NONE
