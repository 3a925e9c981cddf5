"""Scenarios: the people of one contest, what they may do, and what is not known about them."""

from collections.abc import Mapping, Set
from typing import Any

from pydantic import Field

from rulesim.model import named
from rulesim.model.file_value import FileValue, wrong
from rulesim.model.quantities import DayOrMoment, Minutes, Moment, Printed, Share, show_share
from rulesim.model.rough import Number
from rulesim.model.rulebook import NOBODY


class Person(FileValue):
    """Somebody who leads, or may stand."""

    name: str = Field(description="the person's name")
    reopens: bool = Field(False, description="true for the choice to re-open nominations, listed like a person")


class Bloc(FileValue):
    """A part of a body that behaves alike."""

    of: named.Body = Field(description="the body")
    size: int = Field(ge=0, description="how many people; `rest` in the file: all of the body not in other blocs")
    title: str = Field("", description="what the bloc is called in print")


class Unknown(FileValue):
    """A share that nobody knows: drawn once in every run.

    `{low: 75%, high: 99%}` is a 90% range: one run in twenty lies below it and one above (a normal distribution on the
    log-odds scale). With `{from: 0%, to: 40%}` any value between is equally likely.
    """

    low: Share | None = Field(None, description="5% of runs lie below")
    high: Share | None = Field(None, description="5% of runs lie above")
    least: Share | None = Field(None, alias="from", description="no run lies below")
    most: Share | None = Field(None, alias="to", description="no run lies above")
    note: str = Field("", description="what the range is based on")

    def model_post_init(self, _: Any) -> None:
        ends = [end for end in (self.low, self.high, self.least, self.most) if end is not None]
        ninety = None not in (self.low, self.high)
        if len(ends) != 2 or not (ninety or None not in (self.least, self.most)):
            expected = "expected 'low' and 'high' (a 90% range), or 'from' and 'to' (all values)"
            raise wrong("unknown-range", expected, _ends(self.model_fields_set))
        if ends[0] > ends[1]:
            found = f"{show_share(ends[0])} to {show_share(ends[1])}"
            raise wrong("unknown-range", "expected the lower end first", found)
        if ninety and not 0 < ends[0] <= ends[1] < 1:
            expected = "expected 'low' above 0% and 'high' below 100%, or 'from' and 'to' for the whole of a range"
            found = f"a 90% range from {show_share(ends[0])} to {show_share(ends[1])} leaves no room beyond"
            raise wrong("unknown-range", expected, found)


def _ends(keys: Set[str]) -> str:
    ends = {"low": "low", "high": "high", "least": "from", "most": "to"}
    return "a range with " + (" and ".join(f"'{name}'" for key, name in ends.items() if key in keys) or "no end")


class Slot(FileValue):
    """When a stage opens and closes in this contest, where the rule book leaves it to others."""

    opens: Moment | None = Field(None, description="the day or minute it opens (at once, if that has passed)")
    after: Minutes | None = Field(None, description="time after the end of the previous stage")
    lasts: Minutes | None = Field(None, description="how long it lasts")
    closes: Moment | None = Field(None, description="the day or minute it closes")
    rounds: tuple[Moment, ...] = Field(
        (), description="when the rounds are held, if everybody votes again in each; later ones follow at `lasts`"
    )

    def model_post_init(self, _: Any) -> None:
        if any(later <= earlier for earlier, later in zip(self.rounds, self.rounds[1:], strict=False)):
            raise wrong("rounds-times", "expected each round after the one before it")
        if self.rounds and self.closes:
            raise wrong("rounds-times", "expected 'rounds' without 'closes': it ends with a round")


class Beginning(FileValue):
    """Where the contest stands when the scenario begins."""

    stage: named.Stage = Field("", description="the stage it begins with; none: the rule book's first")
    vacant: bool = Field(False, description="whether the leader has left office already")
    ruled: Mapping[named.Question, named.Reading] = Field({}, description="questions on which there has been a ruling")
    immune_until: Moment | None = Field(None, description="until when the leader is protected from a petition")
    candidates: tuple[named.Person, ...] = Field((), description="who is already on the ballot")


class Change(FileValue):
    """A change in the size of a body during the contest."""

    on: Moment = Field(description="when")
    body: named.SizedBody = Field(description="which body")
    size: int = Field(ge=0, description="its size from then on")


class Disputed(FileValue):
    """Where the record contradicts the rules as known: both are shown, and it does not count as a difference."""

    what: str = Field(description="what differs, as a replay names it: a figure, `path`, `who leads`, …")
    record: str = Field(description="what the record says")
    says: str = Field(description="the contradiction in our own words")
    sources: tuple[str, ...] = Field((), description="where the record says so: `seed/id`, or a title and address")


