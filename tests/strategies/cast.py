"""Who there is in a drawn contest, and the minutes soon after its start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from rulesim.model.stages import Ballot

STARTS = datetime(2020, 1, 1, 12)


@dataclass(frozen=True)
class Cast:
    """Who there is: people, blocs by body, and the unknowns that a chance may name."""

    people: list[str]
    blocs: dict[str, list[str]]
    sizes: dict[str, int]
    """The number of people in each body."""
    unknowns: list[str]
    reopens: tuple[str, ...] = ()
    """A choice to re-open nominations, which stands on papers like a person."""

    def on_papers(self, stage: Ballot) -> list[str]:
        """Whoever may stand on the papers of a ballot."""
        return [*self.people, *(self.reopens if stage.reopen_nominations else ())]

    def blocs_of(self, bodies: tuple[str, ...]) -> list[str]:
        return [bloc for body in dict.fromkeys(bodies) for bloc in self.blocs.get(body, [])]


@cache
def moments(least: int = 0) -> st.SearchStrategy[str]:
    """A minute soon after the start of the contest."""
    return st.integers(least, 30).map(minute)


def minute(number: int) -> str:
    """A minute of the contest as a file writes it."""
    return (STARTS + timedelta(minutes=number)).isoformat(timespec="minutes")
