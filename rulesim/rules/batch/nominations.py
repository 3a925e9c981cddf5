"""Nominations in many runs at once: `rules.nominations` over arrays. The office is vacant in all of them or in none."""

from __future__ import annotations

import numpy as np

from rulesim.model.nominations import Nominations
from rulesim.rules.batch.whole import Bools, Ints
from rulesim.rules.nominations import CONTESTED, NONE, UNOPPOSED

KINDS = (CONTESTED, UNOPPOSED, NONE)
"""What nominations can come to; arrays hold the position."""


def would_stand(stage: Nominations, before: Bools, stands: Bools | None, sits: bool) -> Bools:
    """In which runs a person is on the list or wants to be, if the rules let them; see `rules.nominations`."""
    if stage.candidates == "from before":
        return before
    comes_forward = np.full_like(before, sits) if stands is None else stands
    return comes_forward | is_safe(stage, before)


def is_safe(stage: Nominations, before: Bools) -> Bools:
    """In which runs a candidate needs no names: where that person was on the ballot before, and that list stands."""
    return before if stage.candidates == "as before" else np.zeros_like(before)


def outcome(on_ballot: Bools) -> Ints:
    """What the valid candidates, shape (person, run), come to, as a position in `KINDS`."""
    many = on_ballot.sum(axis=0)
    return np.select([many > 1, many == 1], [KINDS.index(CONTESTED), KINDS.index(UNOPPOSED)], KINDS.index(NONE))


def unopposed(on_ballot: Bools, nobody: int) -> Ints:
    """The position of the only candidate in each run; `nobody` where there are more or none."""
    return np.where(on_ballot.sum(axis=0) == 1, on_ballot.argmax(axis=0), nobody)
