"""Shares, lengths of time and moments: exact, and read back as they are shown."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from rulesim.model.quantities import (
    LONGEST,
    agrees,
    minutes_between,
    parse_duration,
    parse_fraction,
    parse_moment,
    parse_period,
    parse_printed,
    parse_share,
    show_duration,
    show_share,
)

SHARES = st.fractions(0, 1, max_denominator=10**6)
MOMENTS = st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("printed", "millionths", "same"),
    [
        ("50.43", 504_349, True),
        ("50.43", 504_250, True),
        ("50.43", 504_249, False),
        ("50.43", 504_399, True),
        ("50.43", 504_400, False),
        ("50.4", 504_399, True),
        ("50", 499_999, True),
        ("49", 499_999, True),
        ("49.9999", 499_999, True),
        ("49.9998", 499_999, False),
    ],
)
def test_points_agree_as_exactly_as_they_were_printed(printed: str, millionths: int, same: bool) -> None:
    assert agrees(parse_printed(printed), Fraction(millionths, 1_000_000)) == same


@pytest.mark.parametrize("text", ["", "half", "50,43", "50.12345", "-1", "1/2", 50.43])
def test_what_is_no_number_as_printed_is_refused(text: object) -> None:
    with pytest.raises(PydanticCustomError):
        parse_printed(text)


@given(SHARES)
def test_shares_are_read_as_they_are_shown(share: Fraction) -> None:
    assert parse_share(show_share(share)) == share


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_ratios_are_exact(above: int, below: int) -> None:
    assert parse_fraction(f"{above}/{below}") == Fraction(above, below)


@given(st.decimals(0, 1, places=9))
def test_decimals_and_percents_are_exact(share: Decimal) -> None:
    assert parse_share(f"{share:f}") == Fraction(share)
    assert parse_share(f"{share * 100:f}%") == Fraction(share)
    assert parse_share(f" {share * 100:f} % ") == Fraction(share)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("20%", Fraction(1, 5)),
        ("12.5%", Fraction(1, 8)),
        ("1/3", Fraction(1, 3)),
        ("1 / 3", Fraction(1, 3)),
        ("0.15", Fraction(3, 20)),
        (".5", Fraction(1, 2)),
        ("0", Fraction(0)),
        (1, Fraction(1)),
        ("+5%", Fraction(1, 20)),
        (Fraction(2, 7), Fraction(2, 7)),
    ],
)
def test_ways_to_write_a_share(text: object, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize(
    "text",
    ["", "half", "50%%", "%", "1/0", "1/", "/2", "1/2/3", "1e-1", "1e-999999999", "nan", "inf", "1_0%", "٢٠%",
     "20 % of", "5.", "0x1", "1" * 5000, "%" * 5000, 0.2, True, None, [1], "1/2 %%"],
)  # fmt: skip
def test_what_is_no_share(text: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_share(text)
    assert caught.value.type == "not-a-share"


@pytest.mark.parametrize("text", ["120%", "-1%", "1.0000001", "2", -1, "101/100"])
def test_what_is_no_share_of_a_whole(text: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_share(text)
    assert caught.value.type == "share-out-of-range"


@given(st.text(max_size=30) | st.text(alphabet="0123456789%/.+-e ", max_size=30))
def test_any_text_is_a_share_or_told(text: str) -> None:
    with suppress(PydanticCustomError):
        assert 0 <= parse_share(text) <= 1


@given(st.integers(0, LONGEST))
def test_durations_are_read_as_they_are_shown(minutes: int) -> None:
    assert parse_duration(show_duration(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("6 days", 8640), ("1 day", 1440), ("36 hours", 2160), ("2.5 days", 3600), ("0.1 days", 144), ("90 minutes", 90),
     ("2weeks", 20160), (" 1 hour ", 60), ("0 minutes", 0), ("1.1 hours", 66), (0, 0)],
)  # fmt: skip
def test_ways_to_write_a_duration(text: object, minutes: int) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "6", 6, "soon", "-1 day", "1 month", "1 day 2 hours", "0.001 hours", "0.3 minutes", "101 years",
     "999999 weeks", "9" * 30 + " days", True, False, None, ["1 day"], "١ day", "1e3 days"],
)  # fmt: skip
def test_what_is_no_duration(text: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_duration(text)
    assert caught.value.type == "not-a-duration"


@given(MOMENTS)
def test_moments_are_read_as_they_are_written(moment: datetime) -> None:
    assert parse_moment(moment.isoformat(timespec="minutes")) == moment
    assert parse_moment(moment.isoformat(" ", timespec="minutes")) == moment
    assert parse_moment(moment) == moment


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_is_its_first_minute(day: date) -> None:
    assert parse_moment(day.isoformat()) == parse_moment(day) == datetime(day.year, day.month, day.day)


@pytest.mark.parametrize(
    "text",
    ["", "2016", "2016-06", "20160628", "2016-W26-2", "2016-02-30", "28 June 2016", "2016-06-28T18", "2016-06-28T25:00",
     "2016-06-28T18:00:30", "2016-06-28T18:00Z", "2016-06-28T18:00+01:00", "9999-12-31", "0001-01-01", None, 5],
)  # fmt: skip
def test_what_is_no_moment(text: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_moment(text)
    assert caught.value.type == "not-a-date"


@given(MOMENTS, st.integers(-(10**6), 10**6))
def test_minutes_between_moments(moment: datetime, minutes: int) -> None:
    assert minutes_between(moment, moment + timedelta(minutes=minutes)) == minutes


@pytest.mark.parametrize("text", ["2015", 2015, "2015-09", "2015-09-30", ""])
def test_periods(text: object) -> None:
    assert parse_period(text) == str(text)


@pytest.mark.parametrize("text", ["2015-9", "September 2015", "15", "2015-09-30T12:00"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_period(text)
    assert caught.value.type == "not-a-period"
