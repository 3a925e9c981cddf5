"""Contests of any size, generated as the documents that people write: a petition, a chain of stages, a ballot."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rulesim.loading.scenario import load, settle
from rulesim.model.contest import Settled

Document = dict[str, Any]
_TEXT = {"clause": "1", "says": "generated"}


@dataclass(frozen=True)
class Size:
    """How large a contest is: people in the body that signs, its blocs, candidates, and stages one after the other."""

    people: int = 500
    blocs: int = 5
    candidates: int = 4
    stages: int = 5


def rule_book(size: Size) -> Document:
    """Petition, then motions and decisions in turn, then nominations and a ballot; every outcome leads on."""
    middle = [f"stage-{number}" for number in range(size.stages - 3)]
    order = ["petition", *middle, "nominations", "ballot"]
    following = dict(pairwise(order))
    stages: Document = {"petition": _petition(following["petition"])}
    for number, name in enumerate(middle):
        stages[name] = (_decision if number % 2 else _motion)(following[name])
    stages |= {"nominations": _nominations(), "ballot": _ballot()}
    return {
        "rulebook": "generated-rules",
        "title": "Generated rules",
        "party": "nobody's",
        "in_force": {"from": 2016},
        "status": "illustrative",
        "bodies": {"mps": {"is": "MPs"}, "members": {"is": "members"}},
        "opens_with": "petition",
        "stages": stages,
        "endings": {
            "unchanged": {"says": "no contest", "leads": "incumbent"},
            "elected": {"says": "elected", "leads": "winner"},
        },
    }


def _petition(following: str) -> Document:
    needs = {"share": "20%", "of": ["mps"], "rounding": "up"}
    then = {"met": following, "lapsed": "end.unchanged"}
    return {"kind": "petition", "title": "Petition", **_TEXT, "by": ["mps"], "needs": needs, "window": "14 days",
            "then": then}  # fmt: skip


def _motion(following: str) -> Document:
    then = dict.fromkeys(("carried", "lost", "tied"), following)
    return {"kind": "motion", "title": "Motion", **_TEXT, "by": ["mps"], "asks": "Shall it go on?",
            "needs": {"share": "1/2"}, "then": then}  # fmt: skip


def _decision(following: str) -> Document:
    then = {"yes": following, "no": following}
    return {"kind": "decision", "title": "Decision", **_TEXT, "by": "the chair", "options": ["yes", "no"],
            "default": "no", "then": then}  # fmt: skip


def _nominations() -> Document:
    then = {"contested": "ballot", "unopposed": "ballot", "none": "end.unchanged"}
    return {"kind": "nominations", "title": "Nominations", **_TEXT, "by": ["mps"],
            "needs": {"incumbent": "none", "challenger": {"share": "1%", "of": ["mps"]}}, "window": "7 days",
            "then": then}  # fmt: skip


def _ballot() -> Document:
    then = {"elected": "end.elected", "tied": "end.unchanged", "no result": "end.unchanged"}
    return {"kind": "ballot", "title": "Ballot", **_TEXT, "sections": {"all": {"by": ["members"], "weight": "100%"}},
            "paper": "ranked", "votes": "transfer", "wins": {"majority": {"share": "1/2"}}, "lasts": "30 days",
            "ties": ["lot"], "then": then}  # fmt: skip


def scenario(size: Size) -> Document:
    """Blocs of equal size that sign about as often as the bar asks for; candidates of about equal strength."""
    candidates = [f"candidate-{number}" for number in range(size.candidates)]
    blocs = [f"bloc-{number}" for number in range(size.blocs)]
    sizes = [size.people // size.blocs + (number < size.people % size.blocs) for number in range(size.blocs)]
    equal = dict.fromkeys(candidates, f"1/{size.candidates}")
    sign = {
        bloc: {"chance": f"{18 + 6 * (i % 3)}%", "after": {"mean": f"{3 + i % 5} days"}} for i, bloc in enumerate(blocs)
    }
    conduct: Document = {
        "petition": {"sign": sign},
        "nominations": {
            "stands": dict.fromkeys(candidates, "100%"),
            "nominate": {bloc: {"chances": equal, "after": {"mean": "2 days"}} for bloc in blocs},
        },
        "ballot": {"votes": {"everybody": {"shares": equal, "as_sure_as": 50}}},
    }
    for number in range(size.stages - 3):
        conduct[f"stage-{number}"] = (
            {"chooses": {"yes": "50%"}}
            if number % 2
            else {"votes": {bloc: {"chances": {"for": "50%", "against": "40%"}} for bloc in blocs}}
        )
    return {
        "scenario": "generated",
        "title": "A generated contest",
        "rulebook": "generated-rules.yaml",
        "starts": "2016-06-28",
        "leader": candidates[0],
        "people": {who: {"name": who} for who in candidates},
        "bodies": {"mps": size.people, "members": 100_000},
        "blocs": {bloc: {"of": "mps", "size": many} for bloc, many in zip(blocs, sizes, strict=True)}
        | {"everybody": {"of": "members", "size": 100_000}},
        "conduct": conduct,
    }


def contest(size: Size, folder: Path) -> Settled:
    """Writes both documents into a folder and loads them as any others."""
    written = {"generated-rules.yaml": rule_book(size), "generated.yaml": scenario(size)}
    for name, document in written.items():
        # Every JSON text is YAML as well.
        (folder / name).write_text(json.dumps(document, indent=1), "utf-8")
    return settle(load(str(folder / "generated.yaml")))
