"""Facts: what somebody published, with its source."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from rulesim.model.file_value import FileValue

Day = Annotated[date, BeforeValidator(lambda value: date.fromisoformat(str(value)))]


class Source(FileValue):
    """Where a fact was published."""

    title: str = Field(description="what it is, with its date")
    url: str = Field("", description="where it is")
    date: str = Field("", description="date of publication, if known")


class Fact(FileValue):
    """One published figure, date or position."""

    name: str = Field(alias="is", description="what the fact states, in our own words")
    value: int | bool | str | Mapping[str, int | str] = Field(
        description="a whole number, an exact share, a date or a short text; or a table of these by name"
    )
    unit: str = Field("", description="of what")
    known_from: Day = Field(description="the first day it could be known")
    sources: tuple[str, ...] = Field(min_length=1, description="ids of sources in the same seed")
    derived: str = Field("", description="how it was calculated, if it was")
    note: str = Field("", description="conflicts between sources and other doubts")
    unsure: bool = Field(False, description="whether the record is unsure")


class Seed(FileValue):
    """A file of facts and their sources."""

    seed: str = Field(description="id of the file")
    about: str = Field(description="what it covers")
    sources: Mapping[str, Source] = Field(min_length=1, description="sources by id")
    facts: Mapping[str, Fact] = Field(min_length=1, description="facts by id")
