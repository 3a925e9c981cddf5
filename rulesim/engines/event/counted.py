"""The events of a round of a ballot: it is counted, ties are broken, and candidates leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from rulesim.engines.event.trace import Event, Kind
from rulesim.model.ballot import TieRule
from rulesim.rules.round import Reason


@dataclass(frozen=True, slots=True)
class Counts(Event):
    """A round is counted: points of each candidate, the highest first, in a college as shares of the whole.

    There are none where the record does not have them.
    """

    kind: ClassVar[Kind] = "counts"
    round: int
    points: Mapping[str, Fraction]
    college: bool
    spoilt: int
    exhausted: int


@dataclass(frozen=True, slots=True)
class Excluded(Event):
    """Somebody leaves after a round, and why; `stay` is how many the rule lets stay, if it says so."""

    kind: ClassVar[Kind] = "excluded"
    round: int
    reason: Reason
    stay: int


@dataclass(frozen=True, slots=True)
class Tie(Event):
    """A rule for ties is applied to those who are `level`; `left` are those it chose, or did not tell apart.

    `then` is what becomes of them, empty where the next rule is tried.
    """

    kind: ClassVar[Kind] = "tie"
    level: tuple[str, ...]
    rule: TieRule
    left: tuple[str, ...]
    then: Literal["", "elected", "shortlisted", "reopened", "excluded", "tied", "again", "void"]
