"""Where a dispute stops mattering, in words."""

from dataclasses import dataclass

from rulesim.reports.words.names import bloc
from rulesim.studies.boundary import BoundaryStudy, Span
from rulesim.studies.findings import Findings
from rulesim.studies.flips import Verdict
from rulesim.studies.wording import in_runs, listed


@dataclass(frozen=True)
class Boundary:
    """The share of flips at each size of a bloc, in words, and what the two blocs are called."""

    study: BoundaryStudy
    says: str
    bloc: str
    taken_from: str


def boundary(findings: Findings) -> Boundary | None:
    """The boundary that the scenario asks for, if it does."""
    study = findings.boundary
    if study is None:
        return None
    varied, other = (bloc(findings.ensemble.contest, one) for one in (study.boundary.bloc, study.boundary.taken_from))
    return Boundary(study, boundary_in_words(study, varied), varied, other)


def boundary_in_words(study: BoundaryStudy, varied: str) -> str:
    """At which numbers a dispute can change the result, and at which it no longer can."""
    here = in_runs(study.points[study.actual])
    others = any(one.verdict != "open" for one in study.spans)
    unclear = others and any(one.verdict == "open" for one in study.spans)
    verdicts = f"Counting {varied}: {_verdicts(study)}{'; at other numbers it is unclear' if unclear else ''}."
    return f"{verdicts} The scenario has {study.actual}, and there the answer changes the result {here}."


def _verdicts(study: BoundaryStudy) -> str:
    decisive, academic = _numbers(study, "decisive"), _numbers(study, "academic")
    if decisive and academic:
        clear = [one.verdict for one in study.spans if one.verdict != "open"]
        cannot = "no longer can" if clear == ["decisive", "academic"] else "cannot"
        return f"{decisive} the dispute can change the result; {academic} it {cannot}"
    if decisive:
        return f"{decisive} the dispute can change the result, and at no number is it academic"
    if academic:
        return f"{academic} the dispute is academic, and at no number is it decisive"
    return "the dispute is neither clearly decisive nor clearly academic at any number"


def _numbers(study: BoundaryStudy, verdict: Verdict) -> str:
    return listed([_where(one, max(study.points)) for one in study.spans if one.verdict == verdict])


def _where(span: Span, most: int) -> str:
    if (span.first, span.last) == (0, most):
        return f"at every number from 0 to {most}"
    if span.first == span.last:
        return f"at {span.first}"
    if span.first == 0:
        return f"up to {span.last}"
    return f"from {span.first} upwards" if span.last == most else f"from {span.first} to {span.last}"
