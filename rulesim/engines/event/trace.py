"""A trace: one run, told event by event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "opens", "signs", "votes", "decides", "stands", "nominates", "withdraws", "tested", "rules", "counts", "excluded",
    "tie", "outcome", "takes over", "ends",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, at a minute of the contest.

    `tested` events say what was needed and what was had, also where it was not enough. `clause` is the
    clause of the rule book by which it happened, empty for what people did of their own accord.
    """

    at: int
    stage: str
    kind: Kind
    who: str
    what: str
    clause: str = ""
    tally: Mapping[str, int] = field(default_factory=dict)
    whom: str = ""
    """For a signature or nomination, whose list it is on; empty if all count together."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that happened in a run, in order; the last event is its one ending."""

    run: int
    seed: int
    readings: Mapping[str, str]
    """The reading of each question in force at the end."""
    events: tuple[Event, ...]
    ending: str
    leader: str
