"""Nominations as the rule book has them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rulesim.model import named
from rulesim.model.quantities import Minutes
from rulesim.model.requirement import Requirement
from rulesim.model.stage import Stage

CandidateKind = Literal["incumbent", "challenger", "anyone"]


def _none_is_by_right(value: object) -> object:
    if isinstance(value, Mapping):
        return {kind: None if need == "none" else need for kind, need in value.items()}
    return value


class Nominations(Stage):
    """Candidates collect nominations within a window."""

    kind: Literal["nominations"]
    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="bodies whose members may nominate")
    needs: Annotated[Mapping[CandidateKind, Requirement | None], BeforeValidator(_none_is_by_right)] = Field(
        description="what each kind of candidate needs; `none`: on the ballot by right. `incumbent` is a sitting "
        "leader, `challenger` somebody standing against one, `anyone` every candidate for a vacant office"
    )
    window: Minutes = Field(description="how long nominations may be submitted")
    names_each: int | None = Field(None, ge=1, description="how many candidates a member may nominate; none: all")
    former_leader: Literal["may stand", "barred"] = Field(
        "may stand", description="whether a leader who left office in this contest may stand"
    )
    candidates: Literal["anew", "as before", "from before"] = Field(
        "anew",
        description="who is on the list at first: nobody; those on the previous ballot, who need no new nominations, "
        "while others may join; or only those on the previous ballot, each needing nominations",
    )
