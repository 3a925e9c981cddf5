"""Options that several commands share, and how their words are taken apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from rulesim.errors import Place, fail

ScenarioName = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A bundled scenario (see 'rulesim list') or a file.")
]
Runs = Annotated[int, typer.Option("--runs", min=1, help="How many times the contest is played.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Which luck: the same seed gives the same runs.")]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes to use; 0: as many as are worth it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reading", metavar="QUESTION=READING", help="Hold a contested question at one reading (repeatable)."
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Replace a value of the scenario, or of 'rules.…' (repeatable)."),
]
ReportFolder = Annotated[
    Path | None, typer.Option("--report", metavar="DIR", help="Write an HTML and a Markdown report into this folder.")
]


def pairs(words: Iterable[str] | None, option: str, example: str) -> dict[str, str]:
    """`NAME=VALUE` words as a mapping. Raises InputError."""
    found: dict[str, str] = {}
    for word in words or ():
        name, equals, value = word.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise fail("option-form", Place(f"{option} {word}"), f"'{word}'", f"expected {option} {example}")
        if name.strip() in found:
            raise fail("option-twice", Place(f"{option} {word}"), f"'{name}' a second time", "expected it once")
        found[name.strip()] = value.strip()
    return found


def sizes(words: Iterable[str] | None) -> dict[str, int]:
    """The sizes of bodies told by `--size`. Raises InputError."""
    found = pairs(words, "--size", "BODY=N")
    for body, many in found.items():
        if not (many.isascii() and many.isdigit() and 0 < len(many) < 10):
            raise fail("not-a-number", Place(f"--size {body}={many}"), f"'{many}'", "expected a whole number")
    return {body: int(many) for body, many in found.items()}


def held(words: Iterable[str] | None) -> dict[str, str]:
    """The readings held."""
    return pairs(words, "--reading", "QUESTION=READING")


def overrides(words: Iterable[str] | None) -> dict[str, str]:
    """The values replaced."""
    return pairs(words, "--set", "PATH=VALUE")
