"""Ballots as they are on record, round by round."""

from collections.abc import Mapping

from pydantic import Field

from rulesim.model import named
from rulesim.model.figures import Figure, Figures
from rulesim.model.file_value import FileValue
from rulesim.model.rough import People


class GivenRound(Figures):
    """One round of a ballot on record."""

    percent: tuple[named.Section, ...] = Field(
        (), description="sections of a college recorded in percent, where those of others are numbers"
    )
    votes: Mapping[named.Person, Figure] = Field({}, description="votes by candidate, if there is one section")
    sections: Mapping[named.Section, Mapping[named.Person, Figure]] = Field(
        {}, description="votes by section and candidate; of a weighted section, figures in proportion to them"
    )
    converted: tuple[named.Section, ...] = Field((), description="sections recorded in seats, points or unit votes")
    exhausted: People = Field(0, description="papers all of whose choices have been eliminated")
    unrecorded: tuple[named.Person, ...] = Field(
        (), description="those eliminated, as recorded, after a round whose votes are not on record"
    )
    withdrawn: tuple[named.Person, ...] = Field((), description="candidates who withdrew after the round")


class GivenBallot(FileValue):
    """A ballot on record."""

    withdrawn_before: tuple[named.Person, ...] = Field((), description="candidates who withdrew before the first round")
    rounds: tuple[GivenRound, ...] = Field((), description="the rounds in order; none, if none was held")
