"""The graph of stages: what can follow what, and what can be reached."""

from collections.abc import Callable, Iterable, Iterator

from rulesim.model.rulebook import Rules
from rulesim.model.stages import AnyStage


def targets(stage: AnyStage) -> Iterator[str]:
    """Every stage or ending that a stage can lead to, and the stages that run beside it."""
    yield from _next(stage)
    yield from stage.meanwhile


def _next(stage: AnyStage) -> Iterator[str]:
    """What a contest can come to from a stage, also when one beside it takes over."""
    yield from stage.then.values()
    for takeovers in stage.meanwhile.values():
        yield from takeovers.values()


def reachable(books: Iterable[Rules], start: str, without: frozenset[str] = frozenset()) -> set[str]:
    """The stages and endings (`end.<id>`) that can be reached from a stage under any of the books.

    Stages in `without` are reached but not passed.
    """
    variants = tuple(books)

    def after(name: str) -> Iterator[str]:
        return iter(()) if name in without else _from_stage(variants, name, targets)

    return walk([start], after)


def entered(books: Iterable[Rules]) -> set[str]:
    """Stages that a contest comes to under any of the books; the others only run beside them."""
    variants = tuple(books)
    return walk([rules.opens_with for rules in variants], lambda name: _from_stage(variants, name, _next))


def walk(starts: Iterable[str], after: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything that can be come to from some starts, each looked at once."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(after(name))
    return seen


def _from_stage(books: Iterable[Rules], name: str, follow: Callable[[AnyStage], Iterator[str]]) -> Iterator[str]:
    """What follows a stage under any of the books; nothing follows an ending."""
    return (target for rules in books if name in rules.stages for target in follow(rules.stages[name]))
