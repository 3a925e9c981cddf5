"""Drawing lots."""

from __future__ import annotations

from rulesim.luck.draws import Floats
from rulesim.luck.people import People, address


def lot(people: People, stage: str, visit: int, round_: int) -> Floats:
    """A number in [0, 1) for the lot of a round, one a run."""
    purpose = address(stage, visit, "lot", f"round-{round_}")
    return people.draws.uniform(purpose)
