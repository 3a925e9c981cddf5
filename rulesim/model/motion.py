"""Motions as the rule book has them."""

from typing import Literal

from pydantic import Field

from rulesim.model import named
from rulesim.model.quantities import Minutes
from rulesim.model.stage import Majority, Ruling, Stage


class Support(Majority):
    """What carries a motion: a majority, and perhaps some further votes."""

    and_more: int = Field(0, ge=0, description="votes needed beyond the share, as in `60% plus one`")


class Motion(Stage):
    """A body votes on a question."""

    kind: Literal["motion"]
    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="bodies that vote")
    asks: str = Field(description="what is voted on")
    needs: Support = Field(description="what carries the motion")
    lasts: Minutes = Field(0, description="time from the start to the declared result")
    rules_on: Ruling | None = Field(None, description="the contested question that the vote settles, and how")
