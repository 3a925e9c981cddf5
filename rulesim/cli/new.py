"""`rulesim new`: files to start from."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from rulesim.cli.screen import out

Name = Annotated[str, Argument(metavar="NAME", help="A short name in lower case, such as oak-party.")]
Folder = Annotated[Path, Option("--folder", metavar="DIR", help="The folder to write to.")]


def new(name: Name, folder: Folder = Path()) -> None:
    """Write a commented rule book and a scenario to start from. They run as they are."""
    from rulesim.loading.starter_files import write_starter_files

    for path in write_starter_files(name, folder):
        out().print(f"wrote {path}")
    out().print(f"Try: rulesim run {folder / name}.yaml")
