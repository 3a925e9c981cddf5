"""Tests a published claim about bars: which base, under which rounding, gives its numbers, and who passes them?"""

from __future__ import annotations

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
    """The number that each bar comes to on one base under one rounding, and whether they are the claimed ones."""

    base: int
    base_is: str
    rule: str
    bars: Mapping[str, int]
    as_claimed: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The bases, of all that there could be, on which one bar comes to its claimed number under one rounding."""

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
    """Whether any base at all gives every claimed number under one rounding."""
    passes: Mapping[int, bool]
    """For every number that a bar comes to, or is claimed to: whether the supporters reach it."""


def study_bars(claim: Claimed) -> BarsStudy:
    """Every base under every rounding, and every base there could be for the claimed numbers."""
    rows = tuple(_rows(claim))
    origins = tuple(_origins(claim))
    numbers = sorted({*claim.numbers.values(), *(bar for row in rows for bar in row.bars.values())})
    passes = {number: claim.supporters >= number for number in numbers}
    return BarsStudy(claim, rows, origins, any(_common(origins, rule) for rule, _, _ in RULES), passes)


def bar_on(base: int, share: Fraction, rounding: Rounding, test: Test) -> int:
    """The number that a share of a base comes to."""
    return smallest(round_people(share * base, rounding), test)


def _rows(claim: Claimed) -> Iterator[Row]:
    for described, base in sorted(claim.bases.items(), key=lambda item: (item[1], item[0])):
        for rule, rounding, test in RULES:
            bars = {name: bar_on(base, share, rounding, test) for name, share in claim.shares.items()}
            yield Row(base, described, rule, bars, bars == dict(claim.numbers))


def _origins(claim: Claimed) -> Iterator[Origin]:
    for name, share in claim.shares.items():
        for rule, rounding, test in RULES:
            fitting = [
                base
                for base in _could_be(claim.numbers[name], share)
                if bar_on(base, share, rounding, test) == claim.numbers[name]
            ]
            yield Origin(name, rule, min(fitting, default=None), max(fitting, default=None))


def _could_be(number: int, share: Fraction) -> range:
    """Bases beyond which no rounding gives the number: bars grow with the base."""
    return range(int((number + 2) / share) + 1)


def _common(origins: tuple[Origin, ...], rule: str) -> bool:
    """Whether the spans of bases of all bars meet under one rounding; each span has no gaps."""
    spans = [(origin.least, origin.most) for origin in origins if origin.rule == rule]
    if any(least is None for least, _ in spans):
        return False
    return max(least for least, _ in spans if least is not None) <= min(most for _, most in spans if most is not None)
