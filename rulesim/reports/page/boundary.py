"""Where a dispute stops mattering, in words."""

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
    """At which numbers a dispute can change the result, and at which it no longer can."""
    here = in_runs(study.points[study.actual])
    return f"{_verdicts(study, bloc)} The scenario has {study.actual}, and there the answer changes the result {here}."


def _verdicts(study: BoundaryStudy, bloc: str) -> str:
    most = max(study.points)
    decides, academic = (
        listed([_where(one, most) for one in study.spans if one.verdict == kind]) for kind in ("decisive", "academic")
    )
    unclear = any(one.verdict == "open" for one in study.spans)
    if not decides and not academic:
        return (
            f"Counting {bloc}, it is unclear at every number from 0 to {most} whether the dispute changes the result."
        )
    said = (
        f"Counting {bloc}, the dispute {f'can change the result {decides}' if decides else 'is decisive at no number'}"
    )
    said += f"; {f'{academic} it no longer can' if academic else 'at no number is it academic'}"
    if not decides:
        said = f"Counting {bloc}, the dispute is decisive at no number; it is academic {academic}"
    return f"{said}{'; at other numbers it is unclear' if unclear else ''}."


def _where(span: Span, most: int) -> str:
    if (span.first, span.last) == (0, most):
        return f"at every number from 0 to {most}"
    if span.first == span.last:
        return f"at {span.first}"
    if span.first == 0:
        return f"up to {span.last}"
    return f"from {span.first} upwards" if span.last == most else f"from {span.first} to {span.last}"
