"""What is on record: signatures, votes, decisions, nominations, and ballots round by round."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.figures import PERCENT, Figure, Figures
from rulesim.model.file_value import FileValue
from rulesim.model.percent import people_of, step
from rulesim.model.quantities import Moment
from rulesim.model.rough import Number, People, Rough, shape_of

RECORD_ENDS = "record ends"
"""The outcome of a ballot whose record ends before it does, or has a gap; and the ending of a run that has come to it,
as nobody knows what would have followed."""
Others = Literal["none", "not known"]
"""What is said of those whom a record does not mention."""


class GivenSignatures(FileValue):
    """Signatures on record."""

    signatures: Mapping[named.Challenger, Number] = Field(
        description="how many, by challenger, or under `cause`; a rough number is played as it stands"
    )
    at: Moment = Field(description="when they took effect (a post-dated letter: on the day it bears)")
    until: Moment | None = Field(None, description="when they were withdrawn, if they were")


class GivenMotion(Figures):
    """A vote on record."""

    votes_for: Figure = Field(alias="for", description="votes for the motion")
    against: Figure = Field(description="votes against it")
    spoilt: People = Field(0, description="papers that count for nobody")
    present: People | None = Field(None, description="people present, if known; otherwise all who cast a paper")

    @property
    def spoilt_in_all(self) -> int:
        """The spoilt papers, for there are no sections."""
        return self.spoilt

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


class GivenDecision(FileValue):
    """A decision on record."""

    chooses: named.Option = Field(description="the option chosen")
    at: Moment | None = Field(None, description="when; none: as the stage opens")


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
    others: Others | None = Field(
        None,
        description="what came from the bodies and places that the record does not mention: `none`; or `not known`, "
        "and then nobody is on the ballot because of them",
    )
    withdrawn: Mapping[named.Nominee, Moment] = Field({}, description="those who withdrew before the close, and when")


Spoilt = Annotated[
    Annotated[People, Tag("number")] | Annotated[Mapping[named.Section, People], Tag("sections")],
    Discriminator(lambda value: "sections" if isinstance(value, Mapping) else "number"),
]
"""Spoilt papers on record: a number for all sections, or one for each."""


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
    spoilt: Spoilt = Field(0, description="spoilt papers: a number or, of several sections, one for each")
    exhausted: People = Field(0, description="papers all of whose choices have been eliminated")
    unrecorded: tuple[named.Person, ...] = Field(
        (), description="those eliminated, as recorded, after a round whose votes are not on record, or not all of them"
    )
    withdrawn: tuple[named.Person, ...] = Field((), description="candidates who withdrew after the round")

    @property
    def has_votes(self) -> bool:
        """Whether its figures are numbers of votes in every section: not seats, points or percentages."""
        return not self.converted and not self.percent and not self.is_in_parts

    @property
    def spoilt_in_all(self) -> int:
        """The spoilt papers of all sections together."""
        return self.spoilt if isinstance(self.spoilt, int) else sum(self.spoilt.values())

    def spoilt_in(self, section: str) -> int:
        """The spoilt papers that are known to be of a section."""
        return 0 if isinstance(self.spoilt, int) else self.spoilt.get(section, 0)

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
