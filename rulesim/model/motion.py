"""Motions as the rule book has them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rulesim.model import named
from rulesim.model.quantities import Minutes
from rulesim.model.stage import Majority, Ruling, Stage


class Support(Majority):
    """What carries a motion: a majority, and perhaps some votes more."""

    and_more: int = Field(default=0, ge=0, description="how many votes are needed beyond the share: `60% and one more`")


class Motion(Stage):
    """A body votes on a question."""

    kind: Literal["motion"]
    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="bodies that vote")
    asks: str = Field(description="what is voted on")
    needs: Support = Field(description="what carries the motion")
    lasts: Minutes = Field(default=0, description="time from the start to the declared result")
    rules_on: Ruling | None = Field(default=None, description="the contested question that the vote settles, and how")
