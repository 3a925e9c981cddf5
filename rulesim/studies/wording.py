"""Shares, dates and lists in words, so that every text says them alike."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # lists and errors are told without waiting for statistics to load
    from rulesim.studies.shares import Estimate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _points(share: float) -> str:
    """A share in percent without the sign: whole, but one decimal where a whole number would say never or always."""
    percent = 100 * share
    decimals = 1 if 0 < percent < 1 or 99 < percent < 100 else 0
    shown = f"{percent:.{decimals}f}"
    return {"0.0": "0.1", "100.0": "99.9"}.get(shown, shown) if decimals else shown


def percent(share: float) -> str:
    """`62%`; `0.4%` and `99.6%` near the ends, so that only what never or always happens reads 0% or 100%."""
    return f"{_points(share)}%"


def interval(found: "Estimate") -> str:
    """The 95% interval of a share: `59–65%`."""
    return f"{_bound(found.low)}–{_bound(found.high)}%"


def _bound(share: float) -> str:
    shown = f"{100 * share:.1f}" if 0 < share < 0.01 or 0.99 < share < 1 else f"{100 * share:.0f}"
    return shown.removesuffix(".0")


def with_interval(found: "Estimate") -> str:
    """`62% (59–65%)`, `every run` or `no run`."""
    if found.count == 0 or found.share == 1:
        return "every run" if found.count else "no run"
    return f"{percent(found.share)} ({interval(found)})"


def in_runs(found: "Estimate") -> str:
    """`in 62% of runs (59–65%)`, `in every run` or `in no run`."""
    if found.count == 0 or found.share == 1:
        return f"in {with_interval(found)}"
    return f"in {percent(found.share)} of runs ({interval(found)})"


def day(moment: date | datetime) -> str:
    """`28 June 2016`, whatever the language of the computer."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def short_day(moment: date | datetime) -> str:
    """`28 June`."""
    return f"{moment.day} {MONTHS[moment.month - 1]}"


def brief_day(moment: date | datetime) -> str:
    """`28 Jun 2016`."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}"


def days(first: date | datetime, last: date | datetime) -> str:
    """`28 June to 3 July`, `8 to 10 July`, or one day if they are the same."""
    same_year = first.year == last.year
    if same_year and first.month == last.month:
        return short_day(last) if first.day == last.day else f"{first.day} to {short_day(last)}"
    return f"{short_day(first)} to {short_day(last)}" if same_year else f"{day(first)} to {day(last)}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def number(count: int) -> str:
    """Small numbers as words, others as figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def plural(count: int, noun: str) -> str:
    """`one vote`, `two votes`."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def counted(count: int, noun: str) -> str:
    """`1 vote`, `51 votes`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
