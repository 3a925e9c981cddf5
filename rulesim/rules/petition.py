"""Petitions: whether, and with which signature, the bar is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from rulesim.model.petition import Petition
from rulesim.model.rulebook import Body
from rulesim.rules.threshold import Sizes, needed

MET, LAPSED = "met", "lapsed"


def bar(petition: Petition, sizes: Sizes, bodies: Mapping[str, Body]) -> int:
    """The number of signatures needed."""
    return needed(petition.needs, sizes, bodies)


def deciding_signature(
    lists: Sequence[int], minutes: Sequence[int], until: Sequence[int] | None, needs: int
) -> int | None:
    """The position of the signature that meets the bar, or None if none does.

    In the order of signing, `lists` holds the list (challenger) each signature is on, `minutes` when it is made
    and `until` from when on it counts no more (None: all count for good). A signature that ends in the minute
    in which another is made still counts beside it.
    """
    counts: dict[int, int] = {}
    ending: list[tuple[int, int]] = []
    for position, (name, minute) in enumerate(zip(lists, minutes, strict=True)):
        while ending and ending[0][0] < minute:
            counts[heappop(ending)[1]] -= 1
        counts[name] = counts.get(name, 0) + 1
        if until is not None:
            heappush(ending, (until[position], name))
        if counts[name] >= needs:
            return position
    return None
