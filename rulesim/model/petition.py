"""Petitions as the rule book has them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rulesim.model import named
from rulesim.model.quantities import Minutes
from rulesim.model.stage import Stage
from rulesim.model.threshold import Threshold


class Petition(Stage):
    """Members of a body sign, over time, until enough have."""

    kind: Literal["petition"]
    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="bodies whose members may sign")
    needs: Threshold = Field(description="the signatures that carry it")
    collects: Literal["for a cause", "for each challenger"] = Field(
        default="for a cause", description="whether every signature counts together, or each challenger has a list"
    )
    window: Minutes | None = Field(
        default=None, description="how long it may be signed; none: the scenario's timetable says how long it is played"
    )
    withdrawable: bool = Field(default=False, description="whether a signature may be taken back before the bar is met")
    expires: Minutes | None = Field(default=None, description="after how long a signature counts no more; none: never")
    secret: bool = Field(default=False, description="whether nobody but the receiver knows how many have signed")
    waits_for_immunity: bool = Field(
        default=False, description="whether it cannot open while the leader is immune after an earlier vote"
    )
