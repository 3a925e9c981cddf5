"""Ballots as they are on record, round by round."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.quantities import parse_fraction


def _parse_exact(value: Any) -> Fraction:
    try:
        number = parse_fraction(value)
    except (ValueError, ArithmeticError):
        raise PydanticCustomError("not-a-number", "expected a number such as 130 or 9763.32") from None
    if number < 0:
        raise PydanticCustomError("number-too-small", "expected 0 or more")
    return number


Exact = Annotated[Fraction, BeforeValidator(_parse_exact)]
"""An exact number, also with decimals."""


class GivenRound(FileValue):
    """One round of a ballot on record."""

    votes: Mapping[named.Person, Exact] = Field({}, description="votes by candidate, if there is one section")
    sections: Mapping[named.Section, Mapping[named.Person, Exact]] = Field(
        {}, description="votes by section and candidate; of a weighted section, figures in proportion to them"
    )
    converted: tuple[named.Section, ...] = Field((), description="sections recorded in seats, points or unit votes")
    spoilt: int = Field(0, ge=0, description="papers that count for nobody")
    exhausted: int = Field(0, ge=0, description="papers all of whose choices have been eliminated")
    unrecorded: tuple[named.Person, ...] = Field(
        (), description="those eliminated, as recorded, after a round whose votes are not on record"
    )
    withdrawn: tuple[named.Person, ...] = Field((), description="candidates who withdrew after the round")


class GivenBallot(FileValue):
    """A ballot on record."""

    withdrawn_before: tuple[named.Person, ...] = Field((), description="candidates who withdrew before the first round")
    rounds: tuple[GivenRound, ...] = Field((), description="the rounds in order; none, if none was held")
