"""Ballots as they are on record, round by round."""

from __future__ import annotations

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

    votes: Mapping[named.Person, Exact] = Field(default={}, description="votes by candidate, if there is one section")
    sections: Mapping[named.Section, Mapping[named.Person, Exact]] = Field(
        default={},
        description="by section and candidate: votes, or figures in proportion to them where the section has a weight",
    )
    converted: tuple[named.Section, ...] = Field(
        default=(), description="sections whose figures are seats, points or unit votes already, as the record has them"
    )
    spoilt: int = Field(default=0, ge=0, description="papers that count for nobody")
    exhausted: int = Field(default=0, ge=0, description="papers with no choice left")
    unrecorded: tuple[named.Person, ...] = Field(
        default=(),
        description="who left after a round whose votes are not on record: taken from the record, not derived",
    )
    withdrawn: tuple[named.Person, ...] = Field(default=(), description="candidates who withdrew after the round")


class GivenBallot(FileValue):
    """A ballot on record."""

    withdrawn_before: tuple[named.Person, ...] = Field(
        default=(), description="candidates who withdrew before the first round"
    )
    rounds: tuple[GivenRound, ...] = Field(default=(), description="the rounds in order; none, if none was held")
