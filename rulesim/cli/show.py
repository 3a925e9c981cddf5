"""`rulesim show`: a scenario or rule book, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rulesim.cli.options import AsJson, SetOption, overrides
from rulesim.cli.screen import out, print_json

if TYPE_CHECKING:
    from rulesim.model.contest import Contest

Name = Annotated[str, typer.Argument(metavar="NAME", help="A scenario or rule book: a bundled name or a file.")]
Diff = Annotated[
    str | None, typer.Option("--diff", metavar="OTHER", help="Show a rule book beside another version of it.")
]


def show(name: Name, set_: SetOption = None, diff: Diff = None, as_json: AsJson = False) -> None:
    """Show a rule book as a procedure, or a scenario with every default spelt out."""
    from rulesim.loading.rulebook import load_rulebook
    from rulesim.loading.scenario import is_rulebook, load
    from rulesim.reports.comparison import comparison
    from rulesim.reports.procedure import procedure
    from rulesim.reports.situation import situation

    if is_rulebook(name):
        book = load_rulebook(name)
        if diff is not None:
            other = load_rulebook(diff)
            out().print(comparison((book.rules, book.document), (other.rules, other.document)))
        elif as_json:
            print_json(book.document.plain())
        else:
            out().print(procedure(book.rules, book.document))
        return
    contest = load(name, overrides(set_))
    if as_json:
        print_json(
            contest.scenario.model_dump(mode="json", by_alias=True, exclude={"conduct"})
            | {"conduct": _conduct(contest)}
        )
    else:
        out().print(situation(contest))


def _conduct(contest: Contest) -> dict[str, object]:
    return {
        stage: [case.model_dump(mode="json", by_alias=True, exclude_defaults=True) for case in cases]
        for stage, cases in contest.conduct.items()
    }
