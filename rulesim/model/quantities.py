"""Quantities as people write them: shares, lengths of time and moments, all exact."""

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import floor
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

_UNITS = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
_NUMBER = r"\d{1,18}(?:\.\d{1,18})?|\.\d{1,18}"
_EXACT = re.compile(rf"([-+]?(?:{_NUMBER}))(?:\s*/\s*(\d{{1,18}}))?\s*(%?)", re.ASCII)
_PRINTED = r"\d{1,18}(?:\.\d{1,4})?"
_DURATION = re.compile(rf"({_NUMBER})\s*(minute|hour|day|week)s?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::00)?)?", re.ASCII)
YEARS = range(1000, 3000)
NEVER = 2**40
"""A minute that no contest reaches."""
LONGEST = 100 * 366 * _UNITS["day"]


def _wrong(slug: str, expected: str) -> PydanticCustomError:
    return PydanticCustomError(slug, "{expected}", {"expected": expected})


def parse_fraction(value: Any) -> Fraction:
    """An exact number from `20%`, `1/3`, `0.15` or `2`. Raises ValueError."""
    if isinstance(value, Fraction):
        return value
    match = None if isinstance(value, float) else _EXACT.fullmatch(str(value).strip())
    if match is None:
        raise ValueError(value)
    above, below, percent = match.groups()
    return Fraction(above) / int(below or 1) / (100 if percent else 1)


def parse_share(value: Any) -> Fraction:
    """A share of a whole, from 0% to 100%."""
    wanted = "expected a share between 0% and 100%, such as 20%, 1/3 or 0.15"
    try:
        share = parse_fraction(value)
    except (ValueError, ZeroDivisionError):
        raise _wrong("not-a-share", wanted) from None
    if not 0 <= share <= 1:
        raise _wrong("share-out-of-range", wanted)
    return share


def parse_people(value: Any) -> int:
    """A whole number of people. A part of somebody and a percentage are refused: nothing is cut."""
    text = str(value).strip()
    if text.endswith("%"):
        raise _wrong("percent-undeclared", "expected a number of people, not a percentage")
    if isinstance(value, float) or not re.fullmatch(r"-?\d{1,18}(?:\.0+)?", text, re.ASCII):
        raise _wrong("not-a-number", "expected a whole number, as people are counted")
    if text.startswith("-"):
        raise _wrong("number-too-small", "expected 0 or more")
    return int(text.partition(".")[0])


def parse_duration(value: Any) -> int:
    """Whole minutes from `6 days`, `36 hours`, `2.5 days`. A number without a unit is refused, unless it is 0."""
    if value == 0 and value is not False:
        return 0
    match = _DURATION.fullmatch(str(value).strip())
    if not match:
        raise _wrong("not-a-duration", "expected a length of time such as '6 days', '36 hours' or '2 weeks'")
    minutes = Fraction(match[1]) * _UNITS[match[2]]
    if minutes.denominator != 1 or minutes > LONGEST:
        raise _wrong("not-a-duration", "expected whole minutes, and at most a hundred years")
    return int(minutes)


def parse_moment(value: Any) -> datetime:
    """A day or a day and time: `2016-06-28` (its first minute) or `2016-06-28T18:00`."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    text = str(value).strip()
    try:
        moment = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        raise _wrong("not-a-date", "expected a day such as 2016-06-28 or, in local time, a minute: 2016-06-28T18:00")
    return moment


def parse_day_or_moment(value: Any) -> date:
    """A day as a `date`, a day and time as a `datetime`."""
    moment = parse_moment(value)
    day_alone = isinstance(value, str) and len(value.strip()) == len("2016-06-28")
    return moment.date() if day_alone or type(value) is date else moment


def is_at(moment: datetime, wanted: date) -> bool:
    """Whether a moment is the one wanted or, if a day is wanted, some time on it."""
    return moment == wanted if isinstance(wanted, datetime) else moment.date() == wanted


def parse_period(value: Any) -> str:
    """A year, a month or a day: `2015`, `2015-09`, `2015-09-30`."""
    text = str(value).strip()
    if text and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise _wrong("not-a-period", "expected a year, month or day such as 2015, 2015-09 or 2015-09-30")
    return text


def parse_printed(value: Any) -> str:
    """A number as it was printed, whose decimals say how exactly: `52.02`."""
    text = str(value).strip().removesuffix("%").strip()
    if isinstance(value, float) or not re.fullmatch(_PRINTED, text, re.ASCII):
        raise _wrong("not-a-number", "expected a number as printed, with at most four decimals, such as 52.02")
    return text


def agrees(printed: str, share: Fraction) -> bool:
    """Whether points of a hundred, as printed, are what a share comes to, rounded to the nearest or cut."""
    scale = 10 ** decimals(printed)
    exact = share * 100 * scale
    return Fraction(printed) * scale in (floor(exact), floor(exact + Fraction(1, 2)))


def decimals(printed: str) -> int:
    """To how many decimals a number was printed."""
    return len(printed.partition(".")[2])


def show_share(share: Fraction) -> str:
    """`1/5` as `20%`, `1/3` as `1/3`: exact whichever is shorter."""
    percent = share * 100
    if percent.denominator == 1:
        return f"{percent.numerator}%"
    if (percent * 10).denominator == 1:
        return f"{float(percent):.1f}%"
    return f"{share.numerator}/{share.denominator}"


def show_duration(minutes: int) -> str:
    """Minutes in the largest unit that keeps them whole: `3 days`, `36 hours`."""
    for unit in ("week", "day", "hour"):
        if minutes and minutes % _UNITS[unit] == 0 and (unit != "week" or minutes // _UNITS[unit] > 3):
            count = minutes // _UNITS[unit]
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def show_moment(moment: datetime) -> str:
    """A moment as a file writes it: `2016-06-28`, `2016-06-28T18:00`."""
    return moment.isoformat(timespec="minutes").removesuffix("T00:00")


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes from start to end; negative if the end lies before."""
    return (end - start) // timedelta(minutes=1)


Printed = Annotated[
    str,
    BeforeValidator(parse_printed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}], "description": "a number as printed: 52.02"}),
]
"""A number as it was printed; its decimals say how exactly."""

Period = Annotated[
    str,
    BeforeValidator(parse_period),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "a year, month or day"}),
]
"""A year, month or day."""

_SHARE_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*%\s*$|^\d+/\d+$"},
        {"type": "number", "minimum": 0, "maximum": 1},
    ],
    "description": "a share such as 20%, 1/3 or 0.15",
}
Share = Annotated[
    Fraction, BeforeValidator(parse_share), PlainSerializer(show_share, return_type=str), WithJsonSchema(_SHARE_SCHEMA)
]
"""An exact share of a whole, 0 to 1."""

Minutes = Annotated[
    int,
    BeforeValidator(parse_duration),
    PlainSerializer(show_duration, return_type=str),
    WithJsonSchema({"type": "string", "description": "a length of time such as 6 days or 36 hours"}),
]
"""A length of time in whole minutes."""

Moment = Annotated[
    datetime,
    BeforeValidator(parse_moment),
    WithJsonSchema({"type": "string", "description": "a day or moment such as 2016-06-28T18:00, local time"}),
]
"""A minute of the calendar, local time of the contest."""

DayOrMoment = Annotated[
    datetime | date,
    BeforeValidator(parse_day_or_moment),
    WithJsonSchema({"type": "string", "description": "a day such as 2016-06-28, or a moment: 2016-06-28T18:00"}),
]
"""A day, at whatever hour, or a minute of the calendar; local time of the contest."""
