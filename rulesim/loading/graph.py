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
    variants = tuple(books)
    found: set[str] = set()
    waiting = [rules.opens_with for rules in variants]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for rules in variants:
            if name in rules.stages:
                waiting.extend(rules.stages[name].then.values())
                waiting.extend(next_ for takes in rules.stages[name].meanwhile.values() for next_ in takes.values())
    return found
