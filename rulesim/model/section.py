"""The sections of a ballot: who votes in each, and what their votes become."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from rulesim.model import named
from rulesim.model.file_value import FileValue, wrong
from rulesim.model.quantities import Share

MOST_UNITS = 10_000
"""More in a file is a slip, and would be drawn for ever."""


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

    units: int = Field(ge=1, le=MOST_UNITS, description="how many units there are")
    points: int = Field(ge=1, description="what a unit is worth")
    at_most_papers: bool = Field(False, description="whether a unit has at most one point for each paper")
    decimals: int = Field(6, ge=0, le=6, description="the decimals to which a unit's points are cut")


class UnitVotes(FileValue):
    """Every unit has one vote, which goes to whoever leads there; if several are tied, to nobody."""

    units: int = Field(ge=1, le=MOST_UNITS, description="how many units there are")
    one_vote_each: bool = Field(description="always true: it distinguishes this from points")

    def model_post_init(self, _: Any) -> None:
        if not self.one_vote_each:
            raise wrong("unit-votes", "expected 'one_vote_each: true', or 'points'")


def keys_of(value: object) -> Collection[str]:
    if isinstance(value, Mapping):
        return value
    return type(value).model_fields if isinstance(value, FileValue) else ()


def _shape(value: object) -> str:
    return next((shape for shape in ("seats", "points") if shape in keys_of(value)), "unitvotes")


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
