"""A trace: one run, event by event. Events are facts, ids and numbers; the words are made in `reports/words`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

Kind = Literal[
    "opens", "signs", "votes", "decides", "stands", "nominates", "withdraws", "tested", "rules", "counts", "excluded",
    "tie", "outcome", "takes over", "ends",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a minute of the contest; each kind adds the facts of its own.

    `stage` is the id of the stage, or of the ending. `who` is the id of a person, bloc or actor, empty where nobody
    in particular acts; `@`, or `@` and a body, is somebody on record. `clause` is the clause of the rule book by
    which it happened, empty for what people did of their own accord.
    """

    kind: ClassVar[Kind]
    at: int
    stage: str
    who: str
    clause: str


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
