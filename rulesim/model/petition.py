"""Petitions as the rule book has them."""

from typing import Literal

from pydantic import Field

from rulesim.model import named
from rulesim.model.quantities import Minutes
from rulesim.model.stage import Stage
from rulesim.model.threshold import Threshold


class Petition(Stage):
    """Members of a body sign, over time, until the threshold is met."""

    kind: Literal["petition"]
    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="bodies whose members may sign")
    needs: Threshold = Field(description="the signatures needed")
    collects: Literal["for a cause", "for each challenger"] = Field(
        "for a cause", description="whether all signatures count together, or separately for each challenger"
    )
    window: Minutes | None = Field(None, description="how long it may be signed; none: the scenario sets a deadline")
    withdrawable: bool = Field(False, description="whether a signature may be withdrawn until the threshold is met")
    expires: Minutes | None = Field(None, description="time after which a signature lapses; none: never")
    secret: bool = Field(False, description="whether only the recipient knows how many have signed")
    waits_for_immunity: bool = Field(
        False, description="whether it may not open while an earlier vote protects the leader"
    )
