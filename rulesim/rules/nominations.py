"""Nominations: who is a candidate, who needs none, and the outcome."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rulesim.model.stages import CandidateKind, Nominations

Truth = TypeVar("Truth", bool, NDArray[np.bool_])
"""Whether something is so: in one run, or by run."""
KINDS = ("contested", "unopposed", "none")
"""The outcomes of nominations."""


def kind_of(stage: Nominations, candidate: str, leader: str, vacant: bool) -> CandidateKind:
    """Which requirement a candidate falls under: a sitting leader, a challenger, or anybody."""
    if vacant:
        return "anyone"
    kind: CandidateKind = "incumbent" if candidate == leader else "challenger"
    return kind if kind in stage.needs else "anyone"


def may_stand(stage: Nominations, candidate: str, leader: str, vacant: bool) -> bool:
    """Whether the rules let a person be a candidate at all."""
    barred = vacant and candidate == leader and stage.former_leader == "barred"
    return not barred and kind_of(stage, candidate, leader, vacant) in stage.needs


def would_stand(stage: Nominations, before: Truth, stands: Truth | None, sits: bool) -> Truth:
    """Whether (or in which runs) a person is on the list or wants to be, if the rules allow it.

    `before` says whether the person was on the ballot before, `stands` whether they come forward, `sits` whether they
    lead the party. Of whom nothing is said (None), those stand whom the rules put there: from the list before, or a
    sitting leader who is on the ballot by right.
    """
    if stage.candidates == "from before":
        return before if stands is None else before & stands
    return (is_safe(stage, before) | (sits and stage.leads_by_right)) if stands is None else stands


def is_safe(stage: Nominations, before: Truth) -> Truth:
    """Whether a candidate needs no nominations: one who was on the ballot before, where that list still holds."""
    return before & (stage.candidates == "as before")


def outcome(candidates: int | NDArray[np.int64]) -> NDArray[np.int64]:
    """The outcome by the number of valid candidates, in one run or in many, as a position in `KINDS`."""
    alone = np.where(candidates == 1, KINDS.index("unopposed"), KINDS.index("none"))
    return np.where(candidates > 1, KINDS.index("contested"), alone)
