"""Thresholds and what a candidate must show to stand: numbers of the rule book as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.quantities import Share
from rulesim.model.strict import Strict

Rounding = Literal["exact", "up", "down", "nearest"]
Test = Literal["at least", "more than"]


class Threshold(Strict):
    """A number of people to be reached: a count, or a share of the people in some bodies.

    A share of several bodies is taken of their union; a person in two of them counts once.
    """

    count: int | None = Field(default=None, ge=0, description="a fixed number of people")
    share: Share | None = Field(default=None, description="a share of the people in `of`")
    of: tuple[named.CountedBody, ...] = Field(
        default=(), description="the bodies whose people are the base of the share"
    )
    rounding: Rounding = Field(
        default="exact",
        description="what is done with a fraction of a person in share × base: nothing (the share itself "
        "is the bar), rounded up, down or to the nearest (a half goes up)",
    )
    test: Test = Field(default="at least", description="whether the bar itself is enough")
    less: int = Field(default=0, ge=0, description="people left out of the base, such as the candidate: 1")

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.count is None) == (self.share is None):
            raise PydanticCustomError("threshold-measure", "expected either 'count', or 'share' with 'of'")
        if self.share is not None and not self.of:
            raise PydanticCustomError("threshold-measure", "expected 'of': the bodies the share is taken of")
        if self.count is not None and (self.of or self.rounding != "exact"):
            raise PydanticCustomError("threshold-measure", "expected no 'of' and no 'rounding' beside a 'count'")
        return self


class Names(Threshold):
    """Names to be collected: a threshold, and the bodies whose members may give them."""

    by: tuple[named.CountedBody, ...] = Field(default=(), description="whose names count; by default the stage's `by`")


class Spread(Strict):
    """Names from many places: at least so many branches, ridings or regions."""

    branches: int = Field(ge=1, description="from how many places names must come")
    called: str = Field(default="branches", description="what the places are called in print")


class AllOf(Strict):
    """Every one of several requirements."""

    all: tuple[Requirement, ...] = Field(min_length=1, description="requirements that must all be met")


class AnyOf(Strict):
    """At least one of several requirements."""

    any: tuple[Requirement, ...] = Field(min_length=1, description="requirements of which one must be met")


def _shape(value: object) -> str:
    keys = value if isinstance(value, Mapping) else type(value).model_fields if isinstance(value, Strict) else ()
    shapes = {"all": "all", "any": "any", "branches": "spread"}
    return next((shape for key, shape in shapes.items() if key in keys), "names")


Requirement = Annotated[
    Annotated[Names, Tag("names")]
    | Annotated[Spread, Tag("spread")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")],
    Discriminator(_shape),
]
"""Names to collect, or several such requirements combined."""

AllOf.model_rebuild()
AnyOf.model_rebuild()
