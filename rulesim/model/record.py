"""Ballots as they are on record, round by round."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.figures import Figure, Figures
from rulesim.model.file_value import FileValue
from rulesim.model.rough import People

RECORD_ENDS = "record ends"
"""The outcome of a ballot whose record ends before it does, or has a gap; and the ending of a run that has come to it,
as nobody knows what would have followed."""
Others = Literal["none", "not known"]
"""What is said of those whom a record does not mention."""


class GivenRound(Figures):
    """One round of a ballot on record.

    Of a section whose votes become seats, points or votes of units, it says which of them its figures are: `converted`,
    `papers` or `by_unit`.
    """

    percent: tuple[named.Section, ...] = Field(
        (), description="sections of a college recorded in percent, where those of others are numbers"
    )
    votes: Mapping[named.Person, Figure] = Field({}, description="votes by candidate, if there is one section")
    sections: Mapping[named.Section, Mapping[named.Person, Figure]] = Field(
        {}, description="votes by section and candidate; of a weighted section, figures in proportion to them"
    )
    converted: tuple[named.Section, ...] = Field((), description="sections recorded in seats, points or unit votes")
    papers: tuple[named.Section, ...] = Field(
        (), description="sections recorded in ballot papers, from which their seats are worked out"
    )
    by_unit: Mapping[named.Section, Mapping[str, Mapping[named.Person, People]]] = Field(
        {},
        description="ballot papers by section, unit and candidate, from which points or votes of units are worked out",
    )
    others: Others | None = Field(
        None,
        description="what the candidates on the ballot had whom the record does not mention: `none`, no votes; "
        "`not known`: nobody knows, and who was eliminated is as recorded under `unrecorded`",
    )
    lot: tuple[named.Person, ...] = Field(
        (), description="on whom the lot fell: those eliminated or, for first place, the winner; none: it was not drawn"
    )
    exhausted: People = Field(0, description="papers all of whose choices have been eliminated")
    unrecorded: tuple[named.Person, ...] = Field(
        (), description="those eliminated, as recorded, after a round whose votes are not on record, or not all of them"
    )
    withdrawn: tuple[named.Person, ...] = Field((), description="candidates who withdrew after the round")

    @property
    def is_told(self) -> bool:
        """Whether its verdict is as recorded, because not all of its votes are known."""
        return bool(self.unrecorded) or self.others == "not known"

    def model_post_init(self, _: Any) -> None:
        if self.unrecorded and self.others != "not known" and (self.votes or self.sections or self.by_unit):
            expected = "expected either votes or 'unrecorded'; if only some votes are known, also 'others: not known'"
            raise PydanticCustomError("votes-and-unrecorded", expected)


class GivenBallot(FileValue):
    """A ballot on record."""

    withdrawn_before: tuple[named.Person, ...] = Field((), description="candidates who withdrew before the first round")
    rounds: tuple[GivenRound, ...] = Field((), description="the rounds in order; none, if none was held")
