"""The order in which a file lists people, blocs and options is of no consequence to what people do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from luck.crowd import NOW, crowd
from rulesim.luck.ballot import bloc_votes
from rulesim.luck.decision import choice
from rulesim.luck.motion import division
from rulesim.luck.nominations import nominations
from rulesim.luck.people import People, everywhere
from rulesim.luck.petition import signatures

BLOCS = {"rebels": 31, "others": 22}
UNKNOWNS = {"mood": {"low": "10%", "high": "40%"}, "zeal": {"from": "0%", "to": "30%"}}
PARTS = {"ann": "mood", "bob": "zeal", "cat": "rest"}
RANKINGS = {"ann > bob": "mood", "bob > cat": "zeal", "cat > ann": "rest", "cat > bob": "rest"}
SIGN = {
    "rebels": {"chance": "mood", "backs": {"bob": "30%", "cat": "70%"}},
    "others": {"share": "50%", "backs": {"bob": "50%", "ann": "50%"}},
}


def reversed_keys(value: Any) -> Any:
    """The same document with the keys of every mapping in the opposite order."""
    return {key: reversed_keys(value[key]) for key in reversed(value)} if isinstance(value, dict) else value


def what_they_do(kind: str, people: People) -> dict[str, Any]:
    """Everything people do at the stage, by name."""
    match kind:
        case "petition":
            found = signatures(people, NOW)
            by_name = [np.array((*words, ""))[codes] for words, codes in _coded(found)]
            return {"minutes": found.minutes, "count": found.count, "bloc": by_name[0], "list": by_name[1]}
        case "motion":
            sides = division(people, NOW)
            return {"for": sides.votes_for, "against": sides.against, "spoilt": sides.spoilt}
        case "decision":
            chosen = choice(people, NOW)
            return {"option": np.array((*chosen.options, ""))[chosen.option], "minutes": chosen.minutes}
        case "nominations":
            given = nominations(people, NOW, everywhere(("cat", "ann"), people.runs))
            return {f"{who}/{bloc}": got.count for who, blocs in given.items() for bloc, got in blocs.items()}
        case _:
            votes = bloc_votes(people, NOW, (("ann", "bob", "cat"), ("cat", "ann")))
            return {f"{bloc}/{who}": many for bloc, cast in votes.items() for who, many in cast.votes.items()}


def _coded(found: Any) -> list[tuple[tuple[str, ...], Any]]:
    return [(found.blocs, found.bloc), (found.lists, found.list_)]


CONDUCT: dict[str, list[dict[str, Any]]] = {
    "petition": [{"sign": SIGN}, {"given": {"signatures": {"cat": 2, "bob": 3}, "at": "2020-01-02"}}],
    "motion": [
        {"votes": {"rebels": {kind: {"for": "mood", "against": "zeal", "spoilt": "rest"}}}}
        for kind in ("chances", "shares")
    ],
    "decision": [{"chooses": PARTS}],
    "nominations": [{"nominate": {bloc: {kind: PARTS} for bloc in BLOCS}} for kind in ("chances", "shares")],
    "ballot": [
        {"votes": {"rebels": {"chances": PARTS}, "others": {"shares": PARTS}}},
        {"votes": {"rebels": {"rankings": RANKINGS}, "others": {"shares": {"ann": "1/2", "bob": "1/2"}}}},
    ],
}


@pytest.mark.parametrize("kind", CONDUCT)
def test_keys_in_the_opposite_order_change_nothing(kind: str) -> None:
    for conduct in CONDUCT[kind]:
        ours = what_they_do(kind, crowd(kind, conduct, BLOCS, UNKNOWNS))
        other = what_they_do(kind, crowd(kind, reversed_keys(conduct), reversed_keys(BLOCS), reversed_keys(UNKNOWNS)))
        assert set(ours) == set(other)
        for what, values in ours.items():
            assert np.array_equal(values, other[what]), what


def test_candidates_in_the_opposite_order_change_nothing() -> None:
    for preferring in ({"shares": {"ann": "1/2", "bob": "1/2"}}, {"chances": PARTS}):
        people = crowd("ballot", {"votes": {"rebels": preferring}}, BLOCS, UNKNOWNS)
        ours, other = (bloc_votes(people, NOW, (field,))["rebels"].votes for field in (("ann", "bob"), ("bob", "ann")))
        assert all(np.array_equal(ours[who], other[who]) for who in ("ann", "bob"))
