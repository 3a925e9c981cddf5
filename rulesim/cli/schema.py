"""`rulesim schema`: what a text editor needs to complete and check files."""

from enum import StrEnum
from typing import Annotated

from typer import Argument

from rulesim.cli.screen import print_json


class FileKind(StrEnum):
    """The kinds of file that people write."""

    RULEBOOK = "rulebook"
    SCENARIO = "scenario"
    SEED = "seed"


def schema(kind: Annotated[FileKind, Argument(help="Which kind of file.")]) -> None:
    """Print the JSON Schema of rule books, scenarios or seeds, for text editors that complete and check."""
    from rulesim.reports.schema import schema as of

    print_json(of(kind.value))
