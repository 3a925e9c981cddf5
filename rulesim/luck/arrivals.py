"""When people who act alike do so, in order of time.

Of n people whose waits are exponential, the i-th to act does so after a sum of gaps: gap i is exponential with the
rate of the n - i + 1 who have not acted yet (A. Rényi, "On the Theory of Order Statistics", 1953). So the first few are
known without the others, and nothing need be put in order. Other laws are functions of these waits.
"""

import numpy as np

from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import People
from rulesim.luck.quantiles import delay
from rulesim.model.conduct import Delay


def arrivals(people: People, purpose: str, count: Ints, law: Delay, most: int | None = None) -> Floats:
    """Minutes after which the first `most` (all, if None) of `count` people act: shape (person, run), in order of time.

    Infinite where fewer act.
    """
    every = int(count.max(initial=0))
    rows = every if most is None else min(most, every)
    if law.exactly is not None:
        return np.where(np.arange(rows)[:, None] < count, float(law.exactly), np.inf)
    waits = _waits(people.draws.exponentials(purpose, rows), count)
    return delay(waits, law, out=waits)


def _waits(gaps: Floats, count: Ints) -> Floats:
    waits, so_far, left = np.empty_like(gaps), np.zeros(gaps.shape[1]), count.astype(np.float64)
    with np.errstate(divide="ignore"):
        for gap, wait in zip(gaps, waits, strict=True):
            so_far = np.add(so_far, gap / left, out=wait)
            left = np.maximum(left - 1, 0.0)
    return waits
