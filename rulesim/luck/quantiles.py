"""From uniform numbers to counts, delays and shares by inverse distribution functions.

Inverse functions keep runs comparable: a higher chance gives every run at least as many people.
"""

from fractions import Fraction
from statistics import NormalDist

import numpy as np
from scipy.special import ndtri

from rulesim.luck.draws import Floats, Ints
from rulesim.model.conduct import Delay
from rulesim.model.scenario import Unknown

_Z = NormalDist().inv_cdf(0.95)


def portion(people: int, share: Fraction | Floats) -> int | Ints:
    """That part of `people`, to the nearest person (a half goes up)."""
    if isinstance(share, Fraction):
        return int(people * share + Fraction(1, 2))
    return np.floor(settled(people * share) + 0.5).astype(np.int64)


def settled(people: Floats) -> Floats:
    """Parts of people without the noise of their last digits, so that a half is a half."""
    return np.round(people, 6)


def delay(waits: Floats, law: Delay, out: Floats | None = None) -> Floats:
    """Minutes until somebody acts, from standard exponential numbers; infinite ones stay infinite.

    A longer wait never comes to a shorter delay, so what is in order stays in order. `out` may take the minutes, as in
    NumPy; it is a matter of speed.
    """
    if law.mean is not None:
        return np.multiply(waits, law.mean, out=out)
    if law.between is not None:
        low, high = law.between
        return np.where(np.isfinite(waits), low - np.expm1(-waits) * (high - low), np.inf)
    assert law.exactly is not None
    return np.where(np.isfinite(waits), float(law.exactly), np.inf)


def soonest(law: Delay) -> int:
    """The fewest whole minutes that a delay can be."""
    return law.exactly or (law.between[0] if law.between else 0)


def latest(law: Delay) -> int | None:
    """The most whole minutes that a delay can be; None if there is no limit."""
    return law.between[1] if law.between else law.exactly


def unknown(u: Floats, law: Unknown) -> Floats:
    """A share that nobody knows: see `Unknown` for the two kinds of range."""
    if law.least is not None and law.most is not None:
        low, high = float(law.least), float(law.most)
        return low + u * (high - low)
    assert law.low is not None
    assert law.high is not None
    low, high = (float(np.log(x / (1 - x))) for x in (float(law.low), float(law.high)))
    z = ndtri(np.clip(u, 1e-16, 1 - 1e-16))
    return 1 / (1 + np.exp(-((low + high) / 2 + z * (high - low) / (2 * _Z))))
