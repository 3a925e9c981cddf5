"""What the record of a contest and the rules do not agree on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """Something the record and the rules do not agree on. `stage` is where it shows, if at one stage.

    `recorded` is what the record says, `derived` what the rules give.
    """

    what: str
    stage: str
    recorded: str
    derived: str
    why: str = ""
    """What the engine says of it: the test or outcome that it follows from."""
    told: str = ""
    """The difference in a sentence of its own, where nothing stands on either side to be compared."""
