"""Petitions: whether, and with which signature, the bar is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulesim.model.rulebook import Body
from rulesim.model.stages import Petition
from rulesim.rules.threshold import Sizes, needed

MET, LAPSED = "met", "lapsed"


def bar(petition: Petition, sizes: Sizes, bodies: Mapping[str, Body]) -> int:
    """The number of signatures needed."""
    return needed(petition.needs, sizes, bodies)


def deciding_signature(lists: Sequence[int], needs: int) -> int | None:
    """The position of the signature that meets the bar, or None if none does.

    `lists` holds, in the order of signing, the list (challenger) each signature is on.
    """
    counts: dict[int, int] = {}
    for position, name in enumerate(lists):
        counts[name] = counts.get(name, 0) + 1
        if counts[name] >= needs:
            return position
    return None
