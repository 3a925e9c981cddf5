"""Results as JSON: one document, the same for the same result."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rulesim.engines.event.trace import Event, Trace
from rulesim.errors import Fault
from rulesim.model.contest import Contest
from rulesim.model.quantities import show_share
from rulesim.reports.exact import facts
from rulesim.reports.words.differences import difference
from rulesim.reports.words.events import entry
from rulesim.studies.bars import BarsStudy
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.divergence import Divergence
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.manifest import Manifest
from rulesim.studies.precision import Reached
from rulesim.studies.readings import QuestionStudy
from rulesim.studies.replay import Replay
from rulesim.studies.shares import Estimate

Document = dict[str, Any]


def dump(document: Document) -> str:
    """The document as text."""
    return json.dumps(document, indent=2, ensure_ascii=False)


def ensemble(result: Ensemble, made: Manifest) -> Document:
    """What `run --json` prints."""
    elapsed = round(result.elapsed_s, 3)
    return {
        "scenario": made.scenario,
        "rulebook": made.rulebook,
        "runs": result.runs,
        "seed": result.seed,
        "engine": made.engine,
        "readings": dict(result.settled.held),
        **_shares(result),
        "precision": precision(result.reached),
        "elapsed_s": elapsed,
        "runs_per_s": round(result.runs / result.elapsed_s) if result.elapsed_s else None,
        "manifest": asdict(made),
    }


def _shares(result: Ensemble) -> Document:
    return {
        "endings": estimates(result.endings),
        "leaders": estimates(result.leaders),
        "paths": estimates(result.paths),
        "milestones": estimates(result.milestones),
        "decided": {name: moment.isoformat() for name, moment in asdict(result.decided).items()},
    }


def estimate(value: Estimate) -> Document:
    return {"count": value.count, "share": value.share, "low": value.low, "high": value.high}


def estimates(values: Mapping[str, Estimate]) -> Document:
    return {name: estimate(value) for name, value in values.items()}


def precision(found: Reached | None) -> Document | None:
    """The precision that was asked for, and what was reached."""
    if found is None:
        return None
    return {"asked": show_share(found.asked), "widest": found.widest, "reached": found.enough}


def readings(found: Findings, elapsed_s: float) -> Document:
    """What `readings --json` prints."""
    base = found.ensemble
    document: Document = {
        "scenario": found.manifest.scenario,
        "rulebook": found.manifest.rulebook,
        "runs": base.runs,
        "seed": base.seed,
        "engine": found.manifest.engine,
        "readings": dict(base.settled.held),
        **_shares(base),
        "precision": precision(found.readings.reached),
        "questions": {name: _question(study, base.contest) for name, study in found.readings.questions.items()},
    }
    if found.readings.combinations:
        document["combinations"] = [
            {"readings": dict(key), "endings": estimates(result.endings), "leaders": estimates(result.leaders)}
            for key, result in found.readings.combinations.items()
        ]
    if found.boundary is not None:
        document["boundary"] = boundary(found.boundary)
    if found.bars is not None:
        document["claim"] = bars(found.bars)
    return {**document, "elapsed_s": round(elapsed_s, 3), "manifest": asdict(found.manifest)}


def _question(study: QuestionStudy, contest: Contest) -> Document:
    asked = contest.rules.contested[study.question]
    return {
        "asks": asked.asks,
        "clause": asked.clause,
        "consulted": study.consulted,
        "readings": {name: _shares(result) for name, result in study.readings.items()},
        "flips": estimate(study.flips),
        "verdict": study.verdict,
        "parting": _divergence(study.divergence, contest) if study.divergence else None,
    }


def _divergence(found: Divergence, contest: Contest) -> Document:
    return {
        "run": found.run,
        "clause": found.clause,
        "readings": {
            one.reading: {
                "event": one.event and _event(one.event, contest),
                "ending": one.trace.ending,
                "leader": one.trace.leader,
            }
            for one in found.courses
        },
    }


def boundary(found: BoundaryStudy) -> Document:
    """Where a dispute stops mattering."""
    return {
        "question": found.boundary.question,
        "bloc": found.boundary.bloc,
        "taken_from": found.boundary.taken_from,
        "actual": found.actual,
        "runs": found.runs,
        "spans": [asdict(span) for span in found.spans],
        "points": [{"size": size, "flips": estimate(flips)} for size, flips in found.points.items()],
    }


def bars(found: BarsStudy) -> Document:
    """A claim about thresholds, tested."""
    return {
        "supporters": found.claim.supporters,
        "claimed": dict(found.claim.numbers),
        "single_base": found.single_base,
        "passes": {str(number): passes for number, passes in found.passes.items()},
        "bases": [asdict(row) for row in found.rows],
        "origins": [asdict(origin) for origin in found.origins],
    }


def trace(told: Trace, contest: Contest) -> Document:
    """What `trace --json` prints."""
    return {
        "run": told.run,
        "seed": told.seed,
        "readings": dict(told.readings),
        "events": [_event(event, contest) for event in told.events],
        "ending": told.ending,
        "leader": told.leader,
    }


def _event(event: Event, contest: Contest) -> Document:
    """An event in words, and its facts beside them."""
    told = entry(event, contest)
    return {
        "at": told.at.isoformat(),
        "stage": event.stage,
        "kind": event.kind,
        "who": told.who,
        "what": told.what,
        "clause": event.clause,
        "tally": dict(told.tally),
        "whom": told.whom,
        "facts": facts(event),
    }


def replays(results: list[Replay]) -> Document:
    """What `replay --json` prints."""
    contests = [
        {
            "id": result.id,
            "party": result.contest.rules.party,
            "matched": result.matched,
            "differences": [asdict(difference(one, result.contest)) for one in result.differences],
            "disputed": [
                {
                    **asdict(difference(one, result.contest)),
                    "record_says": entry.record,
                    "says": entry.says,
                    "sources": list(entry.sources),
                }
                for entry, one in result.disputed
            ],
        }
        for result in results
    ]
    return {"replayed": len(results), "matched": sum(result.matched for result in results), "contests": contests}


def faults(found: tuple[Fault, ...]) -> list[Document]:
    """Faults of an input."""
    return [
        {
            "slug": fault.slug,
            "file": fault.place.file,
            "line": fault.place.line,
            "path": fault.place.path,
            "found": fault.found,
            "expected": fault.expected,
        }
        for fault in found
    ]
