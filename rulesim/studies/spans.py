"""Along which sizes of a bloc a dispute decides, along which it is academic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from rulesim.studies.readings import Verdict, verdict
from rulesim.studies.shares import Estimate


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring sizes, of those tried, that have one verdict."""

    verdict: Verdict
    first: int
    last: int


def spans(points: Mapping[int, Estimate]) -> tuple[Span, ...]:
    """The sizes tried, from the smallest on, in spans of one verdict."""
    sizes = sorted(points)
    groups = [(kind, list(found)) for kind, found in groupby(sizes, key=lambda size: verdict(points[size]))]
    return tuple(Span(kind, found[0], found[-1]) for kind, found in groups)
