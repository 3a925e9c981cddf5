"""Tests a published claim about thresholds: which base and which rounding give its numbers, and who reaches them?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rulesim.model.scenario import Claimed
from rulesim.model.threshold import Rounding, Test
from rulesim.rules.threshold import round_people, smallest

RULES: tuple[tuple[str, Rounding, Test], ...] = (
    ("at least, rounded up", "up", "at least"),
    ("to the nearest", "nearest", "at least"),
    ("rounded down", "down", "at least"),
    ("more than", "exact", "more than"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """The number for each bar on one base under one rounding, and whether all are as claimed."""

    base: int
    base_is: str
    rule: str
    bars: Mapping[str, int]
    as_claimed: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The bases, of all possible ones, that give the claimed number for one bar under one rounding."""

    bar: str
    rule: str
    least: int | None
    most: int | None


@dataclass(frozen=True)
class BarsStudy:
    """A claim about bars, tested."""

    claim: Claimed
    rows: tuple[Row, ...]
    origins: tuple[Origin, ...]
    single_base: bool
    """Whether one base and one rounding can give every claimed number."""
    passes: Mapping[int, bool]
    """For every number found or claimed for a bar, whether the supporters reach it."""


def study_bars(claim: Claimed) -> BarsStudy:
    """Tries every base under every rounding, and looks for every possible base of the claimed numbers."""
    rows, origins = tuple(_rows(claim)), tuple(_origins(claim))
    numbers = sorted({*claim.numbers.values(), *(bar for row in rows for bar in row.bars.values())})
    passes = {number: claim.supporters >= number for number in numbers}
    return BarsStudy(claim, rows, origins, any(_common(origins, rule) for rule, _, _ in RULES), passes)


def bar_on(base: int, share: Fraction, rounding: Rounding, test: Test) -> int:
    """The number of people that a share of a base requires."""
    return smallest(round_people(share * base, rounding), test)


def _rows(claim: Claimed) -> Iterator[Row]:
    for described, base in sorted(claim.bases.items(), key=lambda item: (item[1], item[0])):
        for rule, rounding, test in RULES:
            bars = {name: bar_on(base, share, rounding, test) for name, share in claim.shares.items()}
            yield Row(base, described, rule, bars, bars == dict(claim.numbers))


def _origins(claim: Claimed) -> Iterator[Origin]:
    for name, share in claim.shares.items():
        for rule, rounding, test in RULES:
            number = claim.numbers[name]
            # A bar grows with its base, so beyond this no rounding gives the number.
            bases = range(int((number + 2) / share) + 1)
            fitting = [base for base in bases if bar_on(base, share, rounding, test) == number]
            yield Origin(name, rule, min(fitting, default=None), max(fitting, default=None))


def _common(origins: tuple[Origin, ...], rule: str) -> bool:
    """Whether the ranges of bases of all bars overlap under one rounding; no range has gaps."""
    ranges = [(origin.least, origin.most) for origin in origins if origin.rule == rule]
    found = [(least, most) for least, most in ranges if least is not None and most is not None]
    return len(found) == len(ranges) and max(least for least, _ in found) <= min(most for _, most in found)