class Bar(FileValue):
    """What was needed and had in a round of a ballot, or at a visit to another stage."""

    needed: int | None = Field(None, ge=0, description="the fewest votes or signatures that were enough")
    had: int | None = Field(None, ge=0, description="those of whoever had most, or of the motion")
    lead_needed: int | None = Field(None, ge=0, description="the smallest lead that was enough")
    lead: int | None = Field(None, ge=0, description="the lead of whoever had most")

    @property
    def known(self) -> Mapping[str, int]:
        """What the record says, by name."""
        return {key: many for key, many in self if many is not None}


class Expected(FileValue):
    """What the record says followed: a replay is compared with it, but the engine never sees it."""

    path: tuple[named.Step, ...] = Field((), description="`stage.outcome`, in order")
    ending: named.Ending = Field("", description="the ending")
    leads: named.Leader = Field("", description="who is leader at the end")
    decided: DayOrMoment | None = Field(
        None, description="when it was decided; a day alone is that day at whatever hour"
    )
    ballot: tuple[named.Person, ...] = Field((), description="who was on the last ballot when it opened")
    figures: Mapping[named.Column, Number] = Field(
        {}, description="the figures it must produce, by column of the outcomes; exact, a bound or about"
    )
    bars: Mapping[named.Stage, tuple[Bar, ...]] = Field(
        {},
        description="what was needed and had in every round of a ballot, or at every visit to another stage, in order",
    )
    shares: Mapping[named.Stage, Mapping[named.Alternative, Printed]] = Field(
        {},
        description="percentages as exactly as they were printed (rounded or cut): by ballot and candidate, of the "
        "whole in the last round with that candidate; by motion, `for` and `against`, of the valid votes",
    )
    excluded: Mapping[named.Stage, tuple[tuple[named.Person, ...], ...]] = Field(
        {}, description="who was eliminated, by ballot and round, including rounds that eliminated nobody"
    )
    disputed: tuple[Disputed, ...] = Field((), description="where the record contradicts the rules as known")


class Claimed(FileValue):
    """A published claim about thresholds, to be tested: which base and rounding gives its numbers?"""

    shares: Mapping[str, Share] = Field(description="the share of each threshold")
    numbers: Mapping[str, int] = Field(description="the number claimed for each threshold")
    bases: Mapping[str, int] = Field(description="the bases that might be meant, by description")
    supporters: int = Field(description="the number of supporters that the claim sets against the thresholds")
    candidate: named.Person = Field(description="whose supporters they are")
    question: named.Question = Field(description="the contested question that the claim calls academic")


class Boundary(FileValue):
    """A bloc whose size is varied: at what size does a dispute stop mattering?"""

    question: named.Question = Field(description="the contested question")
    bloc: named.Bloc = Field(description="the bloc whose size is varied")
    taken_from: named.Bloc = Field(description="the bloc of the same body that shrinks as it grows")


class Scenario(FileValue):
    """One contest as written and resolved: facts looked up, ranges named, sizes in numbers."""

    scenario: str = Field(description="id of the scenario")
    title: str = Field(description="what it is called in print")
    about: str = Field("", description="what it asks, in plain words")
    rulebook: str = Field(description="id or file of the rule book")
    as_seen: Moment | None = Field(None, description="the moment whose knowledge it uses; later facts are refused")
    starts: Moment = Field(description="the first minute of the contest")
    begins: Beginning = Field(Beginning(), description="where the contest stands then")
    leader: named.Leader = Field(
        description="the leader at the start, one of `people`; `nobody`: the office has no holder, or never had one"
    )
    people: Mapping[str, Person] = Field({}, description="the leader and everybody who may stand, by id")
    bodies: Mapping[named.Body, int] = Field(description="the number of people in each body that is used")
    changes: tuple[Change, ...] = Field((), description="bodies that change size during the contest")
    blocs: Mapping[str, Bloc] = Field({}, description="parts of bodies that behave alike, by id")
    unknowns: Mapping[str, Unknown] = Field({}, description="shares nobody knows, by id")
    timetable: Mapping[named.Stage, Slot] = Field({}, description="when stages open and close, by stage")
    readings: Mapping[named.Question, named.Reading] = Field(
        {}, description="the reading assumed, where no stage rules on it"
    )
    conduct: Mapping[str, Any] = Field({}, description="what people may do, by stage: one case or a list of cases")
    assumptions: tuple[str, ...] = Field((), description="what we have assumed, and the record does not say")
    boundary: Boundary | None = Field(None, description="what the readings study varies")
    sources: tuple[str, ...] = Field((), description="where the record was read: `seed/id`, or titles and addresses")
    claim: Claimed | None = Field(None, description="a published claim about thresholds, to be tested")
    expects: Expected | None = Field(None, description="what the record says followed; makes it a replay")

    @property
    def is_vacant(self) -> bool:
        """Whether nobody is in office as the contest begins."""
        return self.begins.vacant or self.leader == NOBODY

    def opening(self, usual: str) -> str:
        """The stage it begins with, where the rule book opens with the usual one."""
        return self.begins.stage or usual
