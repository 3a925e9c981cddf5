"""Thresholds, as data."""

from typing import Any, Literal

from pydantic import Field

from rulesim.model import named
from rulesim.model.file_value import FileValue, wrong
from rulesim.model.quantities import Share

Rounding = Literal["exact", "up", "down", "nearest"]
Test = Literal["at least", "more than"]


class Threshold(FileValue):
    """A number of people to be reached: a count, or a share of the people in some bodies.

    A share of several bodies is taken of their union; a person in two of them counts once.
    """

    count: int | None = Field(None, ge=0, description="a fixed number of people")
    share: Share | None = Field(None, description="a share of the people in `of`")
    of: tuple[named.CountedBody, ...] = Field((), description="the bodies whose people are the base of the share")
    rounding: Rounding = Field("exact", description="how share × base is rounded: `exact`: not; `nearest`: halves up")
    test: Test = Field("at least", description="whether the threshold itself is enough")
    less: int = Field(0, ge=0, description="people left out of the base, such as the candidate: 1")

    def model_post_init(self, _: Any) -> None:
        if (self.count is None) == (self.share is None):
            found = "neither 'count' nor 'share'" if self.count is None else "both 'count' and 'share'"
            raise wrong("threshold-measure", "expected either 'count', or 'share' with 'of'", found)
        if self.share is not None and not self.of:
            raise wrong("threshold-measure", "expected 'of: [BODY]', the bodies whose share it is", "a share of nobody")
        if self.count is not None and (self.of or self.rounding != "exact"):
            key = "of" if self.of else "rounding"
            raise wrong("threshold-measure", f"expected no '{key}': {self._alone}", f"'{key}' beside a 'count'")

    @property
    def _alone(self) -> str:
        return "a count is a number of people, whatever the size of the bodies"
