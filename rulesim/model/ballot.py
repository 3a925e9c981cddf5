"""Ballots as the rule book has them: who votes, how votes turn into a result, who wins and who leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
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
    """A section's votes turned into seats by highest averages (d'Hondt 1882)."""

    seats: SeatNumber = Field(description="how many seats there are")


class Points(FileValue):
    """Every unit (riding, prefecture) is worth points, divided by its own votes."""

    units: int = Field(ge=1, description="how many units there are")
    points: int = Field(ge=1, description="what a unit is worth")
    at_most_papers: bool = Field(
        default=False, description="whether a unit with fewer papers than points is worth one point a paper"
    )
    decimals: int = Field(default=6, ge=0, le=6, description="to how many decimals a unit's points are cut")


class UnitVotes(FileValue):
    """Every unit has one vote, which goes to whoever leads there; level leaders get none."""

    units: int = Field(ge=1, description="how many units there are")
    one_vote_each: bool = Field(description="always true: what tells this from points")

    @model_validator(mode="after")
    def _always(self) -> Self:
        if not self.one_vote_each:
            raise PydanticCustomError("unit-votes", "expected 'one_vote_each: true', or 'points'")
        return self


def _shape(value: object) -> str:
    keys = value if isinstance(value, Mapping) else type(value).model_fields if isinstance(value, FileValue) else ()
    return next((shape for shape in ("seats", "points") if shape in keys), "unitvotes")


Conversion = Annotated[
    Annotated[Seats, Tag("seats")] | Annotated[Points, Tag("points")] | Annotated[UnitVotes, Tag("unitvotes")],
    Discriminator(_shape),
]
"""What the votes of a section are turned into."""


class Section(FileValue):
    """Voters whose papers are counted together, and what they come to in the result."""

    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="the bodies that vote in this section")
    weight: Share | None = Field(
        default=None,
        description="the section's share of the whole result, divided by shares of its votes; none: votes add up",
    )
    becomes: Conversion | None = Field(
        default=None, description="what its votes are turned into; none: they stay votes"
    )
    papers_of: named.EarlierBallot = Field(
        default="",
        description="an earlier ballot of the same run whose papers are counted again, for those who still stand; "
        "none: people vote anew",
    )


class Lead(FileValue):
    """A distance over the runner-up that a winner must have."""

    share: Share = Field(description="the lead as a share of the base")
    of: Base = Field(default="valid", description="the base of the share")


class Wins(FileValue):
    """What a winner must show; everything named must hold. Nothing named: most votes win."""

    majority: Majority | None = Field(default=None, description="the majority needed")
    lead: Lead | None = Field(default=None, description="the lead over the runner-up needed")


class Floor(FileValue):
    """What a candidate needs to stay in a round: a number of votes, or a share of a base."""

    count: int | None = Field(default=None, ge=0, description="votes needed")
    share: Share | None = Field(default=None, description="share of the base needed")
    of: Base = Field(default="valid", description="the base of the share")
    test: Test = Field(default="at least", description="whether the bar itself is enough")

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.count is None) == (self.share is None):
            raise PydanticCustomError("threshold-measure", "expected either 'count' or 'share'")
        return self


class Excludes(FileValue):
    """Who leaves after a round without a winner. Written `lowest` or `nobody` where that is all."""

    below: Floor | None = Field(default=None, description="everybody who does not reach this")
    all_but: int | None = Field(default=None, ge=1, description="everybody but the first so many")
    lowest: bool = Field(default=True, description="if nobody leaves otherwise, whoever has fewest")


def _exclusion_in_a_word(value: object) -> object:
    return {"lowest": value == "lowest"} if value in ("lowest", "nobody") else value


TieRule = Literal["earlier rounds", "revote", "lot", "both out", "nobody leaves"]
"""How a tie is broken: by the latest earlier round that tells the tied apart; by holding the round again, which then
does not count; by lot; all who are level for exclusion leave (never for first place); the round stands, nobody leaves
or is elected, and the next is held among the same."""


class Ballot(Stage):
    """Rounds of voting until somebody is elected or a short list stands."""

    kind: Literal["ballot"]
    sections: Mapping[str, Section] = Field(min_length=1, description="who votes; one section is one pool")
    paper: Literal["ranked", "single"] = Field(default="single", description="whether voters rank or mark one name")
    votes: Literal["transfer", "fresh"] = Field(
        default="fresh", description="whether papers of the excluded move on, or everybody votes again"
    )
    binding: bool = Field(default=True, description="false for an advisory ballot, which only shows what people want")
    wins: Wins = Field(default=Wins(), description="what elects in a round")
    excludes: Annotated[Excludes, BeforeValidator(_exclusion_in_a_word)] = Field(
        default=Excludes(), description="who leaves after a round without winner"
    )
    keeps: int = Field(default=1, ge=1, description="1: elect; more: stop with a short list of so many")
    rounds: int = Field(default=20, ge=1, description="rounds after which it ends; those still standing go on")
    ties: tuple[TieRule, ...] = Field(
        default=("lot",),
        description="how a tie for exclusion (or for first place at the end) is broken, tried in order",
    )
    sole_candidate: Literal["elected", "ballot"] = Field(
        default="elected", description="whether a single candidate is elected without a vote"
    )
    reopen_nominations: bool = Field(
        default=False, description="whether papers carry a choice to re-open nominations, which is never excluded"
    )
    lasts: Minutes = Field(
        default=0,
        description="time from the start to the declared result; where everybody votes again, of each round",
    )

    @property
    def is_college(self) -> bool:
        """Whether several sections count by weight, as in an electoral college."""
        return len(self.sections) > 1 and all(section.weight is not None for section in self.sections.values())

    @model_validator(mode="after")
    def _whole(self) -> Self:
        weights = [section.weight for section in self.sections.values()]
        if None in weights and any(weight is not None for weight in weights):
            raise PydanticCustomError("weights-sum", "expected a weight for every section, or for none")
        if None not in weights and sum(weight for weight in weights if weight is not None) != 1:
            raise PydanticCustomError("weights-sum", "expected the weights of the sections to add up to 100%")
        return self
