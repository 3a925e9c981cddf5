"""Which signatures count at a petition, and from when until when: in one run, or in many side by side."""

import numpy as np

from rulesim.luck.draws import Bools, Ints
from rulesim.luck.petition import Signatures, lists_of
from rulesim.model.conduct import PetitionConduct
from rulesim.model.stages import Petition
from rulesim.rules.petition import last_minutes, most_needed


def most_that_matter(petition: Petition, conduct: PetitionConduct, needs: int) -> int | None:
    """How many signatures decide a petition that needs so many, if they count for good; None: perhaps all of them."""
    if petition.expires is not None or (petition.withdrawable and conduct.may_be_taken_back):
        return None
    return most_needed(len(lists_of(conduct)), needs)


def is_in_waves(petition: Petition, conduct: PetitionConduct) -> bool:
    """Whether it matters only when each bloc signs, not in which order: on one list signatures count for good, and
    nobody signs sooner for those of others."""
    for_good = most_that_matter(petition, conduct, 1) is not None
    return for_good and conduct.given is None and conduct.momentum is None and len(lists_of(conduct)) == 1


def counting(petition: Petition, signed: Signatures, rows: Ints, opens: Ints) -> tuple[Bools, Ints, Ints | None]:
    """Which signatures count, when each is made and the last minute in which it counts, by (signature, run).

    One on record that was made before the opening counts from the opening, unless it had been taken back by then.
    """
    shift = 0 if signed.on_record else opens
    counts = np.arange(len(signed.minutes))[:, None] < signed.count[rows]
    made = np.maximum(signed.minutes[:, rows] + shift, opens)
    back = None if signed.until is None else signed.until[:, rows] + shift
    if back is not None and signed.on_record and petition.withdrawable:
        counts = counts & (back > opens)
    return counts, made, last_minutes(petition, made, back)
