"""The five kinds of stage of a rule book, settled: every value is one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rulesim.model.quantities import Minutes, Share
from rulesim.model.strict import Strict
from rulesim.model.threshold import Requirement, Test, Threshold

Base = Literal["valid", "cast", "present", "entitled"]
"""What a majority is measured against: papers for a side or a person; those and the spoilt ones;
those present, voting or not; everybody entitled to vote."""


class Stage(Strict):
    """What every stage has, whatever its kind."""

    title: str = Field(description="what the stage is called in print")
    clause: str = Field(description="number of the clause in the rule book, or where the practice is written down")
    says: str = Field(description="what the clause provides, in our own words")
    sources: tuple[str, ...] = Field(default=(), description="ids of sources or facts, as `seed/id`")
    opens_after: Minutes = Field(default=0, description="time between the end of the stage before and this one's start")
    vacates: tuple[str, ...] = Field(default=(), description="the outcomes by which the leader leaves office")
    meanwhile: Mapping[str, Mapping[str, str]] = Field(
        default={},
        description="stages that run beside this one; for each, the outcomes that take over and where they lead",
    )
    then: Mapping[str, str] = Field(description="for each outcome the next stage, or the ending as `end.<id>`")


class Ruling(Strict):
    """An outcome that settles a contested question for the rest of the run."""

    on: str = Field(description="the contested question")
    gives: Mapping[str, str] = Field(
        min_length=1,
        description="for each outcome of the stage the reading it puts in force; an outcome left out changes nothing",
    )


class Petition(Stage):
    """Members of a body sign, over time, until enough have."""

    kind: Literal["petition"]
    by: tuple[str, ...] = Field(min_length=1, description="bodies whose members may sign")
    needs: Threshold = Field(description="the signatures that carry it")
    collects: Literal["for a cause", "for each challenger"] = Field(
        default="for a cause",
        description="whether every signature counts together, or each challenger has a list",
    )
    window: Minutes | None = Field(default=None, description="how long it may be signed; none: no time limit")
    withdrawable: bool = Field(default=False, description="whether a signature may be taken back before the bar is met")


class Majority(Strict):
    """What share of what base must be exceeded or reached."""

    share: Share = Field(description="the share needed")
    of: Base = Field(default="valid", description="the base of the share")
    test: Test = Field(default="more than", description="whether the share itself is enough")


class Motion(Stage):
    """A body votes on a question."""

    kind: Literal["motion"]
    by: tuple[str, ...] = Field(min_length=1, description="bodies that vote")
    asks: str = Field(description="what is voted on")
    needs: Majority = Field(description="what carries the motion")
    lasts: Minutes = Field(default=0, description="time from the start to the declared result")
    rules_on: Ruling | None = Field(default=None, description="the contested question that the vote settles, and how")


class Decision(Stage):
    """One actor chooses among options."""

    kind: Literal["decision"]
    by: str = Field(description="who decides, as `leader` or a name of an office")
    options: tuple[str, ...] = Field(min_length=2, description="what may be chosen")
    default: str = Field(description="the option that stands if nothing is decided in time")
    rules_on: Ruling | None = Field(
        default=None, description="the contested question that the decision settles, and how"
    )
    window: Minutes | None = Field(default=None, description="how long there is to decide; none: no time limit")

    @model_validator(mode="after")
    def _known_options(self) -> Self:
        if self.default not in self.options:
            raise PydanticCustomError("unknown-option", "expected 'default' to be one of the options")
        return self


CandidateKind = Literal["incumbent", "challenger", "anyone"]


def _none_is_by_right(value: object) -> object:
    if isinstance(value, Mapping):
        return {kind: None if need == "none" else need for kind, need in value.items()}
    return value


class Nominations(Stage):
    """Candidates collect names within a window."""

    kind: Literal["nominations"]
    by: tuple[str, ...] = Field(min_length=1, description="bodies whose members may nominate")
    needs: Annotated[Mapping[CandidateKind, Requirement | None], BeforeValidator(_none_is_by_right)] = Field(
        description="what each kind of candidate needs; `none`: on the ballot by right. `incumbent` is a sitting "
        "leader, `challenger` who stands against one, `anyone` every candidate once the office is vacant"
    )
    window: Minutes = Field(description="how long names may be handed in")
    former_leader: Literal["may stand", "barred"] = Field(
        default="may stand", description="whether a leader who left office in this contest may stand"
    )


class Section(Strict):
    """Voters whose papers are counted together, and their weight in the result."""

    by: tuple[str, ...] = Field(min_length=1, description="the bodies that vote in this section")
    weight: Share = Field(description="the section's share of the whole result")


class Lead(Strict):
    """A distance over the runner-up that a winner must have."""

    share: Share = Field(description="the lead as a share of the base")
    of: Base = Field(default="valid", description="the base of the share")
    rounding: Literal["exact", "up"] = Field(default="exact", description="whether a fraction of a vote is rounded up")


class Wins(Strict):
    """What a winner must show; everything named must hold. Nothing named: most votes win."""

    majority: Majority | None = Field(default=None, description="the majority needed")
    lead: Lead | None = Field(default=None, description="the lead over the runner-up needed")


TieRule = Literal["earlier rounds", "revote", "lot", "both out"]


class Ballot(Stage):
    """Rounds of voting until somebody is elected or a short list stands."""

    kind: Literal["ballot"]
    sections: Mapping[str, Section] = Field(min_length=1, description="who votes; one section is one pool")
    paper: Literal["ranked", "single"] = Field(default="single", description="whether voters rank or mark one name")
    votes: Literal["transfer", "fresh"] = Field(
        default="fresh", description="whether papers of the excluded move on, or everybody votes again"
    )
    wins: Wins = Field(default=Wins(), description="what elects in a round")
    excludes: Literal["lowest", "nobody"] = Field(
        default="lowest", description="who leaves after a round without winner"
    )
    keeps: int = Field(default=1, ge=1, description="1: elect; more: stop with a short list of so many")
    ties: tuple[TieRule, ...] = Field(
        default=("lot",),
        description="how a tie for exclusion (or for first place at the end) is broken, tried in order",
    )
    sole_candidate: Literal["elected", "ballot"] = Field(
        default="elected", description="whether a single candidate is elected without a vote"
    )
    max_rounds: int = Field(default=20, ge=1, description="rounds after which there is no result")
    lasts: Minutes = Field(default=0, description="time from the start to the declared result of each round")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sum(section.weight for section in self.sections.values()) != 1:
            raise PydanticCustomError("weights-sum", "expected the weights of the sections to add up to 100%")
        return self


OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "petition": ("met", "lapsed"),
    "motion": ("carried", "lost", "tied"),
    "nominations": ("contested", "unopposed", "none"),
    "ballot": ("elected", "shortlisted", "tied", "no result"),
}


def outcomes(stage: AnyStage) -> tuple[str, ...]:
    """Every outcome that a stage can have, in a fixed order."""
    if isinstance(stage, Decision):
        return stage.options
    if isinstance(stage, Ballot):
        return ("elected", "tied", "no result") if stage.keeps == 1 else OUTCOMES["ballot"]
    return OUTCOMES[stage.kind]


AnyStage = Petition | Motion | Decision | Nominations | Ballot
StageField = Annotated[AnyStage, Field(discriminator="kind")]
