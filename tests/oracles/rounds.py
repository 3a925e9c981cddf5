"""What a round of a ballot comes to, from the votes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Bar:
    """A share of a base that a number must exceed or reach."""

    share: Fraction
    of: str
    test: str = "at least"


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
        if not self.pool:
            return Fraction(1) if of == "entitled" else valid
        if of == "entitled":
            return Fraction(self.entitled)
        return valid + (of != "valid") * self.exhausted + (of in ("cast", "present")) * self.spoilt

    def clears(self, points: Fraction, bar: Bar) -> bool:
        wanted = bar.share * self.whole(bar.of)
        return points > wanted or (points == wanted and bar.test == "at least")


def verdict(
    round_: Round, majority: Bar | None, lead: Bar | None, excludes: str, keeps: int
) -> tuple[str, frozenset[str]]:
    """The kind of the verdict and whom it is about."""
    points = round_.points
    if keeps > 1 and len(points) <= keeps:
        return "shortlisted", frozenset(points)
    ranked = sorted(points.values(), reverse=True)
    first = frozenset(name for name in points if points[name] == ranked[0])
    last = frozenset(name for name in points if points[name] == ranked[-1])
    if keeps == 1:
        level = len(first) > 1
        for_place = len(points) == 2 and excludes != "nobody"
        if level and (for_place or (majority is None and lead is None)):
            return "tied", first
        runner_up = ranked[1] if len(ranked) > 1 else Fraction(0)
        enough = majority is None or round_.clears(ranked[0], majority)
        ahead = lead is None or round_.clears(ranked[0] - runner_up, lead)
        if not level and enough and ahead:
            return "elected", first
    if excludes == "nobody" or len(points) == 1:
        return "again", frozenset()
    return ("tied" if len(last) > 1 else "excluded"), last
