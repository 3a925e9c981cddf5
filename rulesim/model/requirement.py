"""What a candidate needs to stand: nominations, or several such requirements combined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Annotated, TypeVar

from pydantic import Discriminator, Field, Tag

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.threshold import Threshold


class Names(Threshold):
    """Nominations needed: a threshold, and the bodies whose members' nominations count."""

    by: tuple[named.CountedBody, ...] = Field((), description="whose nominations count; by default the stage's `by`")

    @property
    def _alone(self) -> str:
        return "whose nominations count is said with 'by: [BODY]'" if self.of else super()._alone

    def counted(self, by: tuple[str, ...]) -> tuple[str, ...]:
        """The bodies whose nominations count, each once, at a stage at which those of `by` may nominate."""
        return tuple(dict.fromkeys(self.by or by))


class Spread(FileValue):
    """Nominations from a number of places: branches, ridings or regions."""

    branches: int = Field(ge=1, description="from how many places nominations must come")
    called: str = Field("branches", description="what the places are called in print")


class AllOf(FileValue):
    """Every one of several requirements."""

    all: tuple[Requirement, ...] = Field(min_length=1, description="requirements that must all be met")

    @property
    def parts(self) -> tuple[Requirement, ...]:
        """The requirements combined."""
        return self.all

    @property
    def enough(self) -> int:
        """How many of the parts must be met."""
        return len(self.all)


class AnyOf(FileValue):
    """At least one of several requirements."""

    any: tuple[Requirement, ...] = Field(min_length=1, description="requirements of which one must be met")

    @property
    def parts(self) -> tuple[Requirement, ...]:
        """The requirements combined."""
        return self.any

    @property
    def enough(self) -> int:
        """How many of the parts must be met."""
        return 1


Single = Names | Spread
Several = AllOf | AnyOf


def _shape(value: object) -> str:
    keys = value if isinstance(value, Mapping) else type(value).model_fields if isinstance(value, FileValue) else ()
    shapes = {"all": "all", "any": "any", "branches": "spread"}
    return next((shape for key, shape in shapes.items() if key in keys), "names")


Requirement = Annotated[
    Annotated[Names, Tag("names")]
    | Annotated[Spread, Tag("spread")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")],
    Discriminator(_shape),
]
"""Nominations needed, or several such requirements combined."""

AllOf.model_rebuild()
AnyOf.model_rebuild()

Found = TypeVar("Found")


def fold(
    need: Requirement, single: Callable[[Single], Found], several: Callable[[Several, list[Found]], Found]
) -> Found:
    """Works a requirement out from the inside: `single` gives the result for one part, `several` the result for a
    combination from those of its parts, in order."""
    if isinstance(need, Several):
        return several(need, [fold(part, single, several) for part in need.parts])
    return single(need)


def singles(need: Requirement) -> list[Single]:
    """The single parts of a requirement, in order, however combined."""
    return fold(need, lambda one: [one], lambda _, found: [*chain.from_iterable(found)])
