"""Ballots as the rule book has them: who votes, how votes turn into a result, who wins and who is eliminated."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from rulesim.model import named
from rulesim.model.file_value import FileValue, summed, wrong
from rulesim.model.quantities import Minutes, Share
from rulesim.model.section import Points, Section, keys_of
from rulesim.model.stage import Base, Majority, Stage
from rulesim.model.threshold import Test

MOST_ROUNDS = 1_000
"""More in a file is a slip, and would be played for ever."""
UNTIL_NOBODY_LEAVES = "until nobody leaves"


def _rounds_shape(value: object) -> str:
    return "word" if value == UNTIL_NOBODY_LEAVES else "number"


Rounds = Annotated[
    Annotated[int, Field(ge=1, le=MOST_ROUNDS), Tag("number")] | Annotated[Literal["until nobody leaves"], Tag("word")],
    Discriminator(_rounds_shape),
]
"""How many rounds a ballot may have: a number, or as many as there are until one after which nobody leaves."""


class Lead(FileValue):
    """A lead over the runner-up that a winner must have."""

    share: Share = Field(description="the lead as a share of the base")
    of: Base = Field("valid", description="the base of the share")


class Fixed(FileValue):
    """A majority that is a fixed number of votes, seats or points, whatever is cast."""

    count: int = Field(ge=1, description="the number needed")
    test: Test = Field("at least", description="whether the number itself is enough")


def _majority_shape(value: object) -> str:
    return "fixed" if "count" in keys_of(value) else "majority"


class Wins(FileValue):
    """What a winner needs; everything named must hold. If nothing is named, the most votes win."""

    majority: (
        Annotated[Annotated[Majority, Tag("majority")] | Annotated[Fixed, Tag("fixed")], Discriminator(_majority_shape)]
        | None
    ) = Field(None, description="the majority needed: a share, or a fixed number")
    lead: Lead | None = Field(None, description="the lead over the runner-up needed")


class Floor(FileValue):
    """What a candidate needs to stay in a round: a number of votes, or a share of a base."""

    count: int | None = Field(None, ge=0, description="votes needed")
    share: Share | None = Field(None, description="share of the base needed")
    of: Base = Field("valid", description="the base of the share")
    test: Test = Field("at least", description="whether the threshold itself is enough")

    def model_post_init(self, _: Any) -> None:
        if (self.count is None) == (self.share is None):
            found = "neither 'count' nor 'share'" if self.count is None else "both 'count' and 'share'"
            raise wrong("threshold-measure", "expected one of the two", found)


class Excludes(FileValue):
    """Who is eliminated after a round without a winner. Written `lowest` or `nobody` where that is all."""

    below: Floor | None = Field(None, description="everybody who does not reach this")
    all_but: int | None = Field(None, ge=1, description="everybody except this many, counted from the first")
    lowest: bool = Field(True, description="if nobody else is eliminated, whoever has the fewest votes")
    down_to: int = Field(1, ge=1, description="how many have to be left for `lowest` to eliminate nobody any more")


def _exclusion_in_a_word(value: object) -> object:
    return {"lowest": value == "lowest"} if value in ("lowest", "nobody") else value


TieRule = Literal["earlier rounds", "revote", "lot", "both out", "nobody leaves"]
"""How a tie is broken: by the latest earlier round that separates the tied; by a fresh vote, so that this round does
not count; by lot; by eliminating all who are tied for last place (never for first); or not at all: the round stands,
nobody is eliminated or elected, and the next is held among the same candidates."""


class AsIn(FileValue):
    """Those who were on a ballot when it opened, unless nominations have been held since. Written `as in <ballot>`."""

    as_in: named.Ballot = Field(description="the ballot")


THOSE_LEFT = "those left"
_AS_IN = "as in "


def _ballot_in_words(value: object) -> object:
    return {"as_in": value.removeprefix(_AS_IN)} if isinstance(value, str) and value.startswith(_AS_IN) else value


def _candidates_shape(value: object) -> str:
    return "ballot" if isinstance(value, Mapping | AsIn) else "left"


Candidates = Annotated[
    Annotated[Literal["those left"], Tag("left")] | Annotated[AsIn, Tag("ballot")],
    Discriminator(_candidates_shape),
    BeforeValidator(_ballot_in_words),
]
"""Who stands in a ballot: those whom the stages before it left, or those of an earlier ballot."""


class Assumed(FileValue):
    """Rules for ties that stand in where the party's rules have none. Written `not in the rules` if that is the lot."""

    assumed: tuple[TieRule, ...] = Field(description="the rules for ties that stand in, tried in order")


SILENT = "not in the rules"


def _silence_in_a_word(value: object) -> object:
    return {"assumed": ["lot"]} if value == SILENT else value


