"""The events that tell of a test: what was needed and what was had, also where it was not enough."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from rulesim.engines.event.trace import Event, Kind
from rulesim.model.stage import Base
from rulesim.model.threshold import Test
from rulesim.rules.requirement import Check


@dataclass(frozen=True, slots=True)
class Tested(Event):
    """So many were needed, and so many were had."""

    kind: ClassVar[Kind] = "tested"
    needed: int
    had: int

    @property
    def passed(self) -> bool | None:
        """Whether it was enough; None where none were needed."""
        return self.had >= self.needed if self.needed else None


@dataclass(frozen=True, slots=True)
class SignaturesTested(Tested):
    """The longest list of a petition at its end: of a challenger (`who`), or of the cause."""


@dataclass(frozen=True, slots=True)
class SupportTested(Tested):
    """The votes for a motion: `asks` is what was voted on, and the majority was a share of `base` votes, and more."""

    asks: str
    test: Test
    share: Fraction
    base: int
    of: Base
    and_more: int


@dataclass(frozen=True, slots=True)
class NamesTested(Tested):
    """What a candidate needed to be on the ballot, or one part of it.

    Where `parts` are counted as a whole (`all` or `any` of them), `needed` and `had` are numbers of parts.
    """

    rule: Literal["by right", "names", "all", "any"]
    decides: bool
    """Whether it decides who is on the ballot, rather than being a part of what does."""
    met: bool
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class VotesTested(Event):
    """What the leader of a round needed and had: a majority, or a lead; in a college, as shares of the whole."""

    kind: ClassVar[Kind] = "tested"
    measure: Literal["majority", "lead"]
    test: Test
    of: Base
    needed: Fraction
    had: Fraction
    college: bool
