"""Decisions as the rule book has them."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rulesim.model.quantities import Minutes
from rulesim.model.stage import Ruling, Stage


class Decision(Stage):
    """One actor chooses among options."""

    kind: Literal["decision"]
    by: str = Field(description="who decides: `leader`, or the name of an office")
    options: tuple[str, ...] = Field(min_length=2, description="what may be chosen")
    default: str = Field(description="the option that applies if nothing is decided in time")
    rules_on: Ruling | None = Field(None, description="the contested question that the decision settles, and how")
    window: Minutes | None = Field(None, description="how long there is to decide; none: no deadline")

    @model_validator(mode="after")
    def _known_default(self) -> Self:
        if self.default not in self.options:
            raise PydanticCustomError("unknown-option", "expected 'default' to be one of the options")
        return self
