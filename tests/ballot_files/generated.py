"""Profiles: few papers of few names, so that ties are frequent, and large ones like those of real ballots."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import strategies as st

from rulesim.ballot_files.profile import Profile, Ranking, profile_of
from rulesim.errors import Fault, InputError

NAMES = ("Ann Ash", "Bob, Birch", "Carl {Cole}", "Dora: Dale", "É. #5", "(Eve)")
WITHOUT_NAME_MARKS = st.characters(exclude_categories=("C", "Z"), exclude_characters='"')
"""Characters that may stand anywhere in a name in every kind of file."""


def names(least: int = 1, most: int = 6) -> st.SearchStrategy[tuple[str, ...]]:
    """Names that differ, odd ones among them."""
    one = st.sampled_from(NAMES) | st.text(WITHOUT_NAME_MARKS, min_size=1, max_size=8)
    return st.lists(one, min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def rankings(draw: st.DrawFn, among: tuple[str, ...], ties: bool, full: bool, least: int = 0) -> Ranking:
    """One paper."""
    order = draw(st.permutations(among))
    if not full:
        order = order[: draw(st.integers(least, len(order)))]
    groups: list[tuple[str, ...]] = []
    for who in order:
        if ties and groups and draw(st.booleans()):
            groups[-1] = (*groups[-1], who)
        else:
            groups.append((who,))
    return tuple(groups)


@st.composite
def profiles(
    draw: st.DrawFn,
    among: tuple[str, ...] | None = None,
    ties: bool = True,
    full: bool = False,
    withdrawn: bool = False,
    least: int = 0,
    most: int = 5,
) -> Profile:
    """A handful of papers; with `withdrawn`, some names may be out of the contest."""
    found = among or draw(names())
    paper = st.tuples(rankings(found, ties, full, least), st.integers(1, most))
    papers = draw(st.lists(paper, min_size=1, max_size=7))
    out = draw(st.sets(st.sampled_from(found))) if withdrawn else set()
    return profile_of(found, papers, out, draw(st.sampled_from(["", "Oak Party, 2031"])))


def electorate(seed: int, voters: int, many: int) -> Profile:
    """Voters who each rank everybody, every ranking equally likely."""
    luck, found = Random(seed), tuple(f"c{number}" for number in range(many))
    papers = [(tuple((who,) for who in luck.sample(found, many)), 1) for _ in range(voters)]
    return profile_of(found, papers)


def told(read: Callable[[], Profile]) -> Profile | tuple[Fault, ...]:
    """What a reader makes of a text: a profile, or the faults it finds."""
    try:
        return read()
    except InputError as error:
        return error.faults
