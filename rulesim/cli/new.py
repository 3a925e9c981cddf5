"""`rulesim new`: start a party of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rulesim.cli.screen import out

Name = Annotated[str, typer.Argument(metavar="NAME", help="A short name in small letters: oak-party.")]
Folder = Annotated[Path, typer.Option("--folder", metavar="DIR", help="Where the files go.")]


def new(name: Name, folder: Folder = Path()) -> None:
    """Write a commented rule book and a scenario that run as written, to start from."""
    from rulesim.loading.starter_files import start

    for path in start(name, folder):
        out().print(f"wrote {path}")
    out().print(f"Try: rulesim run {folder / name}.yaml")
