"""Signatures counted as they come in and go out, in many runs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rulesim.luck.draws import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Gathered:
    """The minute at which enough have signed (infinite if never), and the signatures on each list when it is over."""

    at: Floats
    counts: dict[str, Ints]


def kth(waves: list[Floats], k: Ints) -> Floats:
    """The k-th earliest time of several waves, each in order of time (shape (person, run)); infinite if there is none.

    If j of the first k come from one wave and k - j from another, the k-th is the later of these two; it is the
    earliest that this can be over all j.
    """
    runs = len(k)
    waves = sorted((wave for wave in waves if len(wave)), key=len)
    if not waves:
        return np.full(runs, np.inf)
    one, others = waves[-1], _merged(waves[:-1], runs)
    found = _nth(one, k)
    for j in range(1, min(len(others), int(k.max(initial=0))) + 1):
        np.minimum(found, np.maximum(_nth(one, k - j), others[j - 1]), out=found)
    return found


def _nth(wave: Floats, n: Ints) -> Floats:
    """The n-th time of a wave in each run; before all others for none, after all beyond the last."""
    first = int(n[0]) if len(n) else 0
    if (n == first).all():
        return wave[first - 1].copy() if 1 <= first <= len(wave) else np.full(len(n), -np.inf if first < 1 else np.inf)
    inside = wave[np.clip(n - 1, 0, len(wave) - 1), np.arange(len(n))]
    return np.where(n < 1, -np.inf, np.where(n > len(wave), np.inf, inside))


def _merged(waves: list[Floats], runs: int) -> Floats:
    if not waves:
        return np.empty((0, runs))
    together = waves[0] if len(waves) == 1 else np.concatenate(waves)
    return together if len(waves) == 1 else np.sort(together.T, axis=1).T


def gather(
    there: Bools,
    at: Ints,
    until: Ints | None,
    lists: Ints,
    names: tuple[str, ...],
    needs: Ints,
    closes: Ints,
) -> Gathered:
    """When the first list has enough signatures that count at the same time, and what is on each list at the end.

    Signatures stand in order of time, shape (signature, run). `until` is when they count no more; one that ends in
    the minute in which another is made still counts beside it.
    """
    if not len(at):
        return Gathered(np.full(len(needs), np.inf), {name: np.zeros_like(needs) for name in names})
    keys, steps, on = _events(there, at, until, lists)
    found = np.full(len(needs), len(keys), np.int64)
    running = [np.cumsum(np.where(on == code, steps, 0), axis=0) for code in range(len(names))]
    for count in running:
        enough = (count >= needs) & (steps > 0)
        found = np.minimum(found, np.where(enough.any(axis=0), enough.argmax(axis=0), len(keys)))
    in_time = keys < 2 * closes
    reached = found < in_time.sum(axis=0)
    last = np.where(reached, found, in_time.sum(axis=0) - 1)
    minute: Floats = np.where(reached, _pick(keys, found, 0) // 2, np.inf)
    return Gathered(minute, {name: _pick(count, last, 0) for name, count in zip(names, running, strict=True)})


def _events(there: Bools, at: Ints, until: Ints | None, lists: Ints) -> tuple[Ints, Ints, Ints]:
    """Signatures (+1) and their ends (-1) in order of time, ends after the signatures of their minute."""
    after_all = np.iinfo(np.int64).max
    keys, steps, on = np.where(there, 2 * at, after_all), there.astype(np.int64), lists
    if until is None:
        return keys, steps, on
    keys = np.concatenate([keys, np.where(there, 2 * until + 1, after_all)])
    steps, on = np.concatenate([steps, -steps]), np.concatenate([on, on])
    order = np.argsort(keys, axis=0, kind="stable")
    return tuple(np.take_along_axis(table, order, axis=0) for table in (keys, steps, on))  # type: ignore[return-value]


def _pick(table: NDArray[np.int64], row: Ints, otherwise: int) -> Ints:
    """The entry of each run in one row; `otherwise` where there is no such row."""
    if not len(table):
        return np.full(len(row), otherwise, np.int64)
    picked = table[np.clip(row, 0, len(table) - 1), np.arange(len(row))]
    return np.where((row >= 0) & (row < len(table)), picked, otherwise)
