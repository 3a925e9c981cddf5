"""Votes on record as percentages: with the number of votes, or alone where the rules can do without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from rulesim.loading.check_figures import needs_number
from rulesim.model.rulebook import Rules
from rulesim.model.stages import Ballot, Motion
from strategies.stages import Document

OF_VALID = {"of": "valid"}


def printed(votes: Mapping[str, int]) -> Document:
    """Votes as percentages of two decimals."""
    whole = sum(votes.values())
    return {who: f"{100 * many / whole:.2f}" for who, many in votes.items()}


def in_percent(motion: Document) -> Document:
    """A vote on record as percentages of so many votes."""
    sides = {side: motion[side] for side in ("for", "against")}
    return motion | printed(sides) | {"in": "percent", "valid": sum(sides.values())} if any(sides.values()) else motion


def round_in_percent(stage: Ballot, one: Document) -> Document:
    """A round on record as percentages, if it has votes of one section, or of a college."""
    tables = one.get("sections", {"": one.get("votes", {})})
    if not all(any(_whole(votes)) for votes in tables.values()):
        return one
    if stage.is_college:
        if len(tables) > 1 and sum(next(iter(tables.values())).values()) % 3:
            some = list(tables)[:-1]
            mixed = {name: printed(votes) if name in some else votes for name, votes in tables.items()}
            return one | {"percent": some, "sections": mixed}
        kept = {key: part for key, part in one.items() if key not in ("spoilt", "exhausted")}
        return kept | {"in": "percent", "sections": {name: printed(votes) for name, votes in tables.items()}}
    if len(stage.sections) > 1 or next(iter(stage.sections.values())).becomes:
        return one
    votes = one["votes"]
    return one | {"in": "percent", "valid": sum(votes.values()), "votes": printed(votes)}


def _whole(votes: Mapping[str, Any]) -> Iterator[int]:
    """The votes, if all are whole numbers."""
    if all(isinstance(many, int) for many in votes.values()):
        yield from votes.values()


@st.composite
def some_alone(draw: st.DrawFn, conduct: Document, variants: tuple[Rules, ...]) -> Document:
    """The conduct with some percentages alone, without the number of votes, where that may be."""
    alone = {
        name
        for name in conduct
        if not any(needs_number(rules.stages[name]) for rules in variants) and draw(st.booleans())
    }
    motions = {name for name in alone if isinstance(variants[0].stages[name], Motion)}
    return {name: _each(cases, name in alone, motions) for name, cases in conduct.items()}


def _each(cases: Any, alone: bool, motions: set[str]) -> Any:
    if isinstance(cases, list):
        return [_each(case, alone, motions) for case in cases]
    case = dict(cases)
    if case.get("when", {}).get("stage") in motions and "of" in case["when"]:
        case["when"] = case["when"] | OF_VALID
    if alone and isinstance(case.get("given"), dict):
        given = case["given"] = _without_number(case["given"])
        if "rounds" in given:
            case["given"] = given | {"rounds": [_without_number(one) for one in given["rounds"]]}
    return case


def _without_number(given: Document) -> Document:
    if given.get("in") != "percent":
        return given
    return {key: part for key, part in given.items() if key not in ("valid", "spoilt", "exhausted", "present")}


def in_numbers(conduct: Document) -> set[str]:
    """The stages of which more than percentages is on record, or nothing."""
    return {name for name, cases in conduct.items() if not any(map(_is_alone, _listed(cases)))}


def _listed(cases: Any) -> list[Document]:
    return cases if isinstance(cases, list) else [cases]


def _is_alone(case: Document) -> bool:
    given = case.get("given")
    if not isinstance(given, dict):
        return False
    return any(one.get("in") == "percent" and "valid" not in one for one in (given, *given.get("rounds", ())))
