"""Paths through a rule book: every stage and ending can be reached, no stage is a trap, every winner has won."""

from collections.abc import Iterator, Mapping, Sequence

from rulesim.loading.graph import entered, reachable, targets, walk
from rulesim.loading.path_fault import PathFault
from rulesim.model.document import Path
from rulesim.model.rulebook import END, Rules

WINNING = {("ballot", "elected"), ("nominations", "unopposed")}
"""The outcomes that give a winner, by kind of stage."""


def check_paths(books: Sequence[Rules]) -> Iterator[PathFault]:
    """Every fault in the paths through some variants of a rule book, from its first stage."""
    start = books[0].opens_with
    reached = reachable(books, start)
    for kind, names, prefix in (("stage", books[0].stages, ""), ("ending", books[0].endings, END)):
        for name in names:
            if prefix + name not in reached:
                found = f"no path leads to the {kind} '{name}'"
                yield PathFault(f"{kind}-unused", (f"{kind}s", name), found, "expected at least one")
    yield from _endless(books)
    for path, ending in without_winner(books, start).items():
        found = f"the ending '{ending}' makes the winner leader, but nobody may have won by this point"
        yield PathFault("ending-without-winner", path, found, "expected one with 'leads: incumbent' or 'leads: nobody'")


def _endless(books: Sequence[Rules]) -> Iterator[PathFault]:
    """Stages from which no path leads to an ending, except those that only run beside others."""
    through = entered(books)
    for name in books[0].stages:
        leads_on = name in through and any(list(targets(rules.stages[name])) for rules in books)
        if leads_on and not any(target.startswith(END) for target in reachable(books, name)):
            found = f"no ending can be reached from '{name}'"
            yield PathFault("stage-without-end", ("stages", name, "then"), found, "expected a path to one")


def without_winner(books: Sequence[Rules], start: str) -> dict[Path, str]:
    """The endings that make the winner leader and can be reached though nobody has won, by the path that names them."""
    faulty: dict[Path, str] = {}

    def after(name: str) -> Iterator[str]:
        for path, target in (step for rules in books for step in _steps(rules, name)):
            ending = target.removeprefix(END)
            if not target.startswith(END):
                yield target
            elif any(rules.endings[ending].leads == "winner" for rules in books):
                faulty[path] = ending

    walk([start], after)
    return faulty


def _steps(rules: Rules, name: str) -> Iterator[tuple[Path, str]]:
    """Where a stage, or one beside it, can lead without giving a winner, and where it says so."""
    stage, at = rules.stages[name], ("stages", name)
    routes: list[tuple[Path, str, Mapping[str, str]]] = [((*at, "then"), name, stage.then)]
    routes += [((*at, "meanwhile", other), other, takeovers) for other, takeovers in stage.meanwhile.items()]
    for path, acting, follows in routes:
        for outcome, target in follows.items():
            if (rules.stages[acting].kind, outcome) not in WINNING:
                yield (*path, outcome), target
