"""Paths through a rule book: what can follow what, and whether each stage and ending can be reached and left."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from rulesim.loading.instead import listed
from rulesim.loading.path_fault import PathFault
from rulesim.model.document import Path
from rulesim.model.rulebook import END, Rules

Place = TypeVar("Place", bound=Hashable)
"""A stage or an ending, or either with what holds there."""
After = Callable[[str], tuple[str, ...]]
"""What a contest can come to from a stage."""
WINNING = {("ballot", "elected"), ("nominations", "unopposed")}
"""The outcomes that give a winner, by kind of stage."""


def follows(books: Sequence[Rules], name: str, beside: bool = True) -> Iterator[str]:
    """What a contest can come to from a stage under any of the books, and the stages that run `beside` it.

    Nothing follows an ending.
    """
    for stage in (rules.stages[name] for rules in books if name in rules.stages):
        yield from stage.then.values()
        for takeovers in stage.meanwhile.values():
            yield from takeovers.values()
        yield from stage.meanwhile if beside else ()


def remembered(books: Sequence[Rules], beside: bool = True) -> After:
    """The same, for whoever asks again and again: each stage is looked up once, however many books there are."""
    return cache(lambda name: tuple(dict.fromkeys(follows(books, name, beside))))


def reachable(books: Sequence[Rules], start: str, without: frozenset[str] = frozenset()) -> set[str]:
    """The stages and endings (`end.<id>`) that can be reached from a stage under any of the books.

    Stages in `without` are reached but not passed.
    """
    return walk([start], lambda name: () if name in without else follows(books, name))


def entered(books: Sequence[Rules]) -> set[str]:
    """Stages that a contest comes to under any of the books; the others only run beside them."""
    return walk([rules.opens_with for rules in books], lambda name: follows(books, name, beside=False))


def walk(starts: Iterable[Place], after: Callable[[Place], Iterable[Place]]) -> set[Place]:
    """Everything that can be come to from some starts, each looked at once."""
    seen: set[Place] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(after(name))
    return seen


def check_paths(books: Sequence[Rules]) -> Iterator[PathFault]:
    """Every fault in the paths through some variants of a rule book, from its first stage."""
    start, after = books[0].opens_with, remembered(books)
    reached = walk([start], after)
    endless = tuple(_endless(books, after))
    yield from endless
    for kind, names, prefix in (("stage", books[0].stages, ""), ("ending", books[0].endings, END)):
        for name in names:
            if prefix + name not in reached and not (endless and prefix):  # a loop is why no ending is reached
                found = f"no path leads to the {kind} '{name}'"
                expected = f"expected an outcome that leads to '{prefix}{name}', or no such {kind}"
                yield PathFault(f"{kind}-unused", (f"{kind}s", name), found, expected)
    yield from _without_winner(without_winner(books, start))


def _without_winner(faulty: Mapping[Path, str]) -> Iterator[PathFault]:
    """A fault where an outcome leads to an ending for winners though nobody has won; if several do, at the ending."""
    expected = "expected one with 'leads: incumbent' or 'leads: nobody'"
    for ending in dict.fromkeys(faulty.values()):
        paths = [path for path, one in faulty.items() if one == ending]
        found = f"the ending '{ending}' makes the winner leader, but nobody may have won by this point"
        if len(paths) > 1:
            found = f"'leads: winner', but nobody may have won after {listed(map(_acting, paths))}"
            expected = "expected 'leads: incumbent' or 'leads: nobody'"
        at: Path = paths[0] if len(paths) == 1 else ("endings", ending, "leads")
        yield PathFault("ending-without-winner", at, found, expected)


def _acting(path: Path) -> str:
    """The outcome at the end of a path, with the stage that has it: this one, or one beside it."""
    return f"{path[1] if path[2] == 'then' else path[3]}.{path[-1]}"


def _endless(books: Sequence[Rules], after: After) -> Iterator[PathFault]:
    """Stages from which no path leads to an ending, except those that only run beside others."""
    through = entered(books)
    leading_on = [name for name in books[0].stages if name in through and after(name)]
    ending = _leading_to_an_end(books[0].stages, after)
    ring = [name for name in leading_on if name not in ending]
    if ring:
        found = f"no ending can be reached from {listed(ring)}"
        yield PathFault(
            "stage-without-end", ("stages", ring[0], "then"), found, "expected an outcome that leads to one"
        )


def _leading_to_an_end(stages: Iterable[str], after: After) -> set[str]:
    """The stages from which some path leads to an ending: walking backwards from all endings, each is come to once."""
    before: dict[str, list[str]] = {}
    for name in stages:
        for to in after(name):
            before.setdefault(to, []).append(name)
    return walk((to for to in before if to.startswith(END)), lambda name: before.get(name, ()))


def without_winner(books: Sequence[Rules], start: str) -> dict[Path, str]:
    """The endings that make the winner leader and can be reached though nobody has won, by the path that names them."""
    faulty: dict[Path, str] = {}
    won = {ending for rules in books for ending, one in rules.endings.items() if one.leads == "winner"}

    def after(name: str) -> Iterator[str]:
        for path, target in (step for rules in books for step in _steps(rules, name)):
            ending = target.removeprefix(END)
            if not target.startswith(END):
                yield target
            elif ending in won:
                faulty[path] = ending

    walk([start], after)
    return faulty


def after_an_election(books: Sequence[Rules]) -> dict[str, str]:
    """The ballots that can be held after one that elected somebody, with no nominations between; each with that one."""
    found, after = dict[str, str](), remembered(books)
    for name, next_ in dict.fromkeys((name, next_) for rules in books for name, next_ in _elections(rules)):
        ballots = walk([next_], lambda one: () if _sets_the_list(books, one) else after(one))
        kinds = {one: books[0].stages[one].kind for one in ballots if one in books[0].stages}
        found |= {one: found.get(one, name) for one, kind in kinds.items() if kind == "ballot"}
    return found


def _elections(rules: Rules) -> Iterator[tuple[str, str]]:
    """Every ballot with what follows it, or takes over, once it has elected somebody."""
    for name, stage in rules.stages.items():
        routes = [(name, stage.then), *stage.meanwhile.items()]
        for acting, targets in routes:
            if acting in rules.stages and rules.stages[acting].kind == "ballot" and "elected" in targets:
                yield acting, targets["elected"]


def _sets_the_list(books: Sequence[Rules], name: str) -> bool:
    """Whether a stage says anew who the candidates are, so that a ballot before it no longer matters."""
    return name in books[0].stages and books[0].stages[name].kind in ("nominations", "ballot")


def _steps(rules: Rules, name: str) -> Iterator[tuple[Path, str]]:
    """Where a stage, or one beside it, can lead without giving a winner, and where it says so."""
    stage, at = rules.stages[name], ("stages", name)
    routes: list[tuple[Path, str, Mapping[str, str]]] = [((*at, "then"), name, stage.then)]
    routes += [((*at, "meanwhile", other), other, takeovers) for other, takeovers in stage.meanwhile.items()]
    for path, acting, follows in routes:
        for outcome, target in follows.items():
            if (rules.stages[acting].kind, outcome) not in WINNING:
                yield (*path, outcome), target
