"""Which case of conduct applies, given what has happened so far in a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rulesim.model.conduct import AnyConduct, When


@dataclass(slots=True)
class Past:
    """What people in a run have seen: the outcome of each stage, and the votes on each motion."""

    outcomes: dict[str, str] = field(default_factory=dict)
    votes: dict[str, Mapping[str, int]] = field(default_factory=dict)
    """By motion: `for`, `against`, and every base (no paper on a motion ranks: `papers` is `valid`)."""


def pick(cases: tuple[AnyConduct, ...], past: Past, candidates: Collection[str]) -> int:
    """The position of the first case that applies."""
    for position, case in enumerate(cases):
        if case.when is None or holds(case.when, past, candidates):
            return position
    return len(cases) - 1


def holds(when: When, past: Past, candidates: Collection[str]) -> bool:
    """Whether everything a condition names has happened."""
    if when.outcome and past.outcomes.get(when.stage) != when.outcome:
        return False
    if (when.at_least is not None or when.more_than is not None) and not _share_holds(when, past):
        return False
    stand = all(person in candidates for person in when.standing)
    return stand and not any(person in candidates for person in when.not_standing)


def _share_holds(when: When, past: Past) -> bool:
    votes = past.votes.get(when.stage)
    if votes is None:
        return False
    side, base = votes[when.votes], votes[when.of]
    enough = when.at_least is None or side * when.at_least.denominator >= base * when.at_least.numerator
    more = when.more_than is None or side * when.more_than.denominator > base * when.more_than.numerator
    return enough and more
