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
    for name in names:
        found = _faults(name, values)
        faults.extend(found)
        if not as_json and not found:
            out().print(one_line(f"{name}: no faults found"), soft_wrap=True)
    if as_json:
        print_json({"checked": len(names), "faults": as_documents(tuple(faults))})
    if faults:
        if not as_json:
            raise InputError(faults)
        raise typer.Exit(Exit.BAD_INPUT)


def _faults(name: str, values: dict[str, str]) -> tuple[Fault, ...]:
    from rulesim.loading.rulebook import load_rulebook
    from rulesim.loading.scenario import is_rulebook, load, settle

    try:
        if is_rulebook(name):
            load_rulebook(name)
        else:
            settle(load(name, values))
    except InputError as error:
        return error.faults
    return ()
