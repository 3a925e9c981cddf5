"""Conduct: what people may do at each kind of stage, and how likely they are to do it. It knows no threshold.

With a *chance*, each member decides alone; a *share* is that part of the bloc, exactly.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.figures import PERCENT, Figure, Figures
from rulesim.model.file_value import FileValue
from rulesim.model.percent import people_of, step
from rulesim.model.quantities import Minutes, Moment, Share, parse_share
from rulesim.model.record import GivenBallot
from rulesim.model.rough import Number, People, Rough, shape_of
from rulesim.model.stage import Base

REST = "rest"
CAUSE = "cause"
"""Stands in place of a challenger where all signatures count together."""


def _parse_chance(value: Any) -> Fraction | str:
    text = str(value).strip()
    if text and text[0].isalpha():
        return text
    return parse_share(value)


Chance = Annotated[Fraction | str, BeforeValidator(_parse_chance), named.Refers("unknown")]
"""A probability or share: exact, or the name of an unknown of the scenario."""
Part = Annotated[Fraction | str, BeforeValidator(_parse_chance), named.Refers("part")]
"""A chance among alternatives, of which some may be `rest`: what the others leave over, divided equally."""


class Delay(FileValue):
    """How long after the opening of a stage somebody acts."""

    mean: Minutes | None = Field(None, description="mean of an exponential delay: most act early, some late")
    between: tuple[Minutes, Minutes] | None = Field(None, description="any time between the two, equally likely")
    exactly: Minutes | None = Field(None, description="always this long")

    def model_post_init(self, _: Any) -> None:
        if sum(law is not None for law in (self.mean, self.between, self.exactly)) != 1:
            raise PydanticCustomError("delay-law", "expected one of 'mean', 'between' or 'exactly'")
        if self.mean == 0 or (self.between and self.between[0] > self.between[1]):
            raise PydanticCustomError("delay-law", "expected a mean above zero, and the shorter delay first")


class When(FileValue):
    """What must have happened for a case of conduct to apply; everything named must hold."""

    stage: named.Stage = Field("", description="a stage that has been played")
    outcome: named.Outcome = Field("", description="the outcome it had")
    votes: Literal["for", "against"] = Field("for", description="the side of a motion whose share is tested")
    at_least: Share | None = Field(None, description="the side had this share or more")
    more_than: Share | None = Field(None, description="the side had more than this share")
    of: Base = Field("valid", description="the base of the share")
    standing: tuple[named.Person, ...] = Field(
        (), description="people who are all candidates; after a ballot that elected, only the winner is"
    )
    not_standing: tuple[named.Person, ...] = Field((), description="people none of whom is a candidate")

    def model_post_init(self, _: Any) -> None:
        about_stage = bool(self.outcome) or self.at_least is not None or self.more_than is not None
        if about_stage != bool(self.stage) or not (about_stage or self.standing or self.not_standing):
            expected = "expected 'stage' with 'outcome', 'at_least' or 'more_than'; or who is (not) standing"
            raise PydanticCustomError("empty-condition", expected)


class Case(FileValue):
    """One case of what people do at a stage; the first whose `when` holds applies."""

    when: When | None = Field(None, description="when this case applies; none: always")


class Signing(FileValue):
    """How the members of a bloc sign."""

    chance: Chance | None = Field(None, description="chance that a member is willing to sign")
    share: Chance | None = Field(None, description="the part of the bloc that is willing to sign, exactly")
    after: Delay = Field(Delay(exactly=0), description="delay between the opening and a signature")
    backs: Mapping[named.Person, Share] = Field({}, description="whom they back, if each challenger has a list")
    takes_back: Chance = Field(Fraction(0), description="chance that a signature is withdrawn later")
    back_after: Delay = Field(Delay(exactly=0), description="delay between signing and withdrawing")

    def model_post_init(self, _: Any) -> None:
        if (self.chance is None) == (self.share is None):
            raise PydanticCustomError("chance-or-share", "expected either 'chance' or 'share'")


class Momentum(FileValue):
    """Signing speeds up as signatures gather: after every `names` of them, all rates grow by `faster`."""

    names: int = Field(ge=1, description="how many signatures make a step")
    faster: Share = Field(description="growth of everybody's rate at each step, as a share of the initial rate")


class GivenSignatures(FileValue):
    """Signatures on record."""

    signatures: Mapping[named.Challenger, Number] = Field(
        description="how many, by challenger, or under `cause`; a rough number is played as it stands"
    )
    at: Moment = Field(description="when they took effect (a post-dated letter: on the day it bears)")
    until: Moment | None = Field(None, description="when they were withdrawn, if they were")


def _as_list(value: object) -> object:
    return [value] if isinstance(value, Mapping) else value


class PetitionConduct(Case):
    """What people do while a petition is open."""

    sign: Mapping[named.Bloc, Signing] = Field({}, description="by bloc, how members sign")
    momentum: Momentum | None = Field(None, description="whether signing speeds up as signatures gather")
    given: Annotated[tuple[GivenSignatures, ...], BeforeValidator(_as_list)] | None = Field(
        None, description="what the record says was done, in one batch of signatures or several"
    )


class Voting(FileValue):
    """How a bloc divides among alternatives, by chances or by shares; the remainder does nothing."""

    chances: Mapping[named.Alternative, Part] = Field({}, description="each member's chances")
    shares: Mapping[named.Alternative, Part] = Field({}, description="the parts of the bloc, exactly")

    def model_post_init(self, _: Any) -> None:
        if self.chances and self.shares:
            raise PydanticCustomError("chance-or-share", "expected either 'chances' or 'shares', not both")
        known = [part for part in (self.chances or self.shares).values() if isinstance(part, Fraction)]
        if sum(known) > 1:
            raise PydanticCustomError("shares-sum", "expected chances or shares that add up to at most 100%")


class GivenMotion(Figures):
    """A vote on record."""

    votes_for: Figure = Field(alias="for", description="votes for the motion")
    against: Figure = Field(description="votes against it")
    present: People | None = Field(None, description="people present, if known; otherwise all who cast a paper")

    @property
    def printed(self) -> Mapping[str, Fraction]:
        """The figures of both sides."""
        return {"for": self.votes_for, "against": self.against}

    @property
    def sides(self) -> Mapping[str, int]:
        """The votes on both sides in whole numbers: of people or, if only percentages are known, in proportion."""
        if self.in_ == PERCENT and self.valid is not None:
            return people_of(self.printed, self.valid)
        return {side: int(figure * self.scale) for side, figure in self.printed.items()}

    @property
    def papers(self) -> int:
        """How many people cast a paper, if the record says so; of percentages `valid` says it."""
        return self.spoilt if self.in_ == PERCENT else int(sum(self.printed.values())) + self.spoilt

    @property
    def scale(self) -> int:
        """What one per cent comes to in `sides`, if only percentages are known; otherwise 1."""
        return int(1 / step(self.printed)) if self.is_in_parts else 1


class MotionConduct(Case):
    """How people vote on a motion: `for`, `against`, `spoilt`; the rest do not vote."""

    votes: Mapping[named.Bloc, Voting] = Field({}, description="by bloc, how members vote")
    given: GivenMotion | None = Field(None, description="what the record says was done")


class GivenDecision(FileValue):
    """A decision on record."""

    chooses: named.Option = Field(description="the option chosen")
    at: Moment | None = Field(None, description="when; none: as the stage opens")


class DecisionConduct(Case):
    """How whoever decides may decide."""

    chooses: Mapping[named.Option, Part] = Field({}, description="the chance of each option; the rest is the default")
    after: Delay = Field(Delay(exactly=0), description="delay between the opening and the decision")
    given: GivenDecision | None = Field(None, description="what the record says was done")


class Nominating(Voting):
    """How a bloc nominates: the chances or shares of each candidate."""

    after: Delay = Field(Delay(exactly=0), description="delay between the opening and a nomination")


Names = Annotated[
    Annotated[People, Tag("number")]
    | Annotated[Rough, Tag("rough")]
    | Annotated[Mapping[named.NominatingBody, Number], Tag("bodies")],
    Discriminator(shape_of),
]
"""Nominations on record: a number, exact or rough, or one for each body."""


class GivenNominations(FileValue):
    """Nominations on record."""

    names: Mapping[named.Person, Names] = Field(
        description="nominations by candidate (including those with none): a number, or one for each body; a rough "
        "number is played as it stands"
    )
    branches: Mapping[named.Nominee, People] = Field(
        {}, description="from how many places a candidate's nominations come"
    )
    withdrawn: Mapping[named.Nominee, Moment] = Field({}, description="those who withdrew before the close, and when")


class NominationsConduct(Case):
    """Who stands, and whom people nominate."""

    stands: Mapping[named.Person, Chance] = Field({}, description="chance that a person stands")
    nominate: Mapping[named.Bloc, Nominating] = Field({}, description="by bloc, whom members nominate")
    spread: Mapping[named.Person, Chance] = Field(
        {}, description="chance of nominations from enough places; else certain"
    )
    given: GivenNominations | None = Field(None, description="what the record says was done")


class Preferring(FileValue):
    """How a bloc votes in a ballot.

    With `shares` or `chances`, votes divide among those still standing in these proportions (the Plackett-Luce rule);
    with `rankings`, each goes to the first candidate still standing. `as_sure_as: 50` draws the shares in each run from
    a Dirichlet distribution, as uncertain as a perfect random sample of 50 voters would leave them.
    """

    turnout: Chance = Field(Fraction(1), description="the part of the bloc that returns a valid paper")
    shares: Mapping[named.Person, Part] = Field({}, description="parts of those voting, exactly")
    chances: Mapping[named.Person, Part] = Field({}, description="each voter's own chances")
    rankings: Mapping[named.Ranking, Part] = Field({}, description="parts ranking `a > b > c`")
    as_sure_as: int | None = Field(None, ge=1, description="size of the sample that would make the shares as certain")
    alike: int = Field(100, ge=1, description="how alike units of a section vote: as samples of this many voters would")

    def model_post_init(self, _: Any) -> None:
        kinds = [kind for kind in (self.shares, self.chances, self.rankings) if kind]
        if len(kinds) != 1:
            raise PydanticCustomError("chance-or-share", "expected one of 'shares', 'chances' or 'rankings'")
        known = [part for part in kinds[0].values() if isinstance(part, Fraction)]
        complete = len(known) == len(kinds[0])
        if sum(known) > 1 or (complete and sum(known) != 1):
            raise PydanticCustomError("shares-sum", "expected shares that add up to 100%")
        if self.as_sure_as and (self.chances or not complete):
            raise PydanticCustomError("shares-sum", "expected 'as_sure_as' beside fixed shares or rankings only")


def ranked(ranking: str) -> tuple[str, ...]:
    """The people in a ranking written `a > b > c`, first choice first."""
    return tuple(name.strip() for name in ranking.split(">"))


class BallotConduct(Case):
    """How people vote in a ballot."""

    votes: Mapping[named.Bloc, Preferring] = Field({}, description="by bloc, how members vote")
    withdraws_before: Mapping[named.Person, Chance] = Field(
        {}, description="chance of withdrawing before the first round"
    )
    withdraws: Mapping[named.Person, Chance] = Field(
        {}, description="chance that a candidate not in first place withdraws after a round"
    )
    given: GivenBallot | None = Field(None, description="what the record says was done")


AnyConduct = PetitionConduct | MotionConduct | DecisionConduct | NominationsConduct | BallotConduct
CONDUCT: Mapping[str, type[AnyConduct]] = {
    "petition": PetitionConduct,
    "motion": MotionConduct,
    "decision": DecisionConduct,
    "nominations": NominationsConduct,
    "ballot": BallotConduct,
}
"""The conduct that belongs to each kind of stage."""
