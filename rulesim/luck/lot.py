"""Drawing lots."""

from __future__ import annotations

from rulesim.luck.draws import Floats
from rulesim.luck.people import Occasion, People


def lot(people: People, ballot: Occasion, round_: int) -> Floats:
    """A number in [0, 1) for the lot of a round, one a run."""
    return people.draws.uniform(ballot.purpose("lot", f"round-{round_}"))
