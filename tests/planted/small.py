"""The smallest contests that show one behaviour of an engine each."""

from __future__ import annotations

from typing import Any

from strategies import Drawn

from rulesim.engines.event.play import play_run
from rulesim.engines.event.state import Run
from rulesim.loading.scenario import settle
from rulesim.luck.people import People
from rulesim.model.contest import Contest

Document = dict[str, Any]
ENDINGS = {
    "stays": {"says": "the leader stays", "leads": "incumbent"},
    "won": {"says": "somebody has won", "leads": "winner"},
    "vacant": {"says": "nobody leads", "leads": "nobody"},
}


def stage(name: str, kind: str, **rules: Any) -> Document:
    """A stage with titles of no consequence."""
    return {"kind": kind, "title": name, "clause": "1", "says": "as it says", **rules}


def contest(stages: Document, conduct: Document, people: str = "ann bob cat", **more: Any) -> Contest:
    """A contest of ten MPs that opens with the first of its stages; `contested` and `readings` may be given."""
    text = str(stages)
    book = {
        "rulebook": "small",
        "title": "a small rule book",
        "party": "the party",
        "in_force": {"from": 2000},
        "status": "illustrative",
        "bodies": {"mps": {"is": "MPs"}},
        "contested": more.get("contested", {}),
        "opens_with": next(iter(stages)),
        "stages": stages,
        "endings": {name: ending for name, ending in ENDINGS.items() if f"'end.{name}'" in text},
    }
    scenario = {
        "scenario": "small",
        "title": "a small contest",
        "rulebook": "",
        "starts": "2020-01-01",
        "leader": "ann",
        "people": {name: {"name": name.title()} for name in people.split()},
        "bodies": {"mps": 10},
        "blocs": {"all": {"of": "mps", "size": 10}} if "'all'" in str(conduct) else {},
        "readings": more.get("readings", {}),
        "conduct": conduct,
    }
    return Drawn(book, scenario).load()


def played(found: Contest, row: int = 0, **readings: str) -> Run:
    """One run of a contest."""
    settled = settle(found, readings)
    return play_run(settled, People(settled.scenario, settled.conduct, 1, 0), row, keep_trace=True)
