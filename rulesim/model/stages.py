"""The five kinds of stage: what a rule book says of each, the outcomes it can have, and the figures it leaves."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from rulesim.model import named
from rulesim.model.ballot import Ballot as Ballot
from rulesim.model.file_value import wrong
from rulesim.model.quantities import Minutes
from rulesim.model.record import RECORD_ENDS
from rulesim.model.requirement import Requirement
from rulesim.model.stage import Majority, Ruling, Stage
from rulesim.model.threshold import Threshold

CandidateKind = Literal["incumbent", "challenger", "anyone"]


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


class Support(Majority):
    """What carries a motion: a majority, and perhaps some further votes."""

    and_more: int = Field(
        0, ge=0, description="votes needed beyond the share, as in `60% plus one`; beyond 0%, a fixed number of votes"
    )

    @model_validator(mode="before")
    @classmethod
    def _is_a_share(cls, value: Any) -> Any:
        if isinstance(value, Mapping) and "count" in value and "share" not in value:
            number = value["count"] if str(value["count"]).isdigit() else "…"
            expected = f"expected {{share: 0%, test: at least, and_more: {number}}}, that many votes and no share"
            raise wrong("threshold-measure", expected, "a 'count' in a motion", ("count",))
        return value

    @property
    def is_fixed(self) -> bool:
        """Whether it is a fixed number of votes: those beyond no share at all."""
        return self.share == 0 and self.test == "at least" and self.and_more > 0

    @property
    def may_tie(self) -> bool:
        """Whether it takes just more than half of the valid votes, so that a motion with exactly half is tied."""
        just_half = self.share == Fraction(1, 2) and self.test == "more than" and not self.and_more
        return just_half and self.of == "valid"


class Motion(Stage):
    """A body votes on a question."""

    kind: Literal["motion"]
    by: tuple[named.ActingBody, ...] = Field(min_length=1, description="bodies that vote")
    asks: str = Field(description="what is voted on")
    needs: Support = Field(description="what carries the motion")
    lasts: Minutes = Field(0, description="time from the start to the declared result")
    rules_on: Ruling | None = Field(None, description="the contested question that the vote settles, and how")


class Decision(Stage):
    """One actor chooses among options."""

    kind: Literal["decision"]
    by: str = Field(description="who decides: `leader`, or the name of an office")
    options: tuple[str, ...] = Field(min_length=2, description="what may be chosen")
    default: str = Field(description="the option that applies if nothing is decided in time")
    rules_on: Ruling | None = Field(None, description="the contested question that the decision settles, and how")
    window: Minutes | None = Field(None, description="how long there is to decide; none: no deadline")

    def model_post_init(self, _: Any) -> None:
        if self.default not in self.options:
            found, expected = f"'{self.default}'", f"expected one of the options: {', '.join(self.options)}"
            raise wrong("unknown-option", expected, found, ("default",))


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
        "leader, `challenger` somebody standing against one, `anyone` every candidate for a vacant office, and whoever "
        "falls under no other kind that is named"
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

    @property
    def leads_by_right(self) -> bool:
        """Whether a sitting leader is on the ballot by right."""
        return "incumbent" in self.needs and self.needs["incumbent"] is None


AnyStage = Petition | Motion | Decision | Nominations | Ballot
StageField = Annotated[AnyStage, Field(discriminator="kind")]


def acting_bodies(stage: AnyStage) -> tuple[str, ...] | None:
    """The bodies that act at a stage; None for a decision, which is one actor's, and a ballot with its sections."""
    return None if isinstance(stage, Decision | Ballot) else stage.by


def results(stage: AnyStage) -> tuple[str, ...]:
    """Every outcome that a stage can have in a run: those of the rule book and, of a ballot, that its record ends."""
    return (*outcomes(stage), RECORD_ENDS) if isinstance(stage, Ballot) else outcomes(stage)


def outcomes(stage: AnyStage) -> tuple[str, ...]:
    """Every outcome that a stage can have, in a fixed order."""
    match stage:
        case Petition():
            return ("met", "lapsed")
        case Motion():
            return ("carried", "lost", "tied")
        case Decision():
            return stage.options
        case Nominations():
            return ("contested", "unopposed", "none")
        case Ballot(binding=False):
            return ("held",)
        case Ballot():
            reopened = ("reopened",) if stage.reopen_nominations else ()
            return ("elected" if stage.keeps == 1 else "shortlisted", *reopened, "tied", "no result")


def can_occur(stage: AnyStage) -> tuple[str, ...]:
    """The outcomes that some votes give: a motion that needs a share of those entitled is never tied, nor is a ballot
    in which a lot, or the next round, decides between those who are level."""
    every = outcomes(stage)
    match stage:
        case Motion() if not stage.needs.may_tie:
            return tuple(one for one in every if one != "tied")
        case Ballot() if {"lot", "nobody leaves"} & {*stage.tie_rules}:
            return tuple(one for one in every if one != "tied")
        case _:
            return every


SILENCES = ("silent_ties", "empty_rounds", "no_candidate")
"""The figures of a ballot that say how often something came up of which the rules say nothing: ties, rounds without a
valid vote, and that nobody stood, over all visits to it."""


def figures(stage: AnyStage, people: Iterable[str]) -> Iterator[str]:
    """The names of a stage's figures, without the stage: `needed`, `votes.<person>`. A decision has none."""
    match stage:
        case Petition():
            yield from ("needed", "signatures")
            if stage.collects == "for each challenger":
                yield from (f"signatures.{person}" for person in people)
        case Motion():
            yield from ("needed", "for", "against", "spoilt")
        case Nominations():
            yield from (f"{figure}.{person}" for person in people for figure in ("needed", "names", "on_ballot"))
        case Ballot():
            parts = "_millionths" if stage.has_parts_of_points else ""
            yield from ("rounds", f"needed{parts}", f"lead_needed{parts}", *SILENCES)
            kinds = ("votes", *["share"] * stage.is_college, *["points"] * stage.has_points)
            yield from (f"{kind}.{person}" for kind in kinds for person in people)
