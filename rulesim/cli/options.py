"""Options that several commands share, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from rulesim.cli.numbers import whole
from rulesim.errors import Place, fail

if TYPE_CHECKING:
    from rulesim.studies.order import Order

_FINEST, _COARSEST = Fraction(1, 100_000), Fraction(1, 10)

ScenarioName = Annotated[str, Argument(metavar="SCENARIO", help="A bundled scenario (see 'rulesim list') or a file.")]
RunsOrEnough = Annotated[
    int | None,
    Option(
        parser=whole("--runs", 1, 10**12),
        metavar="N",
        help="How many times the contest is played (default 2000, or 1000 for readings); with --precision, at most.",
        show_default=False,
    ),
]
Precision = Annotated[
    str | None,
    Option(
        metavar="SHARE", help="Play until every share is known to within this margin (half its 95% interval): 0.5%."
    ),
]
Cluster = Annotated[str, Option(metavar="ADDRESS", help="Play on the Dask cluster with this scheduler address.")]
Seed = Annotated[
    int,
    Option(
        parser=whole("--seed"), metavar="N", help="The seed of the random draws: the same seed gives the same runs."
    ),
]
Workers = Annotated[
    int,
    Option(parser=whole("--workers", 0, 1024), metavar="N", help="Processes to use; 0: as many as make it faster."),
]
AsJson = Annotated[bool, Option("--json", help="Print one JSON document instead of tables.")]
ReadingOption = Annotated[
    list[str] | None,
    Option("--reading", metavar="QUESTION=READING", help="Fix the reading of a contested question (repeatable)."),
]
SetOption = Annotated[
    list[str] | None,
    Option("--set", metavar="PATH=VALUE", help="Replace a value of the scenario, or of 'rules.…' (repeatable)."),
]
ReportFolder = Annotated[
    Path | None, Option("--report", metavar="DIR", help="Write an HTML and a Markdown report into this folder.")
]


def precision(word: str | None) -> Fraction | None:
    """The precision asked for. Raises InputError."""
    if word is None:
        return None
    from rulesim.model.quantities import parse_fraction

    try:
        asked = parse_fraction(word)
    except (ValueError, ZeroDivisionError):
        asked = Fraction(0)
    if not _FINEST <= asked <= _COARSEST:
        place, expected = Place(f"--precision {word}"), "expected a share from 0.001% to 10%, such as 0.5%"
        raise fail("precision-range", place, f"'{word}'", expected)
    return asked


def pairs(words: Iterable[str] | None, option: str, example: str) -> dict[str, str]:
    """`NAME=VALUE` words as a mapping. Raises InputError."""
    found: dict[str, str] = {}
    for word in words or ():
        name, equals, value = word.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise fail("option-form", Place(f"{option} {word}"), f"'{word}'", f"expected {option} {example}")
        if name.strip() in found:
            raise fail("option-twice", Place(f"{option} {word}"), f"'{name}' is given twice", "expected it once")
        found[name.strip()] = value.strip()
    return found


def sizes(words: Iterable[str] | None) -> dict[str, int]:
    """The sizes of bodies given by `--size`. Raises InputError."""
    found = pairs(words, "--size", "BODY=N")
    return {body: whole(f"--size {body}", 0, 10**9)(many) for body, many in found.items()}


def held(words: Iterable[str] | None) -> dict[str, str]:
    """The readings fixed by `--reading`. Raises InputError."""
    return pairs(words, "--reading", "QUESTION=READING")


def overrides(words: Iterable[str] | None) -> dict[str, str]:
    """The values replaced by `--set`. Raises InputError."""
    return pairs(words, "--set", "PATH=VALUE")


def order_of(
    scenario: str,
    runs: int | None,
    otherwise: int,
    seed: int,
    reading: Iterable[str] | None,
    set_: Iterable[str] | None,
    precision_: str | None,
    workers: int,
    cluster: str,
) -> Order:
    """What a command is asked to play, with `otherwise` as the number of runs if none is given. Raises InputError."""
    from rulesim.engines.workers import Where
    from rulesim.loading.scenario import load
    from rulesim.studies.order import Order
    from rulesim.studies.precision import most_runs

    fixed, asked = held(reading), precision(precision_)
    contest = load(scenario, overrides(set_))
    return Order(contest, most_runs(runs, asked, otherwise), seed, fixed, asked, where=Where(workers, cluster))
