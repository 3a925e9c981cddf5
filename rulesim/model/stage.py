"""What every stage of a rule book has, whatever its kind, and the majorities that stages share."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.quantities import Minutes, Share
from rulesim.model.threshold import Test

Base = Literal["valid", "papers", "cast", "present", "entitled"]
"""What a majority is a share of: papers that count for a side or a person in this round; those and exhausted papers;
those and spoilt papers; everybody present, voting or not; everybody entitled to vote."""


class Stage(FileValue):
    """What every stage has, whatever its kind."""

    title: str = Field(description="what the stage is called in print")
    clause: str = Field(description="number of the clause in the rule book, or where the practice is written down")
    says: str = Field(description="what the clause provides, in our own words")
    sources: tuple[str, ...] = Field((), description="ids of sources or facts, as `seed/id`")
    opens_after: Minutes = Field(0, description="time between the end of the previous stage and its opening")
    vacates: tuple[named.Outcome, ...] = Field((), description="the outcomes by which the leader leaves office")
    immunity: Mapping[named.Outcome, Minutes] = Field(
        {}, description="how long each outcome protects the leader from a petition"
    )
    meanwhile: Mapping[named.Stage, Mapping[named.Outcome, named.Next]] = Field(
        {}, description="stages that run beside this one, each with the outcomes that take over and where they lead"
    )
    then: Mapping[named.Outcome, named.Next] = Field(description="the next stage after each outcome, or `end.<id>`")


class Ruling(FileValue):
    """An outcome that settles a contested question for the rest of the run."""

    on: named.Question = Field(description="the contested question")
    gives: Mapping[named.Outcome, named.Reading] = Field(
        min_length=1, description="the reading that each outcome puts in force; every outcome needs one"
    )


class Majority(FileValue):
    """The share of a base that must be exceeded or reached."""

    share: Share = Field(description="the share needed")
    of: Base = Field("valid", description="the base of the share")
    test: Test = Field("more than", description="whether the share itself is enough")
