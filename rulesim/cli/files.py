"""`rulesim list`, `rulesim new` and `rulesim schema`: the files that are bundled, and those to write of one's own."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from rulesim.cli.options import AsJson
from rulesim.cli.screen import out, print_json
from rulesim.visible import one_line

Name = Annotated[str, Argument(metavar="NAME", help="A short name in lower case, such as oak-party.")]
Folder = Annotated[Path, Option("--folder", metavar="DIR", help="The folder to write to.")]

Party = Annotated[str, Option("--party", metavar="TEXT", help="Only parties or rule books with this in their names.")]
Country = Annotated[str, Option("--country", metavar="XX", help="Only this country, by its two letters, such as GB.")]
InForce = Annotated[str, Option("--in-force", metavar="WHEN", help="Only rules in force in this year, month or day.")]
Replays = Annotated[bool, Option("--replays", help="Only replays of what happened, not rule books or scenarios.")]


class FileKind(StrEnum):
    """The kinds of file that people write."""

    RULEBOOK = "rulebook"
    SCENARIO = "scenario"
    SEED = "seed"


def listing(
    party: Party = "", country: Country = "", in_force: InForce = "", replays: Replays = False, as_json: AsJson = False
) -> None:
    """List the bundled rule books by country and party, with what is played by them."""
    from rulesim.loading.catalogue import bundled, wanted

    found = bundled(wanted(party, country, in_force, replays))
    if as_json:
        from rulesim.reports.json import catalogue

        print_json(catalogue(found))
        return
    from rulesim.reports.tables.listing import listing_table

    out().print(listing_table(found) if found else "Nothing bundled is like that; rulesim list shows everything.")


def new(name: Name, folder: Folder = Path()) -> None:
    """Write a commented rule book and a scenario to start from. They run as they are."""
    from rulesim.loading.starter_files import write_starter_files

    for path in write_starter_files(name, folder):
        out().print(one_line(f"wrote {path}"), soft_wrap=True)
    out().print(one_line(f"Try: rulesim run {folder / name}.yaml"), soft_wrap=True)


def schema(kind: Annotated[FileKind, Argument(help="Which kind of file.")]) -> None:
    """Print the JSON Schema of rule books, scenarios or seeds, for text editors that complete and check."""
    from rulesim.reports.schema import schema as of

    print_json(of(kind.value))
