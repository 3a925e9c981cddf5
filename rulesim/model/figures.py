"""Votes on record, as numbers or as percentages."""

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from rulesim.model.file_value import FileValue
from rulesim.model.rough import People

PERCENT = "percent"
_NUMBER = re.compile(r"[-+]?(\d{1,18}(\.\d{1,18})?|\.\d{1,18})", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}\.000", re.ASCII)
_PRINTED = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)


def _parse_figure(value: Any, info: ValidationInfo) -> Fraction:
    if isinstance(value, Fraction):
        return value
    data = info.data or {}
    text, percent = str(value).strip(), data.get("in_") == PERCENT or data.get("percent")
    if text.endswith("%") and not percent:
        expected = "expected a number of votes; for percentages add 'in: percent' beside the figures"
        raise PydanticCustomError("percent-undeclared", expected)
    number = text.removesuffix("%").strip()
    if data.get("in_") == PERCENT and not _PRINTED.fullmatch(number):
        raise PydanticCustomError("not-a-number", "expected a percentage as printed, such as 48.7")
    if not percent and _THOUSANDS.fullmatch(number):
        raise PydanticCustomError("not-a-number", "expected digits alone, or fewer decimals")
    if isinstance(value, float) or not _NUMBER.fullmatch(number):
        raise PydanticCustomError("not-a-number", "expected a number such as 130 or 9763.32")
    if number.startswith("-"):
        raise PydanticCustomError("number-too-small", "expected 0 or more")
    return Fraction(number)


Figure = Annotated[Fraction, BeforeValidator(_parse_figure)]
"""A figure on record, exact, also with decimals. Whether it is a percentage says `in`, which is read before it."""


class Figures(FileValue):
    """Votes on record: in numbers or, as far as rules can do without these, in percent."""

    in_: Literal["numbers", "percent"] = Field(
        "numbers", alias="in", description="whether the votes are numbers, or percentages of the valid votes as printed"
    )
    valid: Annotated[People, Field(ge=1)] | None = Field(
        None, description="how many valid votes there were, beside percentages; needed where the rules count people"
    )

    @property
    def is_in_parts(self) -> bool:
        """Whether no more is known than percentages, so that they are played as parts of the whole."""
        return self.in_ == PERCENT and self.valid is None
