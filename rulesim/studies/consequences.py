"""One slip makes many differences: the first is told first, and those that follow from it after it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rulesim.engines.event.state import Run
from rulesim.errors import InputError
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest, Readings
from rulesim.studies.causes import won_at
from rulesim.studies.difference import About, Cause, Difference

_IN_ORDER: tuple[About, ...] = (
    "silence", "early", "late", "stray names", "stray votes", "votes missing", "lot missing", "stray lot", "recount",
    "bar", "leaves", "record ends", "path", "figure", "share", "rounds", "ballot", "leader", "ending", "decided",
)  # fmt: skip
"""What comes about before what, at a stage and then in the contest as a whole."""
_COURSE = {"silence", "leaves", "path", "rounds", "ballot", "leader", "ending"}
"""Differences after which the contest is another one."""


def fold(found: Iterable[Difference], run: Run) -> list[Difference]:
    """The differences in the order of the contest, each after the one that it follows from, with the same cause."""
    groups: list[list[Difference]] = []
    other_course: list[Difference] | None = None
    for one in sorted(found, key=lambda one: _place(one, run)):
        group = other_course or next((each for each in reversed(groups) if _follows(one, each[0], run)), None)
        if group is None:
            group = [one]
            groups.append(group)
        else:
            group.append(replace(one, follows=True, why=cause_of(group[0])))
        other_course = other_course or (group if one.about in _COURSE else None)
    return [one for group in groups for one in group]


def cause_of(root: Difference) -> Cause:
    """What is given as the reason of all that follows from a difference: a gap in the record, or its own reason."""
    return root if root.is_gap else root.why


def _place(one: Difference, run: Run) -> tuple[int, float, int]:
    """When in the contest it comes about: at which stage, after which round, and what before what."""
    stages: Sequence[str] = tuple(run.history.visits)
    stage = one.stage or _dropped_out_at(one)
    if not stage:
        return len(stages) + 1, 0, _IN_ORDER.index(one.about)
    after = 0 if one.about == "silence" else one.round or float("inf")
    return stages.index(stage) if stage in stages else len(stages), after, _IN_ORDER.index(one.about)


def _dropped_out_at(one: Difference) -> str:
    """The stage at which somebody dropped out who is on only one of the two lists of the last ballot."""
    events = one.why if one.about == "ballot" and isinstance(one.why, tuple) else ()
    return next((block[-1].stage for block in events), "")


def _follows(one: Difference, root: Difference, run: Run) -> bool:
    """Whether a difference follows from an earlier one that leaves the course of the contest as it is: of the result,
    if that is decided there; of a figure, at the same stage, or if it is the same figure again. Votes that count for
    nothing matter from the first round only: then somebody is missing from the ballot."""
    if root.about == "stray votes" and root.round > 1:
        return one.about == "stray votes" and one.stage == root.stage
    if not one.stage:
        return one.about != "decided" and root.stage == won_at(run)
    again = one.about == root.about == "figure" and _figure(one) == _figure(root)
    return one.stage == root.stage or again


def _figure(one: Difference) -> tuple[object, ...]:
    """What a figure is, whoever it is of, and its two values: 51 `needed` and not 50."""
    return one.subject.split(".")[1], one.recorded, one.derived


Differs = Callable[[Contest, Mapping[str, str]], set[str]]
"""What of a contest differs from its record, under some readings."""


def by_reading(
    found: Sequence[Difference], contest: Contest, held: Mapping[str, str], differs: Differs
) -> Sequence[Difference]:
    """The differences; those that follow from no other with the readings held from outside that make them."""
    if not found or not held or not _is_settled(contest):
        return found
    plain = differs(contest, {})
    alone = {question: differs(contest, {question: reading}) for question, reading in held.items()}
    return [one if one.follows or one.what in plain else replace(one, under=_blamed(one, held, alone)) for one in found]


def _is_settled(contest: Contest) -> bool:
    """Whether the record itself says how every question is read that is not ruled on."""
    try:
        settle(contest)
    except InputError:
        return False
    return True


def _blamed(one: Difference, held: Mapping[str, str], alone: Mapping[str, set[str]]) -> Readings:
    """The readings that make a difference each by itself; if none does, all of them together."""
    by_itself = tuple((question, held[question]) for question, found in alone.items() if one.what in found)
    return by_itself or tuple(held.items())
