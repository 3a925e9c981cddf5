"""`rulesim check`: what is wrong with a file."""

from typing import Annotated

import typer
from typer import Argument

from rulesim.cli.options import AsJson, SetOption, overrides
from rulesim.cli.screen import out, print_json
from rulesim.errors import Exit, Fault, InputError
from rulesim.visible import one_line

Names = Annotated[list[str], Argument(metavar="FILE...", help="Scenarios or rule books: bundled names or files.")]


def check(names: Names, set_: SetOption = None, as_json: AsJson = False) -> None:
    """Check scenarios and rule books, and list every fault with its line."""
    from rulesim.reports.json import faults as as_documents

    values = overrides(set_)
    faults: list[Fault] = []
    noted: list[str] = []
    for name in names:
        found, remarks = _faults(name, values)
        faults.extend(found)
        noted.extend(f"{name}: {remark}" for remark in remarks)
        if not as_json and not found:
            lines = [f"{name}: no faults found", *(f"  note: {remark}" for remark in remarks)]
            out().print("\n".join(one_line(line) for line in lines), soft_wrap=True)
    if as_json:
        print_json({"checked": len(names), "faults": as_documents(tuple(faults)), "remarks": noted})
    if faults:
        if not as_json:
            raise InputError(faults)
        raise typer.Exit(Exit.BAD_INPUT)


def _faults(name: str, values: dict[str, str]) -> tuple[tuple[Fault, ...], list[str]]:
    """The faults of a file or, if it has none, what it leaves to be understood."""
    from rulesim.loading.rulebook import load_rulebook, variants
    from rulesim.loading.scenario import is_rulebook, load, settle
    from rulesim.loading.standing import remarks
    from rulesim.reports.words.thresholds import out_of_force

    try:
        if is_rulebook(name):
            book = load_rulebook(name)
            return (), [*remarks(variants(book.document), book.rules.opens_with, vacant=False)]
        contest = load(name, values)
        settle(contest)
        opening = contest.scenario.opening(contest.rules.opens_with)
        noted = remarks(variants(contest.book), opening, contest.scenario.is_vacant)
        return (), [*noted, *filter(None, [out_of_force(contest)])]
    except InputError as error:
        return error.faults, []
