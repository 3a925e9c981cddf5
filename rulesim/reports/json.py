"""Results as JSON: one document, the same for the same result."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rulesim.engines.event.trace import Event, Trace
from rulesim.errors import Fault
from rulesim.loading.catalogue import Entry
from rulesim.model.contest import Contest
from rulesim.model.quantities import show_share
from rulesim.reports.words.count import why
from rulesim.reports.words.differences import difference
from rulesim.reports.words.events import entry
from rulesim.rules.count import Result, Round, is_silent, taken_to_win
from rulesim.studies.bars import BarsStudy
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.count import CountStudy
from rulesim.studies.divergence import Divergence
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.manifest import Manifest
from rulesim.studies.precision import Reached
from rulesim.studies.readings import QuestionStudy
from rulesim.studies.replay import Replay
from rulesim.visible import ACTING

Document = dict[str, Any]
"""What is printed: the values of a study may stand in it as they are."""
_BESIDE = ("at", "stage", "clause")
"""What stands beside the facts already."""


def dump(document: Document, in_ascii: bool = False) -> str:
    """The document as text in which every character that acts without being seen is written as its number."""
    text = json.dumps(plain(document), indent=2, ensure_ascii=in_ascii)
    return ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def ensemble(result: Ensemble, made: Manifest) -> Document:
    """What `run --json` prints."""
    return {
        **_played(result, made, result.reached),
        "elapsed_s": round(result.elapsed_s, 3),
        "runs_per_s": round(result.runs / result.elapsed_s) if result.elapsed_s else None,
        "manifest": made,
    }


def _played(result: Ensemble, made: Manifest, reached: Reached | None) -> Document:
    """What was played, what it shows, and how closely that is known."""
    closely = reached and {"asked": show_share(reached.asked), "widest": reached.widest, "reached": reached.enough}
    return {
        "scenario": made.scenario,
        "rulebook": made.rulebook,
        "runs": result.runs,
        "seed": result.seed,
        "engine": made.engine,
        "readings": dict(result.settled.held),
        **_shares(result),
        "precision": closely,
    }


def _shares(result: Ensemble) -> Document:
    return {what: getattr(result, what) for what in ("endings", "leaders", "paths", "milestones", "silent", "decided")}


def readings(found: Findings, elapsed_s: float) -> Document:
    """What `readings --json` prints."""
    base, studies = found.ensemble, found.readings
    document: Document = {
        **_played(base, found.manifest, studies.reached),
        "questions": {name: _question(study, base.contest) for name, study in studies.questions.items()},
    }
    if studies.combinations:
        document["combinations"] = [
            {"readings": dict(key), "endings": result.endings, "leaders": result.leaders}
            for key, result in studies.combinations.items()
        ]
    if found.boundary is not None:
        document["boundary"] = _boundary(found.boundary)
    if found.bars is not None:
        document["claim"] = _bars(found.bars)
    return {**document, "elapsed_s": round(elapsed_s, 3), "manifest": found.manifest}


def _question(study: QuestionStudy, contest: Contest) -> Document:
    asked = contest.rules.contested[study.question]
    return {
        "asks": asked.asks,
        "clause": asked.clause,
        "consulted": study.consulted,
        "readings": {name: _shares(result) for name, result in study.readings.items()},
        "flips": study.flips,
        "verdict": study.verdict,
        "parting": _divergence(study.divergence, contest) if study.divergence else None,
    }


def _divergence(found: Divergence, contest: Contest) -> Document:
    courses = {
        one.reading: {
            "event": one.event and _event(one.event, contest),
            "ending": one.trace.ending,
            "leader": one.trace.leader,
        }
        for one in found.courses
    }
    return {"run": found.run, "clause": found.clause, "readings": courses}


def _boundary(found: BoundaryStudy) -> Document:
    """Where a dispute stops mattering."""
    return {
        "question": found.boundary.question,
        "bloc": found.boundary.bloc,
        "taken_from": found.boundary.taken_from,
        "actual": found.actual,
        "runs": found.runs,
        "spans": found.spans,
        "points": [{"size": size, "flips": flips} for size, flips in found.points.items()],
    }


def _bars(found: BarsStudy) -> Document:
    """A claim about thresholds, tested."""
    return {
        "supporters": found.claim.supporters,
        "claimed": found.claim.numbers,
        "single_base": found.single_base,
        "passes": found.passes,
        "bases": found.rows,
        "origins": found.origins,
    }


def trace(told: Trace, contest: Contest) -> Document:
    """What `trace --json` prints."""
    return {
        "run": told.run,
        "seed": told.seed,
        "readings": told.readings,
        "events": [_event(event, contest) for event in told.events],
        "ending": told.ending,
        "leader": told.leader,
    }


def _event(event: Event, contest: Contest) -> Document:
    """An event in words, and its facts beside them."""
    told = entry(event, contest)
    return {
        "at": told.at,
        "stage": event.stage,
        "kind": event.kind,
        "who": told.who,
        "what": told.what,
        "clause": event.clause,
        "tally": told.tally,
        "whom": told.whom,
        "facts": facts(event),
    }


def replays(results: list[Replay]) -> Document:
    """What `replay --json` prints."""
    matched = sum(result.matched for result in results)
    return {"replayed": len(results), "matched": matched, "contests": list(map(_replay, results))}


def _replay(result: Replay) -> Document:
    disputed = [
        {
            **asdict(difference(one, result.contest)),
            "record_says": entry.record,
            "says": entry.says,
            "sources": entry.sources,
        }
        for entry, one in result.disputed
    ]
    return {
        "id": result.id,
        "party": result.contest.rules.party,
        "country": result.contest.rules.country,
        "matched": result.matched,
        "differences": [difference(one, result.contest) for one in result.differences],
        "disputed": disputed,
    }


def catalogue(entries: Iterable[Entry]) -> Document:
    """What `list --json` prints."""
    found: dict[str, list[Document]] = {"scenarios": [], "rulebooks": []}
    for one in entries:
        about = {"name": one.name, "title": one.title, "party": one.party, "country": one.country}
        if one.kind == "rule book":
            found["rulebooks"].append({**about, "in_force": {"from": one.in_force.since, "to": one.in_force.until}})
        else:
            found["scenarios"].append({**about, "rulebook": one.rulebook, "replay": one.kind == "replay"})
    return found


def count(study: CountStudy) -> Document:
    """What `count --json` prints."""
    stage, result = study.stage, study.result
    found: Document = {
        "rulebook": stage.book.rules.rulebook,
        "stage": stage.id,
        "clause": stage.ballot.clause,
        "readings": stage.readings,
        "seed": study.asked.seed,
        "papers": {name: sum(one.profile.size for one in files) for name, files in study.files.items()},
        "candidates": study.names,
        "withdrawn": study.withdrawn,
        "rounds": [_round_document(study, one) for one in study.counted.rounds],
        "result": {**_pair(result), "why": why(result.why, result.who, stage.ballot)},
        "inputs": study.inputs,
        "versions": study.versions,
    }
    return found if study.every is None else found | {"all_winners": [_pair(one) for one in study.every]}


def _pair(result: Result) -> Document:
    return {"outcome": result.kind, "who": result.who}


def _round_document(study: CountStudy, one: Round) -> Document:
    turnout, bars = one.poll.turnout, taken_to_win(study.stage.ballot, one)
    return {
        "round": one.number,
        "votes": one.poll.votes,
        "points": one.scores,
        "spoilt": turnout.spoilt,
        "exhausted": turnout.exhausted,
        "needed": {name: {"test": bar.test, "bar": bar.needed} for name, bar in bars.items()},
        "tied": one.first.who if one.first.kind == "tied" else (),
        "broken_by": one.steps,
        "assumed": is_silent(study.stage.ballot, one),
        "leave": one.verdict.leaving,
        "why": why(one.verdict.why, one.verdict.who, study.stage.ballot),
    }


def faults(found: Iterable[Fault]) -> list[Document]:
    """Faults of an input."""
    return [{"slug": one.slug, **asdict(one.place), "found": one.found, "expected": one.expected} for one in found]


def facts(event: Event) -> dict[str, Any]:
    """The ids, numbers and reasons of an event."""
    return {name: plain(value) for name, value in asdict(event).items() if name not in _BESIDE}


def plain(value: object) -> object:
    """A value of a study as JSON has it; a whole number as it is, another one as an exact fraction: `401/2`."""
    match value:
        case Fraction():
            return int(value) if value.denominator == 1 else str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain(part) for name, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value))
        case _:
            return value
