"""Whether the office is vacant as a stage opens, and so whom its nominations admit."""

from collections.abc import Iterator, Sequence
from functools import partial

from rulesim.loading.path_fault import PathFault
from rulesim.loading.paths import walk
from rulesim.model.rulebook import Rules
from rulesim.model.stages import Nominations

State = tuple[str, bool]
"""A stage or an ending, and whether the office is vacant there."""


def states(books: Sequence[Rules], start: str, vacant: bool) -> set[State]:
    """The stages and endings that can be reached, in office and in a vacancy, under any one of the books throughout."""
    return {state for rules in books for state in walk([(start, vacant)], partial(_next, rules))}


def _next(rules: Rules, state: State) -> Iterator[State]:
    """What can follow, in office or not; nothing follows an ending."""
    name, vacant = state
    if name not in rules.stages:
        return
    stage = rules.stages[name]
    yield from ((target, vacant or outcome in stage.vacates) for outcome, target in stage.then.items())
    for other, takes in stage.meanwhile.items():
        leaves = rules.stages[other].vacates if other in rules.stages else ()
        yield other, vacant
        yield from ((target, vacant or outcome in leaves) for outcome, target in takes.items())
        if set(leaves) - set(takes):
            yield from ((target, True) for target in stage.then.values())


def shut_out(books: Sequence[Rules], start: str, vacant: bool) -> list[str]:
    """The nominations that can open in a vacancy although nobody may stand there then."""
    found = {name for name, empty in states(books, start, vacant) if empty}
    return [name for name in books[0].stages if name in found and _lacks_anyone(books, name)]


def _lacks_anyone(books: Sequence[Rules], name: str) -> bool:
    stages = (rules.stages[name] for rules in books)
    return any(isinstance(stage, Nominations) and "anyone" not in stage.needs for stage in stages)


def check_vacancies(books: Sequence[Rules]) -> Iterator[PathFault]:
    """Nominations for a vacancy at which the rule book lets nobody stand."""
    for name in shut_out(books, books[0].opens_with, vacant=False):
        found, expected = "the office may be vacant here, and then nobody may stand", "expected 'anyone: …' as well"
        yield PathFault("nobody-may-stand", ("stages", name, "needs"), found, expected)


def remarks(books: Sequence[Rules], start: str, vacant: bool) -> Iterator[str]:
    """What a rule book leaves to be understood: that with a leader in office `anyone` is the leader and challengers."""
    occupied = {name for name, empty in states(books, start, vacant) if not empty}
    for name in books[0].stages:
        stages = [rules.stages[name] for rules in books]
        if name in occupied and any(isinstance(one, Nominations) and set(one.needs) == {"anyone"} for one in stages):
            yield (
                f"at '{name}' a leader may be in office, and then 'anyone' holds for the leader and for challengers "
                "alike, since neither 'incumbent' nor 'challenger' is named"
            )
