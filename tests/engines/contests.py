"""Tiny contests: a few stages and what people do at them; the rest is filled in, and the whole loaded as any other.

The leader is Ann; Bob, Cat and Dan may stand. There are 100 MPs (`left` 60, `right` 40), 20 peers and 1,000 members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from rulesim.engines.event.play import play_run, tell
from rulesim.engines.event.state import Run
from rulesim.engines.event.trace import Event, Kind, Trace
from rulesim.loading.scenario import load_document, settle
from rulesim.luck.people import People
from rulesim.model.contest import Contest, Settled
from rulesim.model.document import from_plain
from rulesim.reports.words.events import Entry, entry

Document = dict[str, Any]
STARTS = "2020-01-01T00:00"
DAY = 24 * 60
BODIES = {"mps": 100, "peers": 20, "members": 1000}
BLOCS = {
    "left": {"of": "mps", "size": 60},
    "right": {"of": "mps", "size": 40},
    "lords": {"of": "peers", "size": 20},
    "base": {"of": "members", "size": 1000},
}
PEOPLE = {"ann": {"name": "Ann"}, "bob": {"name": "Bob"}, "cat": {"name": "Cat"}, "dan": {"name": "Dan"}}
ENDINGS = {
    "over": {"says": "the leader stays", "leads": "incumbent"},
    "won": {"says": "somebody has won", "leads": "winner"},
    "empty": {"says": "nobody leads", "leads": "nobody"},
}


def contest(stages: Document, conduct: Document, contested: Document | None = None, **more: Any) -> Contest:
    """The contest that opens with the first of `stages`; `more` goes into the scenario."""
    book = rulebook(stages, contested or {})
    text = dumps(conduct) + dumps(more)
    scenario = {
        "scenario": "tiny",
        "title": "a tiny contest",
        "starts": STARTS,
        "leader": "ann",
        "people": {name: person for name, person in PEOPLE.items() if name == "ann" or _named(name, text)},
        "bodies": BODIES,
        "blocs": {name: bloc for name, bloc in BLOCS.items() if _named(name, text)},
        "conduct": conduct,
        **more,
    }
    return _load(book, scenario)


def play(
    stages: Document,
    conduct: Document,
    contested: Document | None = None,
    held: Mapping[str, str] | None = None,
    **more: Any,
) -> Run:
    """Run 0 of a contest, with its trace."""
    return play_settled(settle(contest(stages, conduct, contested, **more), held))


def play_settled(settled: Settled, seed: int = 1, row: int = 0, keep_trace: bool = True) -> Run:
    return play_run(settled, People(settled.scenario, settled.conduct, seed, 0), row, keep_trace)


def trace(run: Run) -> Trace:
    return tell(run, 1, 0)


def events(run: Run, kind: Kind, stage: str = "") -> list[Event]:
    """The events of one kind, at one stage if it is named."""
    return [event for event in run.trace or [] if event.kind == kind and stage in ("", event.stage)]


def said(run: Run, kind: Kind, stage: str = "") -> list[Entry]:
    """The same in words; all that they need of a contest, a settled one has as well."""
    return [entry(event, cast(Contest, run.settled)) for event in events(run, kind, stage)]


def rulebook(stages: Document, contested: Document) -> Document:
    """A rule book with every stage filled in: titles, clauses and what follows."""
    full = {name: _filled(name, stage, stages) for name, stage in stages.items()}
    return {
        "rulebook": "tiny-rules",
        "title": "tiny rules",
        "party": "the party",
        "in_force": {"from": 2000},
        "status": "illustrative",
        "bodies": {name: {"is": name} for name in BODIES},
        "contested": {name: _question(readings) for name, readings in contested.items()},
        "opens_with": next(iter(stages)),
        "stages": full,
        "endings": {name: ending for name, ending in ENDINGS.items() if f'"end.{name}"' in dumps(full)},
    }


def _question(readings: tuple[str, ...]) -> Document:
    return {"asks": "how is it read?", "clause": "§0", "readings": {name: {"says": name} for name in readings}}


def _filled(name: str, stage: Document, stages: Document) -> Document:
    beside = any(name in _beside(other) for other in stages.values())
    given = stage.get("then", {} if beside else None)
    then = {outcome: _after(outcome) for outcome in _outcomes(stage)} if given is None else given
    if given and not beside:
        then = {outcome: given.get(outcome, _after(outcome)) for outcome in _outcomes(stage)}
    return {"title": name.title(), "clause": f"§{name}", "says": f"what {name} is", **stage, "then": then}


OUTCOMES = {
    "petition": ("met", "lapsed"),
    "motion": ("carried", "lost", "tied"),
    "nominations": ("contested", "unopposed", "none"),
}


def _beside(stage: Document) -> set[str]:
    """The stages that run beside one, under any reading."""
    found = stage.get("meanwhile", {})
    parts = [part for key, part in found.items() if key != "question"] if "question" in found else [found]
    return {name for part in parts for name in part}


def _outcomes(stage: Document) -> tuple[str, ...]:
    if stage["kind"] == "decision":
        return tuple(stage["options"])
    if stage["kind"] != "ballot":
        return OUTCOMES[stage["kind"]]
    if not stage.get("binding", True):
        return ("held",)
    reopened = ("reopened",) if stage.get("reopen_nominations") else ()
    return ("elected" if stage.get("keeps", 1) == 1 else "shortlisted", *reopened, "tied", "no result")


def _after(outcome: str) -> str:
    return "end.won" if outcome in ("elected", "unopposed") else "end.over"


def _named(name: str, text: str) -> bool:
    return re.search(rf"\b{name}\b", text) is not None


def _load(book: Document, scenario: Document) -> Contest:
    """The rule book goes through a file, as any other; JSON is YAML."""
    with TemporaryDirectory() as folder:
        Path(folder, "rules.yaml").write_text(dumps(book), encoding="utf-8")
        node = from_plain({**scenario, "rulebook": "rules.yaml"}, "tiny.yaml")
        return load_document(node, Path(folder, "tiny.yaml"), "", {})


def petition(**more: Any) -> Document:
    """A petition of the MPs for 51 names within ten days."""
    return {"kind": "petition", "by": ["mps"], "needs": {"count": 51}, "window": "10 days", **more}


def motion(**more: Any) -> Document:
    """A motion of the MPs that needs more than half of the valid votes."""
    return {"kind": "motion", "by": ["mps"], "asks": "that it be so", "needs": {"share": "1/2"}, **more}


def decision(**more: Any) -> Document:
    """The leader says yes or no, by default no."""
    return {"kind": "decision", "by": "leader", "options": ["yes", "no"], "default": "no", **more}


def nominations(**more: Any) -> Document:
    """Ten names for everybody, within ten days."""
    return {"kind": "nominations", "by": ["mps"], "needs": {"anyone": {"count": 10}}, "window": "10 days", **more}


def ballot(**more: Any) -> Document:
    """The members vote in one pool until somebody has more than half."""
    whole = {"all": {"by": ["members"], "weight": "100%"}}
    rules = {"sections": whole, "wins": {"majority": {"share": "1/2"}}, "ties": ["lot"]}
    return {"kind": "ballot", **rules, **more}


def votes(*rounds: Mapping[str, int]) -> Document:
    """The rounds of a ballot on record."""
    return {"given": {"rounds": [{"votes": dict(one)} for one in rounds]}}


def names(**count: int) -> Document:
    """Nominations on record."""
    return {"given": {"names": count}}


def minutes(found: list[Event]) -> Iterator[int]:
    return (event.at for event in found)
