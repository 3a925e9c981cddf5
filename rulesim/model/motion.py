"""Motions as the rule book has them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rulesim.model.quantities import Minutes
from rulesim.model.stage import Majority, Ruling, Stage


class Motion(Stage):
    """A body votes on a question."""

    kind: Literal["motion"]
    by: tuple[str, ...] = Field(min_length=1, description="bodies that vote")
    asks: str = Field(description="what is voted on")
    needs: Majority = Field(description="what carries the motion")
    lasts: Minutes = Field(default=0, description="time from the start to the declared result")
    rules_on: Ruling | None = Field(default=None, description="the contested question that the vote settles, and how")