def _ties_shape(value: object) -> str:
    return "silent" if isinstance(value, Mapping | Assumed) else "rules"


Ties = Annotated[
    Annotated[tuple[TieRule, ...], Tag("rules")] | Annotated[Assumed, Tag("silent")],
    Discriminator(_ties_shape),
    BeforeValidator(_silence_in_a_word),
]
"""The rules for ties, or what is assumed in their place."""


class Ballot(Stage):
    """Rounds of voting until somebody is elected or a short list is left."""

    kind: Literal["ballot"]
    sections: Mapping[str, Section] = Field(min_length=1, description="who votes; in a single section votes are pooled")
    paper: Literal["ranked", "single"] = Field("single", description="whether voters rank candidates or mark one")
    votes: Literal["transfer", "fresh"] = Field(
        "fresh", description="whether papers transfer, or everybody votes again"
    )
    binding: bool = Field(True, description="false for an advisory ballot")
    candidates: Candidates | None = Field(
        None,
        description="who stands where it can be held after a ballot that elected somebody: `as in <ballot>`, or `those "
        "left`, which after an election is the winner alone. Elsewhere it is those left",
    )
    wins: Wins = Field(Wins(), description="what elects in a round")
    excludes: Annotated[Excludes, BeforeValidator(_exclusion_in_a_word)] = Field(
        Excludes(), description="who is eliminated after a round without a winner"
    )
    keeps: int = Field(1, ge=1, description="1: elect somebody; more: stop with a short list of this length")
    rounds: Rounds | None = Field(
        None,
        description="the rounds after which it ends, or `until nobody leaves`; those still standing remain candidates. "
        "May be left out where somebody leaves after every round: then it goes on until it is over",
    )
    ties: Ties | None = Field(
        None,
        description="how a tie for elimination, or for first place at the end, is broken: tried in order. Where the "
        "rules do not say, `not in the rules`, or what else is assumed. An advisory ballot needs none",
    )
    sole_candidate: Literal["elected", "ballot"] = Field("elected", description="whether a sole candidate faces a vote")
    last_standing: Literal["elected", "needs the majority"] | None = Field(
        None,
        description="whether the last one left, once others are eliminated or withdraw, is elected without the "
        "majority or lead that winning takes, or faces a round and must have it there. Left out: as a sole candidate",
    )
    reopen_nominations: bool = Field(
        False, description="whether papers offer the choice to re-open them, never eliminated"
    )
    lasts: Minutes = Field(0, description="time from start to result; of each round, if everybody votes again")

    @property
    def most_rounds(self) -> int | None:
        """After how many rounds it ends; None: after one that eliminates nobody."""
        return self.rounds if isinstance(self.rounds, int) else None

    @property
    def tie_rules(self) -> tuple[TieRule, ...]:
        """The rules for ties that are applied, written down or assumed."""
        if self.ties is None:
            return ("lot",)
        return self.ties.assumed if isinstance(self.ties, Assumed) else self.ties

    @property
    def is_silent_on_ties(self) -> bool:
        """Whether the rules for ties are assumed."""
        return isinstance(self.ties, Assumed | None)

    @property
    def elects_the_last(self) -> bool:
        """Whether the last one left is elected without another round."""
        return (self.last_standing or self.sole_candidate) == "elected"

    @property
    def never_waives_the_majority(self) -> bool:
        """Whether the last one left must have the majority, whoever stands or votes against."""
        return self.last_standing == "needs the majority"

    @property
    def is_college(self) -> bool:
        """Whether several sections count by weight, as in an electoral college."""
        return len(self.sections) > 1 and all(section.weight is not None for section in self.sections.values())

    @property
    def has_parts_of_points(self) -> bool:
        """Whether what counts may be less than a whole, so that no whole number is the fewest that is enough."""
        rules = (section.becomes for section in self.sections.values())
        return any(isinstance(rule, Points) and rule.decimals for rule in rules)

    @property
    def has_points(self) -> bool:
        """Whether what candidates have is more than votes: outside a college, some section's become something else."""
        return not self.is_college and any(section.becomes is not None for section in self.sections.values())

    def model_post_init(self, _: Any) -> None:
        weights = [section.weight for section in self.sections.values()]
        if None in weights and any(weight is not None for weight in weights):
            without = next(name for name, section in self.sections.items() if section.weight is None)
            found = f"the section '{without}' has no weight, but others have"
            raise wrong("weights-sum", "expected a weight for every section, or for none", found, ("sections",))
        known = [weight for weight in weights if weight is not None]
        if known and sum(known) != 1:
            found = f"the weights of the sections add up to {summed(known)}"
            raise wrong("weights-sum", "expected 100%", found, ("sections",))
