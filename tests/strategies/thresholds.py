"""Bodies, the thresholds that are shares of them, and what candidates must show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from rulesim.model.requirement import Requirement
from rulesim.model.rulebook import Body
from rulesim.model.threshold import Threshold
from strategies.quantities import now_and_then, shares, subsets

BODY_NAMES = ("mps", "meps", "frontbench", "members", "unions")
ROUNDINGS = ("exact", "up", "down", "nearest")
TESTS = ("at least", "more than")
FEW = 400
CROWDS = (1_001, 99_999, 400_000)
MOST = 10**12 - 1
"""As many people as a file can write."""
_REQUIREMENT: TypeAdapter[Requirement] = TypeAdapter(Requirement)


@dataclass(frozen=True)
class Groups:
    """Bodies, which may lie within one another, and the number of people in each."""

    within: dict[str, str]
    """The body around each, or `""`."""
    sizes: dict[str, int]
    registers: frozenset[str] = frozenset()
    """Bodies that only count."""

    @property
    def names(self) -> list[str]:
        return list(self.within)

    @property
    def acting(self) -> list[str]:
        """The bodies that may act."""
        return [name for name in self.within if name not in self.registers]

    @property
    def few(self) -> list[str]:
        """Those of whom each may sign or nominate by itself; thousands would take long."""
        return [name for name in self.acting if self.sizes[name] <= FEW]

    def documents(self) -> dict[str, dict[str, Any]]:
        """The bodies as a rule book writes them."""
        around = {name: {"within": outer} if outer else {} for name, outer in self.within.items()}
        counts = {name: {"counts_only": True} for name in self.registers}
        return {name: {"is": f"the {name}", **around[name], **counts.get(name, {})} for name in self.within}

    def bodies(self) -> dict[str, Body]:
        return {name: Body.model_validate(document) for name, document in self.documents().items()}


@st.composite
def groups(draw: st.DrawFn, largest: int = FEW, least: int = 1, crowds: bool = False) -> Groups:
    """Up to five bodies; those within the same body hold different people, and all of them fit into it.

    With `crowds` some are large, and some, which may be as large as can be, only count; the first is and does neither.
    """
    count = draw(st.integers(least, len(BODY_NAMES)))
    within: dict[str, str] = {}
    sizes: dict[str, int] = {}
    room: dict[str, int] = {}
    for name in BODY_NAMES[:count]:
        outer = draw(st.sampled_from(["", "", *within]))
        most = min(room[outer], largest) if outer else largest
        size = draw(st.integers(0, most) | st.sampled_from([most, most // 2, most // 3]))
        if crowds and within and not outer and draw(st.integers(1, 8)) == 8:
            size = draw(st.sampled_from(CROWDS))
        within[name], sizes[name], room[name] = outer, size, size
        if outer:
            room[outer] -= size
    others = [name for name in BODY_NAMES[1:count] if crowds and draw(st.integers(1, 8)) == 8]
    for name in others:
        if not within[name] and draw(st.booleans()):
            sizes[name] = MOST
    return Groups(within, sizes, frozenset(others))


@st.composite
def threshold_documents(draw: st.DrawFn, names: list[str], largest: int = 40) -> dict[str, Any]:
    """A count, or a share of a union of bodies; tests and roundings left out now and then."""
    document: dict[str, Any] = {}
    if draw(st.booleans()):
        document["count"] = draw(st.integers(0, largest) | st.integers(1, min(largest, 3)))
    else:
        document |= {"share": draw(shares()), "of": draw(subsets(names))}
        rounding = draw(st.sampled_from(["", *ROUNDINGS]))
        document |= {"rounding": rounding} if rounding else {}
    if draw(st.booleans()):
        document["test"] = draw(st.sampled_from(TESTS))
    return document | draw(now_and_then({"less": st.integers(1, 3)}, 8))


@st.composite
def thresholds(draw: st.DrawFn, names: list[str]) -> Threshold:
    return Threshold.model_validate(draw(threshold_documents(names)))


@st.composite
def _names_documents(draw: st.DrawFn, names: list[str], by: list[str]) -> dict[str, Any]:
    document = draw(threshold_documents(names, largest=12))
    if draw(st.booleans()):
        document["by"] = draw(subsets(by))
    return document


@st.composite
def requirement_documents(draw: st.DrawFn, names: list[str], by: list[str], depth: int = 2) -> dict[str, Any]:
    """Names and places, and requirements of several such, nested; `by` are bodies whose names may count."""
    shape = draw(st.sampled_from(["names", "names", "branches", *(["all", "any"] if depth else [])]))
    if shape == "names":
        return draw(_names_documents(names, by))
    if shape == "branches":
        return {"branches": draw(st.integers(1, 3))}
    return {shape: [draw(requirement_documents(names, by, depth - 1)) for _ in range(draw(st.integers(1, 3)))]}


@st.composite
def requirements(draw: st.DrawFn, names: list[str]) -> Requirement:
    return _REQUIREMENT.validate_python(draw(requirement_documents(names, names)))


def signing_orders(lists: int = 3, most: int = 60) -> st.SearchStrategy[list[int]]:
    """For each signature, in the order of signing, the list that it is on."""
    return st.lists(st.integers(0, lists - 1), max_size=most)
