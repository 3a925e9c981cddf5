"""Signatures on petitions, rich in moments at which several things happen at once."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

LISTS = 3


@dataclass(frozen=True)
class Signed:
    """Signatures in the order of signing: on which list, in which minute, and the last minute in which each counts."""

    lists: list[int]
    minutes: list[int]
    until: list[int] | None


@st.composite
def signed(draw: st.DrawFn, most: int = 25) -> Signed:
    """Up to `most` signatures on a few lists within a few minutes; on some petitions they count for a while only."""
    minutes = sorted(draw(st.lists(st.integers(0, 12), max_size=most)))
    lists = [draw(st.integers(0, LISTS - 1)) for _ in minutes]
    for_good = draw(st.booleans())
    return Signed(lists, minutes, None if for_good else [minute + draw(st.integers(0, 8)) for minute in minutes])
