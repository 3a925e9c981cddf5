"""Numbers that a record gives as a bound, or only about."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from rulesim.model.file_value import FileValue
from rulesim.model.quantities import parse_people

NEAR = Fraction(5, 100)
"""How near an approximate number is, where the record does not say."""
People = Annotated[int, BeforeValidator(parse_people)]
"""A number of people: whole, and not negative."""


class Rough(FileValue):
    """A number that the record gives as a bound (`at_least: 250`), or only about (`about: 30`)."""

    at_least: People | None = Field(None, description="this number or more")
    at_most: People | None = Field(None, description="this number or fewer")
    about: People | None = Field(None, description="roughly this number")
    within: People | None = Field(None, description="how far from `about` it may be; none: 5% of it")

    def model_post_init(self, _: Any) -> None:
        bounds = self.at_least is not None or self.at_most is not None
        if bounds == (self.about is not None) or (self.within is not None and self.about is None):
            expected = "expected 'at_least', 'at_most' or both; or 'about', with 'within' or without"
            raise PydanticCustomError("rough-number", expected)
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise PydanticCustomError("rough-number", "expected 'at_least' to be no more than 'at_most'")

    @property
    def number(self) -> int:
        """The number as which it is played: itself."""
        return next(one for one in (self.about, self.at_least, self.at_most) if one is not None)

    def allows(self, number: int) -> bool:
        """Whether a number may be the one meant."""
        if self.about is not None:
            return abs(number - self.about) <= (self.about * NEAR if self.within is None else self.within)
        return (self.at_least or 0) <= number and (self.at_most is None or number <= self.at_most)


def shape_of(value: object) -> str:
    """Which of the ways to write a number on record it is: a number, a rough one, or one for each body."""
    if isinstance(value, Rough) or (isinstance(value, Mapping) and value.keys() & Rough.model_fields.keys()):
        return "rough"
    return "bodies" if isinstance(value, Mapping) else "number"


Number = Annotated[
    Annotated[People, Tag("number")] | Annotated[Rough, Tag("rough")],
    Discriminator(lambda value: "rough" if isinstance(value, Rough | Mapping) else "number"),
]
"""A number of people on record, exact or rough."""


def number_of(number: int | Rough) -> int:
    """A number on record as it is played."""
    return number if isinstance(number, int) else number.number
