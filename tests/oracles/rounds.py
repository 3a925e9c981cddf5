"""What a round of a ballot comes to, from the votes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Bar:
    """A share of a base, or of `one` (a fixed number), that a number must exceed or reach."""

    share: Fraction
    of: str
    test: str = "at least"


@dataclass(frozen=True)
class Leaving:
    """Who leaves a round without a winner: those below a bar or a number, or all but so many, or the last."""

    below: Bar | None = None
    number: tuple[int, str] | None = None
    """A number of votes, and whether it is enough to stay (`at least`) or not."""
    all_but: int | None = None
    lowest: bool = True


@dataclass(frozen=True)
class Round:
    """A round: points by candidate, and the papers beside them. `pool` is false if sections are weighed."""

    points: Mapping[str, Fraction]
    spoilt: int
    entitled: int
    pool: bool
    exhausted: int = 0

    def whole(self, of: str) -> Fraction:
        """What a share is taken of. Where sections are weighed, everybody entitled stands for the whole college,
        also for the part of a section in which nobody has voted; everything else for the parts that are in."""
        valid = sum(self.points.values(), Fraction(0))
        if of == "one":
            return Fraction(1)
        if not self.pool:
            return Fraction(1) if of == "entitled" else valid
        if of == "entitled":
            return Fraction(self.entitled)
        return valid + (of != "valid") * self.exhausted + (of in ("cast", "present")) * self.spoilt

    def clears(self, points: Fraction, bar: Bar) -> bool:
        wanted = bar.share * self.whole(bar.of)
        return points > wanted or (points == wanted and bar.test == "at least")


def verdict(
    round_: Round, majority: Bar | None, lead: Bar | None, leaving: Leaving, keeps: int
) -> tuple[str, frozenset[str]]:
    """The kind of the verdict and whom it is about."""
    points = round_.points
    if keeps > 1 and len(points) <= keeps:
        return "shortlisted", frozenset(points)
    ranked = sorted(points.values(), reverse=True)
    first = frozenset(name for name in points if points[name] == ranked[0])
    if keeps == 1:
        level = len(first) > 1
        if level and majority is None and lead is None:
            return "tied", first
        runner_up = ranked[1] if len(ranked) > 1 else Fraction(0)
        enough = majority is None or round_.clears(ranked[0], majority)
        ahead = lead is None or round_.clears(ranked[0] - runner_up, lead)
        if not level and enough and ahead:
            return "elected", first
    return _who_leaves(round_, leaving, ranked)


def _who_leaves(round_: Round, leaving: Leaving, ranked: list[Fraction]) -> tuple[str, frozenset[str]]:
    points = round_.points
    bar, number = leaving.below, leaving.number
    out = {name for name in points if bar is not None and not round_.clears(points[name], bar)}
    if number is not None:
        many, test = number
        out = {name for name in points if points[name] < many or (points[name] == many and test == "more than")}
    if out:
        return "excluded", frozenset(out)
    kept = len(points) - 1 if leaving.lowest and len(points) > 1 else len(points)
    if leaving.all_but is not None and leaving.all_but < len(points):
        kept = leaving.all_but
    if kept == len(points):
        return "again", frozenset()
    edge = ranked[kept - 1]
    if ranked[kept] == edge:
        return "tied", frozenset(name for name in points if points[name] == edge)
    return "excluded", frozenset(name for name in points if points[name] < edge)
