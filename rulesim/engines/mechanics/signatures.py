"""Which signatures count at a petition, and from when until when: in one run, or in many side by side."""

import numpy as np

from rulesim.luck.draws import Bools, Ints
from rulesim.luck.petition import Signatures
from rulesim.model.stages import Petition
from rulesim.rules.petition import last_minutes


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
