"""Conduct: what people may do at each kind of stage, and how likely. It knows no threshold.

A *chance* is each member's own coin; a *share* is that part of the bloc, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.quantities import Minutes, Moment, Share, parse_share
from rulesim.model.record import GivenBallot
from rulesim.model.stage import Base

REST = "rest"
CAUSE = "cause"
"""In place of a challenger: signatures that count together."""


def _parse_chance(value: Any) -> Fraction | str:
    text = str(value).strip()
    if text and text[0].isalpha():
        return text
    return parse_share(value)


Chance = Annotated[Fraction | str, BeforeValidator(_parse_chance), named.Refers("unknown")]
"""A probability or share: exact, or the name of an unknown of the scenario."""
Part = Annotated[Fraction | str, BeforeValidator(_parse_chance), named.Refers("part")]
"""A chance among alternatives, of which some may be `rest`: what the others leave, divided equally."""


class Delay(FileValue):
    """How long after the opening of a stage somebody acts."""

    mean: Minutes | None = Field(default=None, description="mean of an exponential delay: most act early, some late")
    between: tuple[Minutes, Minutes] | None = Field(default=None, description="any moment between two, equally likely")
    exactly: Minutes | None = Field(default=None, description="always this long")

    @model_validator(mode="after")
    def _one_law(self) -> Self:
        if sum(law is not None for law in (self.mean, self.between, self.exactly)) != 1:
            raise PydanticCustomError("delay-law", "expected one of 'mean', 'between' or 'exactly'")
        if self.mean == 0 or (self.between and self.between[0] > self.between[1]):
            raise PydanticCustomError("delay-law", "expected a mean above zero, and the shorter delay first")
        return self


class When(FileValue):
    """What must have happened for a case of conduct to apply; everything named must hold."""

    stage: named.Stage = Field(default="", description="a stage that has been played")
    outcome: named.Outcome = Field(default="", description="the outcome it had")
    votes: Literal["for", "against"] = Field(default="for", description="the side of a motion whose share is tested")
    at_least: Share | None = Field(default=None, description="the side had this share or more")
    more_than: Share | None = Field(default=None, description="the side had more than this share")
    of: Base = Field(default="valid", description="the base of the share")
    standing: tuple[named.Person, ...] = Field(
        default=(), description="people who are all candidates; after a ballot that elected, only the winner is one"
    )
    not_standing: tuple[named.Person, ...] = Field(default=(), description="people of whom none is a candidate")

    @model_validator(mode="after")
    def _tests_something(self) -> Self:
        about_stage = bool(self.outcome) or self.at_least is not None or self.more_than is not None
        if about_stage != bool(self.stage) or not (about_stage or self.standing or self.not_standing):
            raise PydanticCustomError(
                "empty-condition",
                "expected 'stage' with 'outcome', 'at_least' or 'more_than'; or who is (not) standing",
            )
        return self


class Case(FileValue):
    """One case of what people do at a stage; the first whose `when` holds applies."""

    when: When | None = Field(default=None, description="when this case applies; none: always")


class Signing(FileValue):
    """How the members of a bloc sign."""

    chance: Chance | None = Field(default=None, description="chance that a member is willing to sign")
    share: Chance | None = Field(default=None, description="part of the bloc that is willing to sign, exactly")
    after: Delay = Field(default=Delay(exactly=0), description="delay between the opening and a signature")
    backs: Mapping[named.Person, Share] = Field(default={}, description="for which challenger, if each has a list")
    takes_back: Chance = Field(default=Fraction(0), description="chance that a signature is taken back later")
    back_after: Delay = Field(default=Delay(exactly=0), description="delay between signing and taking back")

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.chance is None) == (self.share is None):
            raise PydanticCustomError("chance-or-share", "expected either 'chance' or 'share'")
        return self


class Momentum(FileValue):
    """Signing speeds up as names gather: after every `names` signatures all rates grow by `faster`."""

    names: int = Field(ge=1, description="how many signatures make a step")
    faster: Share = Field(description="growth of everybody's rate at each step, as a share of the first rate")


class GivenSignatures(FileValue):
    """Signatures on record."""

    signatures: Mapping[named.Challenger, int] = Field(description="how many, by challenger, or under `cause`")
    at: Moment = Field(description="when they took effect (a post-dated letter: on the day it names)")
    until: Moment | None = Field(default=None, description="when they were taken back, if they were")


def _as_list(value: object) -> object:
    return [value] if isinstance(value, Mapping) else value


class PetitionConduct(Case):
    """What people do while a petition is open."""

    sign: Mapping[named.Bloc, Signing] = Field(default={}, description="by bloc, how members sign")
    momentum: Momentum | None = Field(default=None, description="whether signing speeds up as names gather")
    given: Annotated[tuple[GivenSignatures, ...], BeforeValidator(_as_list)] | None = Field(
        default=None, description="what the record says was done: one batch of signatures or several"
    )


class Voting(FileValue):
    """How a bloc divides among alternatives, by chances or by shares; what is left does nothing."""

    chances: Mapping[named.Alternative, Part] = Field(default={}, description="each member's chances")
    shares: Mapping[named.Alternative, Part] = Field(default={}, description="the parts of the bloc, exactly")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.chances and self.shares:
            raise PydanticCustomError("chance-or-share", "expected either 'chances' or 'shares', not both")
        known = [part for part in (self.chances or self.shares).values() if isinstance(part, Fraction)]
        if sum(known) > 1:
            raise PydanticCustomError("shares-sum", "expected chances or shares that add up to 100% at the most")
        return self


class GivenMotion(FileValue):
    """A vote on record."""

    votes_for: int = Field(alias="for", ge=0, description="votes for the motion")
    against: int = Field(ge=0, description="votes against it")
    spoilt: int = Field(default=0, ge=0, description="papers that count for neither")
    present: int | None = Field(
        default=None, ge=0, description="people present, if known; otherwise all who cast a paper"
    )


class MotionConduct(Case):
    """How people vote on a motion: `for`, `against`, `spoilt`; the rest stay away."""

    votes: Mapping[named.Bloc, Voting] = Field(default={}, description="by bloc, how members vote")
    given: GivenMotion | None = Field(default=None, description="what the record says was done")


class GivenDecision(FileValue):
    """A decision on record."""

    chooses: named.Option = Field(description="the option chosen")
    at: Moment | None = Field(default=None, description="when; none: as the stage opens")


class DecisionConduct(Case):
    """How the one who decides may decide."""

    chooses: Mapping[named.Option, Part] = Field(
        default={}, description="chance of each option; what is left is the default"
    )
    after: Delay = Field(default=Delay(exactly=0), description="delay between the opening and the decision")
    given: GivenDecision | None = Field(default=None, description="what the record says was done")


class Nominating(Voting):
    """How a bloc gives its names: the chances or shares of each candidate."""

    after: Delay = Field(default=Delay(exactly=0), description="delay between the opening and a nomination")


class GivenNominations(FileValue):
    """Nominations on record."""

    names: Mapping[named.Person, int | Mapping[named.NominatingBody, int]] = Field(
        description="names handed in, by candidate (also those with none): a number, or one number for each body "
        "where several nominate"
    )
    branches: Mapping[named.Nominee, int] = Field(
        default={}, description="from how many places each candidate's names come"
    )
    withdrawn: Mapping[named.Nominee, Moment] = Field(
        default={}, description="candidates who withdrew before the close, and when"
    )


class NominationsConduct(Case):
    """Who stands, and whom people nominate."""

    stands: Mapping[named.Person, Chance] = Field(default={}, description="chance that a person stands")
    nominate: Mapping[named.Bloc, Nominating] = Field(default={}, description="by bloc, whom members nominate")
    spread: Mapping[named.Person, Chance] = Field(
        default={}, description="chance that a candidate's names come from enough places; not said: certain"
    )
    given: GivenNominations | None = Field(default=None, description="what the record says was done")


class Preferring(FileValue):
    """How a bloc votes in a ballot.

    With `shares` or `chances` the vote for a person is in proportion among those still standing (the
    Plackett-Luce rule); with `rankings` it goes to the first name still standing.
    `as_sure_as: 50` draws the shares in each run from a Dirichlet distribution, as uncertain as a
    perfect random sample of 50 voters would leave them.
    """

    turnout: Chance = Field(default=Fraction(1), description="part of the bloc that hands in a valid paper")
    shares: Mapping[named.Person, Part] = Field(default={}, description="parts of those voting, exactly")
    chances: Mapping[named.Person, Part] = Field(default={}, description="each voter's own chances")
    rankings: Mapping[named.Ranking, Part] = Field(default={}, description="parts ranking `a > b > c`")
    as_sure_as: int | None = Field(default=None, ge=1, description="size of the sample the shares are as sure as")
    alike: int = Field(
        default=100, ge=1, description="how alike the units of a section vote: as a sample of so many voters would"
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [kind for kind in (self.shares, self.chances, self.rankings) if kind]
        if len(kinds) != 1:
            raise PydanticCustomError("chance-or-share", "expected one of 'shares', 'chances' or 'rankings'")
        known = [part for part in kinds[0].values() if isinstance(part, Fraction)]
        complete = len(known) == len(kinds[0])
        if sum(known) > 1 or (complete and sum(known) != 1):
            raise PydanticCustomError("shares-sum", "expected parts that add up to 100%")
        if self.as_sure_as and (self.chances or not complete):
            raise PydanticCustomError("shares-sum", "expected 'as_sure_as' beside fixed shares or rankings only")
        return self


def ranked(ranking: str) -> tuple[str, ...]:
    """The names of a ranking written `a > b > c`, first choice first."""
    return tuple(name.strip() for name in ranking.split(">"))


class BallotConduct(Case):
    """How people vote in a ballot."""

    votes: Mapping[named.Bloc, Preferring] = Field(default={}, description="by bloc, how members vote")
    withdraws_before: Mapping[named.Person, Chance] = Field(
        default={}, description="chance that a candidate withdraws before the first round"
    )
    withdraws: Mapping[named.Person, Chance] = Field(
        default={}, description="chance that a candidate who is not first withdraws after a round"
    )
    given: GivenBallot | None = Field(default=None, description="what the record says was done")


AnyConduct = PetitionConduct | MotionConduct | DecisionConduct | NominationsConduct | BallotConduct
CONDUCT: Mapping[str, type[AnyConduct]] = {
    "petition": PetitionConduct,
    "motion": MotionConduct,
    "decision": DecisionConduct,
    "nominations": NominationsConduct,
    "ballot": BallotConduct,
}
"""The conduct that belongs to each kind of stage."""
