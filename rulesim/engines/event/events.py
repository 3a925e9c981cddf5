"""The events of a contest: what people do, how stages open and end, what is ruled, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from rulesim.engines.event.trace import Event, Kind
from rulesim.rules.round import Reason


@dataclass(frozen=True, slots=True)
class Opens(Event):
    """A stage opens, for the `visit`-th time; `says` is what the clause in force provides."""

    kind: ClassVar[Kind] = "opens"
    visit: int
    says: str


@dataclass(frozen=True, slots=True)
class NamesGiven(Event):
    """Names are put on a list: `added` of them, so that `names` then stand on it.

    It is the list of `whom`, or the only one.
    """

    whom: str
    names: int
    added: int


@dataclass(frozen=True, slots=True)
class Signs(NamesGiven):
    """A member of a bloc signs a petition; nobody is named where signatures are secret."""

    kind: ClassVar[Kind] = "signs"


@dataclass(frozen=True, slots=True)
class Nominates(NamesGiven):
    """Members of a bloc nominate a candidate."""

    kind: ClassVar[Kind] = "nominates"


@dataclass(frozen=True, slots=True)
class Votes(Event):
    """How a bloc votes on a motion, or how all vote on record."""

    kind: ClassVar[Kind] = "votes"
    votes_for: int
    against: int
    spoilt: int
    away: int


@dataclass(frozen=True, slots=True)
class Decides(Event):
    """An actor chooses an option: `leader`, or the holder of an office."""

    kind: ClassVar[Kind] = "decides"
    option: str


@dataclass(frozen=True, slots=True)
class Stands(Event):
    """Somebody would stand, and may or may not."""

    kind: ClassVar[Kind] = "stands"
    admitted: bool


@dataclass(frozen=True, slots=True)
class Withdraws(Event):
    """A candidate goes: after a round of a ballot (0: before the first), or while names are collected (None)."""

    kind: ClassVar[Kind] = "withdraws"
    after: int | None


@dataclass(frozen=True, slots=True)
class Ruled(Event):
    """A question is ruled on; without effect where its reading is held from outside."""

    kind: ClassVar[Kind] = "rules"
    question: str
    reading: str
    effective: bool


@dataclass(frozen=True, slots=True)
class Outcome(Event):
    """What a stage comes to: for which people (elected, short-listed, still standing), why, and with what numbers."""

    kind: ClassVar[Kind] = "outcome"
    outcome: str
    people: tuple[str, ...]
    reason: Reason | Literal[""]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TakesOver(Event):
    """A stage comes to an outcome that stops the one it runs beside."""

    kind: ClassVar[Kind] = "takes over"
    outcome: str
    stops: str


@dataclass(frozen=True, slots=True)
class Ends(Event):
    """The run ends, and `who` leads; `says` is the ending as the rule book in force has it."""

    kind: ClassVar[Kind] = "ends"
    says: str
