"""Petitions: whether, and with which signature, the threshold is met, and the length of each list at every step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from rulesim.model.stages import Petition

Minutes = NDArray[np.int64]
MET, LAPSED = "met", "lapsed"


@dataclass(frozen=True, slots=True)
class Course:
    """How a petition went: its outcome; for each signature made, how many its list then held; and the signatures that
    count on each list at the end. A petition that is met ends with its last signature."""

    outcome: str
    steps: tuple[int, ...]
    counts: Mapping[int, int]


def most_needed(lists: int, needs: int) -> int:
    """The number of signatures with which, if all count for good, one of the lists has enough."""
    return lists * max(needs - 1, 0) + 1


def course(
    lists: Sequence[int], minutes: Sequence[int], until: Sequence[int] | None, needs: int, closes: int
) -> Course:
    """How a petition goes that needs so many signatures on one list before it closes.

    In the order of signing, `lists` holds the list (challenger) each signature is on, `minutes` when it is made
    and `until` the last minute in which it counts (None: all count for good). A threshold of nothing is met at once.
    """
    if needs <= 0:
        return Course(MET, (), {})
    counts, steps, ending = dict[int, int](), list[int](), list[tuple[int, int]]()
    for position, (name, minute) in enumerate(zip(lists, minutes, strict=True)):
        if minute >= closes:
            break
        _end(counts, ending, minute)
        counts[name] = counts.get(name, 0) + 1
        steps.append(counts[name])
        if counts[name] >= needs:
            return Course(MET, tuple(steps), counts)
        if until is not None:
            heappush(ending, (until[position], name))
    _end(counts, ending, closes)
    return Course(LAPSED, tuple(steps), counts)


def _end(counts: dict[int, int], ending: list[tuple[int, int]], minute: int) -> None:
    """Takes off the lists the signatures that no longer count in a minute."""
    while ending and ending[0][0] < minute:
        counts[heappop(ending)[1]] -= 1


def last_minutes(petition: Petition, made: Minutes, taken_back: Minutes | None) -> Minutes | None:
    """The last minute in which each signature counts, by when it was made and would be taken back, if the rules let it
    be; None: all count for good. Of one run, or of many side by side."""
    back = taken_back if petition.withdrawable else None
    if petition.expires is None:
        return back
    ends = made + petition.expires
    return ends if back is None else np.minimum(ends, back)
