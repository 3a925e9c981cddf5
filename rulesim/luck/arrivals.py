"""When people who act alike do so, in order of time.

Of n people whose waits are exponential, the i-th to act does so after a sum of gaps: gap i is exponential with the
rate of the n - i + 1 who have not acted yet (A. Rényi, "On the Theory of Order Statistics", 1953). So the first few are
known without the others, and nothing need be put in order. Other laws are functions of these waits.
"""

from collections.abc import Iterator

import numpy as np

from rulesim.luck.draws import Floats, Ints, together
from rulesim.luck.people import People
from rulesim.luck.quantiles import delay
from rulesim.model.conduct import Delay

_MOST = 2**20
"""About so many waits are held at once where they need not be together."""
_AT_ONCE = 2**13
"""About so many gaps are added up at once, where there are few runs."""


def arrivals(people: People, purpose: str, count: Ints, law: Delay, most: int | None = None) -> Floats:
    """Minutes after which the first `most` (all, if None) of `count` people act: shape (person, run), in order of time.

    Infinite where fewer act.
    """
    rows = int(count.max(initial=0))
    most = rows if most is None else min(most, rows)
    return together(arrivals_in_parts(people, purpose, count, law, most), (most, len(count)))


def arrivals_in_parts(people: People, purpose: str, count: Ints, law: Delay, most: int) -> Iterator[Floats]:
    """The same, some people at a time."""
    if law.exactly is not None:
        step = max(1, _MOST // max(1, len(count)))
        for first in range(0, max(most, 1), step):
            acts = np.arange(first, min(first + step, most))[:, None] < count
            yield np.where(acts, float(law.exactly), np.inf)
        return
    so_far, left = np.zeros(len(count)), count.astype(np.float64)
    for gaps in people.draws.exponentials_in_parts(purpose, most):
        waits = _waits(gaps, so_far, left)
        so_far, left = waits[-1].copy() if len(waits) else so_far, left - len(waits)
        yield delay(waits, law, out=waits)


def _waits(gaps: Floats, so_far: Floats, left: Floats) -> Floats:
    """The waits that end with some gaps, `so_far` having been waited before and so many people being left."""
    waits, step = np.empty_like(gaps), _step(len(left))
    fewer = np.arange(step)[:, None]
    with np.errstate(divide="ignore"):
        for first in range(0, len(gaps), step):
            some = waits[first : first + step]
            np.divide(gaps[first : first + step], np.maximum(left - fewer[: len(some)], 0.0), out=some)
            so_far, left = _added_up(some, so_far), left - step
    return waits


def _step(runs: int) -> int:
    """How many gaps to add up at once: one by one it is quicker where there are many runs."""
    return _AT_ONCE // max(1, runs) if 32 * runs <= _AT_ONCE else 1


def add_up(gaps: Floats) -> Floats:
    """The sums of gaps so far, in place of them."""
    so_far, step = np.zeros(gaps.shape[1:]), _step(gaps.shape[1])
    for first in range(0, len(gaps), step):
        so_far = _added_up(gaps[first : first + step], so_far)
    return gaps


def _added_up(gaps: Floats, so_far: Floats) -> Floats:
    """Puts the sums so far in place of some gaps; returns the last."""
    gaps[0] += so_far
    if len(gaps) > 1:
        np.add.accumulate(gaps, axis=0, out=gaps)
    last: Floats = gaps[-1]
    return last
