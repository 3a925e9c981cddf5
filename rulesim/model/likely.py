"""What a share, a length of time or a moment was probably meant to be, where it is not in a form that can be read."""

import re
from datetime import datetime

_LONGEST = 40
_SHARE = re.compile(r"(\d+)[.,](\d+)\s*(%?)|(\d+)\s*(?:per\s?cent|percent|pct|pc)\.?", re.ASCII | re.I)
_ONE_IN = re.compile(r"(\d+) (?:in|of|out of) (\d+)", re.ASCII | re.I)
_UNITS = {"m": "minute", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "w": "week", "wk": "week"}
_LENGTH = re.compile(r"(\d+)(?:[.,](\d+))?[\s_-]*([a-z]+?)s?\.?", re.ASCII | re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_TURNED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_SPELT = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3})[a-z]*\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})", re.I
)
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d(?:\.\d+)?)?\s*([ap]m)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.ASCII | re.I
)
_TIME = re.compile(r"(.*\d)(?:T|,? +(?:at +)?)(\d{1,2}(?:[:.]\d\d|$|Z| ?[ap]m).*)", re.ASCII | re.I)


def likely_share(text: str) -> str:
    """`0,2` as `0.2`, `20 percent` as `20%`, `1 in 4` as `1/4`, `20` and `1.5` as `20%` and `1.5%`; else nothing."""
    if len(text) > _LONGEST:
        return ""
    if found := _ONE_IN.fullmatch(text):
        return f"{found[1]}/{found[2]}"
    if text.isascii() and text.isdigit() and 1 < int(text) <= 100:
        return f"{text}%"
    if not (found := _SHARE.fullmatch(text)):
        return ""
    if found[4]:
        return f"{found[4]}%"
    number = f"{found[1]}.{found[2]}"
    return number + ("%" if found[3] or float(number) > 1 else "")


def likely_duration(text: str) -> str:
    """`6d` and `6-days` as `6 days`, `1,5 hours` as `1.5 hours`; else nothing."""
    found = _LENGTH.fullmatch(text) if len(text) <= _LONGEST else None
    unit = found[3].lower() if found else ""
    unit = unit if unit in _UNITS.values() else _UNITS.get(unit, "")
    if not found or not unit:
        return ""
    number = found[1] + (f".{found[2]}" if found[2] else "")
    return f"{number} {unit}{'' if number == '1' else 's'}"


def likely_moment(text: str) -> str:
    """`28 June 2016` and `2016-6-28` as `2016-06-28`, `2016-06-28 9pm` as `2016-06-28T21:00`; else nothing.

    Nothing of a date such as `05/06/2016` either, since it may be in May or in June.
    """
    split = _TIME.fullmatch(text) if len(text) <= _LONGEST else None
    day = _day(split[1].strip() if split else text)
    clock = _clock(split[2]) if split else ""
    return f"{day}{clock}" if day and clock is not None else ""


def _day(text: str) -> str:
    if found := _DAY.fullmatch(text):
        return _real(found[1], found[2], found[3])
    if found := _TURNED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first == second or first > 12:
            return _real(found[3], found[2], found[1])
        return _real(found[3], found[1], found[2]) if second > 12 else ""
    found = _SPELT.fullmatch(text)
    day = found and (found[1] or found[3])
    if not found or not day or found[2].lower() not in _MONTHS:
        return ""
    return _real(found[4], str(_MONTHS.index(found[2].lower()) + 1), day)


def _real(year: str, month: str, day: str) -> str:
    """The day, if there is one."""
    try:
        return datetime(int(year), int(month), int(day)).date().isoformat()
    except ValueError:
        return ""


def _clock(text: str) -> str | None:
    """The time of day as it is written after a day; None if it is none."""
    found = _CLOCK.fullmatch(text)
    hour = int(found[1]) if found else 99
    if found and found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0) if hour <= 12 else 99
    minute = int(found[2] or 0) if found else 0
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
