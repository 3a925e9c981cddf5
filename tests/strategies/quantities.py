"""Shares, lengths of time and divisions of a whole, as people write them in files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

PERCENTS = ("0%", "5%", "10%", "15%", "20%", "1/3", "50%", "0.6", "2/3", "80%", "100%")
"""Shares that real rules use, so that bars fall on and beside whole people."""
UGLY = (
    "66.66666666666667%",
    "33.333333333333336%",
    "0.499999999999999999",
    "1/7",
    "333333333333333333/999999999999999999",
)
"""Shares as calculators print them, with as many digits as there may be."""


@cache
def shares() -> st.SearchStrategy[str]:
    """A share from 0% to 100% in one of the ways to write one."""
    return st.one_of(short_shares(), short_shares(), short_shares(), st.sampled_from(UGLY))


@cache
def short_shares() -> st.SearchStrategy[str]:
    """A share of few digits."""
    percent = st.integers(0, 100).map(lambda n: f"{n}%")
    decimal = st.integers(0, 1000).map(lambda n: f"{n / 1000:.3f}")
    ratio = st.tuples(st.integers(1, 12), st.integers(0, 12)).map(lambda two: f"{min(two)}/{max(two)}")
    return st.sampled_from(PERCENTS) | percent | decimal | ratio


KNOWN_OVERFLOW = False
"""Motions, and the conditions that look back at them, overflow 64 bits where a share of many digits meets votes."""


def vote_shares() -> st.SearchStrategy[str]:
    """A share of the votes on a motion."""
    return short_shares() if KNOWN_OVERFLOW else shares()


@st.composite
def now_and_then(draw: st.DrawFn, options: dict[str, st.SearchStrategy[Any]], one_in: int = 4) -> dict[str, Any]:
    """Some of the options, each of them once in so many times."""
    return {name: draw(law) for name, law in options.items() if draw(st.integers(1, one_in)) == one_in}


@st.composite
def numbers(draw: st.DrawFn, most: int) -> Any:
    """A number of people on record: exact, as a bound, or about so many."""
    many = draw(st.integers(0, most))
    ways = ({"at_least": many}, {"at_most": many}, {"about": many}, {"about": many, "within": 1})
    return draw(st.just(many) | st.sampled_from((many, *ways)))


@cache
def durations(least: int = 0) -> st.SearchStrategy[str]:
    """Short lengths of time mostly, so that things fall in the same minute; sometimes hours and days."""
    short = st.integers(least, 12).map(lambda n: f"{n} minutes")
    return st.one_of(short, short, st.sampled_from(["1 minute", "90 minutes", "1 hour", "2 days", "1.5 days"]))


@st.composite
def divisions(draw: st.DrawFn, parts: int, whole: int = 100) -> list[int]:
    """Whole numbers, one for each part, that add up to `whole`; equal ones, hence ties, are frequent."""
    if parts == 1:
        return [whole]
    if whole % parts == 0 and draw(st.booleans()):
        return [whole // parts] * parts
    cuts = sorted(draw(st.lists(st.integers(0, whole), min_size=parts - 1, max_size=parts - 1)))
    return [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]


@st.composite
def percents(draw: st.DrawFn, names: list[str], full: bool) -> dict[str, str]:
    """Shares by name that add up to 100%, or to 100% at most."""
    count = len(names) + (not full)
    weights = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    whole = sum(weights)
    parts = [f"{weight}/{whole}" for weight in weights] if whole else [f"{part}%" for part in draw(divisions(count))]
    return dict(zip(names, parts, strict=False))


@cache
def delays() -> st.SearchStrategy[dict[str, Any]]:
    """Every law of delay."""
    ends = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted)
    between = ends.map(lambda two: {"between": [f"{minutes} minutes" for minutes in two]})
    return st.one_of(
        durations(1).map(lambda mean: {"mean": mean}), between, durations().map(lambda exactly: {"exactly": exactly})
    )


def subsets(names: Sequence[str], least: int = 1) -> st.SearchStrategy[list[str]]:
    """Some of the names, each once, in any order."""
    return _subsets(tuple(names), least)


@cache
def _subsets(names: tuple[str, ...], least: int) -> st.SearchStrategy[list[str]]:
    """Made once for the same names: Hypothesis looks long at every new strategy."""
    return st.lists(st.sampled_from(names), min_size=least, max_size=len(names), unique=True)
