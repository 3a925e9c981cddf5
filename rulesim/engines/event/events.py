"""The events of a contest: what people do, how stages open and end, what is ruled, and how it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from rulesim.engines.event.trace import Event, Kind
from rulesim.model.ballot import TieRule
from rulesim.model.stage import Base
from rulesim.model.threshold import Test
from rulesim.rules.requirement import Check
from rulesim.rules.round import Reason

Why = Reason | Literal[""]


@dataclass(frozen=True, slots=True)
class Opens(Event):
    """A stage opens; `visit` says which visit to it this is, `says` what the clause in force provides."""

    kind: ClassVar[Kind] = "opens"
    visit: int
    says: str


@dataclass(frozen=True, slots=True)
class NamesGiven(Event):
    """Names are put on the list of `whom`, or the only one: `added` of them, so that `names` then stand on it."""

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
    """How a bloc votes on a motion, or how all vote on record.

    Where only percentages are on record, `hundred` is what 100% comes to in the votes; otherwise it is 0.
    """

    kind: ClassVar[Kind] = "votes"
    votes_for: int
    against: int
    spoilt: int
    away: int
    hundred: int = 0


@dataclass(frozen=True, slots=True)
class Decides(Event):
    """An actor chooses an option: `leader`, or the holder of an office."""

    kind: ClassVar[Kind] = "decides"
    option: str


@dataclass(frozen=True, slots=True)
class Stands(Event):
    """Somebody wishes to stand, and may or may not."""

    kind: ClassVar[Kind] = "stands"
    admitted: bool


@dataclass(frozen=True, slots=True)
class Withdraws(Event):
    """A candidate withdraws: after a round of a ballot (0: before the first), or during nominations (None)."""

    kind: ClassVar[Kind] = "withdraws"
    after: int | None


@dataclass(frozen=True, slots=True)
class Ruled(Event):
    """A question is ruled on; without effect where its reading was fixed beforehand."""

    kind: ClassVar[Kind] = "rules"
    question: str
    reading: str
    effective: bool


@dataclass(frozen=True, slots=True)
class Outcome(Event):
    """The outcome of a stage: for whom (elected, short-listed, still standing), why, and with what numbers."""

    kind: ClassVar[Kind] = "outcome"
    outcome: str
    people: tuple[str, ...]
    reason: Why
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TakesOver(Event):
    """The outcome of a stage stops the one it runs beside."""

    kind: ClassVar[Kind] = "takes over"
    outcome: str
    stops: str


@dataclass(frozen=True, slots=True)
class Ends(Event):
    """The run ends, and `who` leads; `says` is the ending as the rule book in force has it."""

    kind: ClassVar[Kind] = "ends"
    says: str


@dataclass(frozen=True, slots=True)
class Counts(Event):
    """A round is counted: what each candidate has, if it is known, the highest first; in a college, and where only
    percentages are on record, in shares."""

    kind: ClassVar[Kind] = "counts"
    round: int
    points: Mapping[str, Fraction]
    college: bool
    spoilt: int
    exhausted: int


@dataclass(frozen=True, slots=True)
class Excluded(Event):
    """Somebody is eliminated after a round, and why; `stay` is how many the rule keeps, if it says so."""

    kind: ClassVar[Kind] = "excluded"
    round: int
    reason: Reason
    stay: int


@dataclass(frozen=True, slots=True)
class Tie(Event):
    """A rule for ties is applied to those who are `level`; `left` are those it chose, or could not separate.

    `then` is the result, empty where the next rule is tried.
    """

    kind: ClassVar[Kind] = "tie"
    level: tuple[str, ...]
    rule: TieRule
    left: tuple[str, ...]
    then: Literal["", "elected", "shortlisted", "reopened", "excluded", "tied", "again", "void"]


@dataclass(frozen=True, slots=True)
class Tested(Event):
    """How many were needed, and how many there were."""

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
    """The votes for a motion: `asks` is what was voted on, and the majority was a share of `base` votes, and more.

    Where only percentages are on record, `hundred` is what 100% comes to in the votes; otherwise it is 0.
    """

    asks: str
    test: Test
    share: Fraction
    base: int
    of: Base
    and_more: int
    hundred: int = 0


@dataclass(frozen=True, slots=True)
class NamesTested(Tested):
    """What a candidate needed to be on the ballot, or one part of it.

    Where `parts` are counted as a whole (`all` or `any` of them), `needed` and `had` are numbers of parts.
    """

    rule: Literal["by right", "names", "all", "any"]
    decides: bool
    """Whether it decides who is on the ballot, rather than being a part of what does."""
    met: bool
    checks: tuple[Check[int], ...]


@dataclass(frozen=True, slots=True)
class VotesTested(Event):
    """What the leader of a round needed and had: a majority, or a lead; in a college, and where only percentages
    are on record, as shares of the whole."""

    kind: ClassVar[Kind] = "tested"
    measure: Literal["majority", "lead"]
    test: Test
    of: Base
    needed: Fraction
    had: Fraction
    college: bool
