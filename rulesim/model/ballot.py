"""Ballots as the rule book has them: who votes, how votes turn into a result, who wins and who is eliminated."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.quantities import Minutes, Share
from rulesim.model.stage import Base, Majority, Stage
from rulesim.model.threshold import Test


class AsManyAs(FileValue):
    """As many seats as a body has people when the round is counted."""

    as_many_as: named.CountedBody = Field(description="the body")


def _seats_shape(value: object) -> str:
    return "body" if isinstance(value, Mapping | AsManyAs) else "number"


SeatNumber = Annotated[
    Annotated[int, Field(ge=1), Tag("number")] | Annotated[AsManyAs, Tag("body")], Discriminator(_seats_shape)
]
"""A number of seats: fixed, or that of the people in a body."""


class Seats(FileValue):
    """A section's votes turned into seats by the method of d'Hondt (highest averages)."""

    seats: SeatNumber = Field(description="how many seats there are")


class Points(FileValue):
    """Every unit (riding, prefecture) is worth points, divided in proportion to its own votes."""

    units: int = Field(ge=1, description="how many units there are")
    points: int = Field(ge=1, description="what a unit is worth")
    at_most_papers: bool = Field(False, description="whether a unit has at most one point for each paper")
    decimals: int = Field(6, ge=0, le=6, description="the decimals to which a unit's points are cut")


class UnitVotes(FileValue):
    """Every unit has one vote, which goes to whoever leads there; if several are tied, to nobody."""

    units: int = Field(ge=1, description="how many units there are")
    one_vote_each: bool = Field(description="always true: it distinguishes this from points")

    def model_post_init(self, _: Any) -> None:
        if not self.one_vote_each:
            raise PydanticCustomError("unit-votes", "expected 'one_vote_each: true', or 'points'")


def _shape(value: object) -> str:
    keys = value if isinstance(value, Mapping) else type(value).model_fields if isinstance(value, FileValue) else ()
    return next((shape for shape in ("seats", "points") if shape in keys), "unitvotes")


Conversion = Annotated[
    Annotated[Seats, Tag("seats")] | Annotated[Points, Tag("points")] | Annotated[UnitVotes, Tag("unitvotes")],
    Discriminator(_shape),
]
"""What the votes of a section are turned into."""


class Section(FileValue):
    """Voters whose papers are counted together, and what their votes are worth in the result."""

    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="the bodies that vote in this section")
    weight: Share | None = Field(
        None, description="its share of the whole result, divided by its votes; none: all votes add up"
    )
    becomes: Conversion | None = Field(None, description="what its votes are turned into; none: they stay votes")
    papers_of: named.EarlierBallot = Field(
        "", description="an earlier ballot whose papers are counted again for those still standing; none: a new vote"
    )


class Lead(FileValue):
    """A lead over the runner-up that a winner must have."""

    share: Share = Field(description="the lead as a share of the base")
    of: Base = Field("valid", description="the base of the share")


class Wins(FileValue):
    """What a winner needs; everything named must hold. If nothing is named, the most votes win."""

    majority: Majority | None = Field(None, description="the majority needed")
    lead: Lead | None = Field(None, description="the lead over the runner-up needed")


class Floor(FileValue):
    """What a candidate needs to stay in a round: a number of votes, or a share of a base."""

    count: int | None = Field(None, ge=0, description="votes needed")
    share: Share | None = Field(None, description="share of the base needed")
    of: Base = Field("valid", description="the base of the share")
    test: Test = Field("at least", description="whether the threshold itself is enough")

    def model_post_init(self, _: Any) -> None:
        if (self.count is None) == (self.share is None):
            raise PydanticCustomError("threshold-measure", "expected either 'count' or 'share'")


class Excludes(FileValue):
    """Who is eliminated after a round without a winner. Written `lowest` or `nobody` where that is all."""

    below: Floor | None = Field(None, description="everybody who does not reach this")
    all_but: int | None = Field(None, ge=1, description="everybody except this many, counted from the first")
    lowest: bool = Field(True, description="if nobody else is eliminated, whoever has the fewest votes")


def _exclusion_in_a_word(value: object) -> object:
    return {"lowest": value == "lowest"} if value in ("lowest", "nobody") else value


TieRule = Literal["earlier rounds", "revote", "lot", "both out", "nobody leaves"]
"""How a tie is broken: by the latest earlier round that separates the tied; by a fresh vote, so that this round does
not count; by lot; by eliminating all who are tied for last place (never for first); or not at all: the round stands,
nobody is eliminated or elected, and the next is held among the same candidates."""


class Ballot(Stage):
    """Rounds of voting until somebody is elected or a short list is left."""

    kind: Literal["ballot"]
    sections: Mapping[str, Section] = Field(min_length=1, description="who votes; in a single section votes are pooled")
    paper: Literal["ranked", "single"] = Field("single", description="whether voters rank candidates or mark one")
    votes: Literal["transfer", "fresh"] = Field(
        "fresh", description="whether papers transfer, or everybody votes again"
    )
    binding: bool = Field(True, description="false for an advisory ballot")
    wins: Wins = Field(Wins(), description="what elects in a round")
    excludes: Annotated[Excludes, BeforeValidator(_exclusion_in_a_word)] = Field(
        Excludes(), description="who is eliminated after a round without a winner"
    )
    keeps: int = Field(1, ge=1, description="1: elect somebody; more: stop with a short list of this length")
    rounds: int = Field(20, ge=1, description="the rounds after which it ends; those still standing remain candidates")
    ties: tuple[TieRule, ...] = Field(
        ("lot",), description="how a tie for elimination, or for first place at the end, is broken: tried in order"
    )
    sole_candidate: Literal["elected", "ballot"] = Field("elected", description="whether a sole candidate faces a vote")
    reopen_nominations: bool = Field(
        False, description="whether papers offer the choice to re-open them, never eliminated"
    )
    lasts: Minutes = Field(0, description="time from start to result; of each round, if everybody votes again")

    @property
    def is_college(self) -> bool:
        """Whether several sections count by weight, as in an electoral college."""
        return len(self.sections) > 1 and all(section.weight is not None for section in self.sections.values())

    @property
    def has_points(self) -> bool:
        """Whether what candidates have is more than votes: outside a college, some section's become something else."""
        return not self.is_college and any(section.becomes is not None for section in self.sections.values())

    def model_post_init(self, _: Any) -> None:
        weights = [section.weight for section in self.sections.values()]
        if None in weights and any(weight is not None for weight in weights):
            raise PydanticCustomError("weights-sum", "expected a weight for every section, or for none")
        if None not in weights and sum(weight for weight in weights if weight is not None) != 1:
            raise PydanticCustomError("weights-sum", "expected the weights of the sections to add up to 100%")
