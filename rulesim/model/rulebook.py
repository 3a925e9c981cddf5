"""Rule books: stages, endings, contested questions; as written, and settled."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rulesim.model import named
from rulesim.model.file_value import FileValue
from rulesim.model.quantities import Period
from rulesim.model.stages import StageField

END = "end."
"""Precedes the name of an ending where a stage could be named too."""
NOT_KNOWN = "not known"
"""Stands for whoever leads at the end of a run that has come to the end of its record."""
NOBODY = "nobody"
"""Stands in place of a leader: the office is vacant."""
Status = Literal["official text", "press reports", "illustrative"]


def _parse_country(value: Any) -> str:
    text = str(value)
    if text and not re.fullmatch("[A-Z]{2}|INT", text):
        raise PydanticCustomError("not-a-country", "expected two capital letters, such as GB, or INT")
    return text


Country = Annotated[str, BeforeValidator(_parse_country)]
"""A country by its two letters, or `INT`."""


class InForce(FileValue):
    """The period in which a rule book was in force; either end may be open."""

    since: Period = Field("", alias="from", description="first year, month or day")
    until: Period = Field("", alias="to", description="last year, month or day")

    def model_post_init(self, _: Any) -> None:
        if not _can_precede(self.since, self.until):
            raise PydanticCustomError("period-backwards", "expected 'from' before 'to'")

    def holds_in(self, period: str) -> bool:
        """Whether it was in force at some time in a year, month or day (`2026`, `2026-06`, `2026-06-25`)."""
        return _can_precede(self.since, period) and _can_precede(period, self.until)


def _can_precede(one: str, other: str) -> bool:
    """Whether a year, month or day may lie before another, or be it, as far as both are exact."""
    exact = min(len(one), len(other))
    return one[:exact] <= other[:exact]


class Body(FileValue):
    """A group entitled to act."""

    name: str = Field(alias="is", description="what the body is, in plain words")
    within: named.Body = Field("", description="the larger body of which all these are members, if any")
    counts_only: bool = Field(False, description="true for a register that serves as a base for shares but never acts")


class Reading(FileValue):
    """One way to read a contested clause."""

    says: str = Field(description="the reading in our own words")
    held_by: tuple[str, ...] = Field((), description="who argued for it")
    sources: tuple[str, ...] = Field((), description="ids of facts or sources")


class Question(FileValue):
    """A clause that is read in more than one way."""

    asks: str = Field(description="the question in plain words")
    clause: str = Field(description="the clause in dispute")
    readings: Mapping[str, Reading] = Field(min_length=1, description="the readings, by id")
    decided_by: str = Field("", description="who settled it in the event, and how")
    sources: tuple[str, ...] = Field((), description="ids of facts or sources")


class Ending(FileValue):
    """How a contest can end, and who is leader then."""

    says: str = Field(description="the ending in plain words")
    leads: Literal["incumbent", "winner", "nobody"] = Field(description="who is leader then")


_UNFINISHED = Ending(says="the record does not say what would have followed", leads="nobody")


class Rules(FileValue):
    """A settled rule book, which engines play: no value in it is contested."""

    rulebook: str = Field(description="id of the rule book")
    title: str = Field(description="what it is called in print")
    party: str = Field(description="the party, or the body whose office it is")
    country: Country = Field(
        "",
        description="the country, by its two letters in ISO 3166, such as `GB`; `INT` for a body of many countries",
    )
    in_force: InForce = Field(description="when it was in force")
    follows: str = Field("", description="the rule book that this one replaced, if that is encoded")
    changed: tuple[str, ...] = Field((), description="what changed from the rule book it replaced")
    status: Status = Field(description="what the encoding is based on")
    sources: tuple[str, ...] = Field((), description="ids of sources or facts, as `seed/id`")
    departures: tuple[str, ...] = Field((), description="where the encoding departs from its source")
    bodies: Mapping[str, Body] = Field(min_length=1, description="the groups entitled to act, by id")
    contested: Mapping[str, Question] = Field({}, description="the contested questions, by id")
    opens_with: named.Stage = Field(description="the stage a contest starts with")
    stages: Mapping[named.Stage, StageField] = Field(min_length=1, description="the stages, by id")
    endings: Mapping[str, Ending] = Field(min_length=1, description="the endings, by id")

    def ending(self, name: str) -> Ending:
        """An ending of a run: one of the book, or that its record ends."""
        return self.endings.get(name, _UNFINISHED)
