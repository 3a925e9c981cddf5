"""The graph of stages: what can follow what, and what can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage

END = "end."


def targets(stage: AnyStage) -> Iterator[str]:
    """Every stage or ending that a stage can lead to, and the stages that run beside it."""
    yield from stage.then.values()
    for name, takeovers in stage.meanwhile.items():
        yield name
        yield from takeovers.values()


def reachable(books: Iterable[Rules], start: str, without: frozenset[str] = frozenset()) -> set[str]:
    """The stages and endings (`end.<id>`) that can be reached from a stage under any of the books.

    Stages in `without` are reached but not passed.
    """
    variants = tuple(books)
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in without or name.startswith(END):
            continue
        for rules in variants:
            if name in rules.stages:
                waiting.extend(targets(rules.stages[name]))
    return seen


def entered(books: Iterable[Rules]) -> set[str]:
    """Stages that a contest comes to under any of the books; the others only run beside them."""
    found: set[str] = set()
    for rules in books:
        found.add(rules.opens_with)
        for stage in rules.stages.values():
            found.update(stage.then.values())
            found.update(target for takeovers in stage.meanwhile.values() for target in takeovers.values())
    return found
