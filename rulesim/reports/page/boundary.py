"""Where a dispute stops to matter, in words."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.studies.boundary import BoundaryStudy, Span
from rulesim.studies.findings import Findings
from rulesim.studies.shares import Estimate
from rulesim.studies.wording import in_runs, listed


@dataclass(frozen=True)
class Boundary:
    """The share of flips at each size of a bloc."""

    says: str
    asks: str
    bloc: str
    taken_from: str
    actual: int
    points: tuple[tuple[int, Estimate], ...]
    spans: tuple[Span, ...]


def boundary(findings: Findings) -> Boundary | None:
    """The boundary that the scenario asks for, if it does."""
    study = findings.boundary
    if study is None:
        return None
    contest = findings.ensemble.contest
    blocs = contest.scenario.blocs
    bloc, other = (blocs[name].title or name for name in (study.boundary.bloc, study.boundary.taken_from))
    return Boundary(
        boundary_in_words(study, bloc),
        contest.rules.contested[study.boundary.question].asks,
        bloc,
        other,
        study.actual,
        tuple(study.points.items()),
        study.spans,
    )


def boundary_in_words(study: BoundaryStudy, bloc: str) -> str:
    """From where to where a dispute decides, or is academic."""
    here = in_runs(study.points[study.actual])
    verdicts = f"Counting {bloc}, the dispute {_from_where(study)}."
    return f"{verdicts} The scenario has {study.actual}: there the answer changes the ending {here}."


def _from_where(study: BoundaryStudy) -> str:
    found, most = study.spans, max(study.points)
    decides, academic = (
        [_where(one, most) for one in found if one.verdict == kind] for kind in ("decisive", "academic")
    )
    rest = "; elsewhere it is neither" if any(one.verdict == "open" for one in found) else ""
    if not decides and not academic:
        return f"is neither clearly decisive nor clearly academic at any number from 0 to {most}"
    if not decides:
        return f"decides at no number and is academic {listed(academic)}{rest}"
    if not academic:
        return f"decides {listed(decides)} and is academic at no number{rest}"
    return f"decides {listed(decides)} and is academic {listed(academic)}{rest}"


def _where(span: Span, most: int) -> str:
    if (span.first, span.last) == (0, most):
        return f"at every number from 0 to {most}"
    if span.first == span.last:
        return f"at {span.first}"
    if span.first == 0:
        return f"up to {span.last}"
    return f"from {span.first} on" if span.last == most else f"from {span.first} to {span.last}"
