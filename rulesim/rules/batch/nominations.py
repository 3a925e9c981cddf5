"""The outcome of nominations in many runs at once: `rules.nominations` over arrays."""

import numpy as np

from rulesim.rules.batch.integers import Bools, Ints
from rulesim.rules.nominations import CONTESTED, NONE, UNOPPOSED

KINDS = (CONTESTED, UNOPPOSED, NONE)
"""The outcomes of nominations; arrays hold the position."""


def outcome(on_ballot: Bools) -> Ints:
    """The outcome by the valid candidates, shape (person, run), as a position in `KINDS`."""
    many = on_ballot.sum(axis=0)
    return np.select([many > 1, many == 1], [KINDS.index(CONTESTED), KINDS.index(UNOPPOSED)], KINDS.index(NONE))


def unopposed(on_ballot: Bools, nobody: int) -> Ints:
    """The position of the only candidate in each run; `nobody` where there are more or none."""
    return np.where(on_ballot.sum(axis=0) == 1, on_ballot.argmax(axis=0), nobody)
