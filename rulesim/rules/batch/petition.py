"""Petitions in many runs at once: `rules.petition` over arrays. Signatures have the shape (signature, run)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rulesim.rules.batch.integers import Bools, Floats, Ints
from rulesim.rules.petition import LAPSED, MET

KINDS = (MET, LAPSED)
"""The outcomes of a petition; arrays hold the position."""

_MANY = 256


@dataclass(frozen=True, slots=True)
class Course:
    """How a petition goes in each run: its outcome as a position in `KINDS`, the minute in which it ends, and the
    signatures that then count on each list."""

    outcome: Ints
    at: Ints
    counts: tuple[Ints, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Signatures in order of time: which there are, on which list (by number), when made, and the last minute in which
    each counts (None: all count for good)."""

    there: Bools
    lists: Ints
    at: Ints
    until: Ints | None


def course_of_waves(waves: Sequence[Floats], needs: Ints, opens: Ints, closes: Ints) -> Course:
    """How a petition goes with one list, on which all signatures count for good. Each of the `waves` is in order of
    time, in minutes after the opening, infinite where there is no signature."""
    minute: Floats = np.floor(kth(waves, needs)) + opens
    before = sum(((wave < closes - opens).sum(axis=0) for wave in waves), np.zeros_like(needs))
    return _course(minute, [np.minimum(before, needs)], needs, opens, closes)


def course(signed: Signed, lists: int, needs: Ints, opens: Ints, closes: Ints) -> Course:
    """How a petition goes, signature by signature.

    A signature still counts in the minute in which it ends.
    """
    keys, steps, on = _events(signed, lists, closes)
    in_time, counts = keys < 2 * closes, [_running(steps, on, code, lists) for code in range(lists)]
    enough = np.zeros_like(in_time)
    for code, count in enumerate(counts):
        enough |= (count >= needs) & (steps > 0) & (on == code)
    enough &= in_time
    met, held = enough.any(axis=0), in_time.sum(axis=0)
    held = np.where(met, enough.argmax(axis=0) + 1, held) if len(enough) else held
    minute = np.where(met, _after(keys, held) // 2, np.inf)
    return _course(minute, [_after(count, held) for count in counts], needs, opens, closes)


def _running(steps: Ints, on: Ints, code: int, lists: int) -> Ints:
    """How many signatures a list holds after each step."""
    mine = steps if lists == 1 else np.where(on == code, steps, 0)
    return np.cumsum(mine, axis=0, dtype=np.int64)


def _after(table: Ints, steps: Ints) -> Ints:
    """What stands in a table after so many steps of each run; 0 before the first."""
    last = table[np.maximum(steps - 1, 0), np.arange(len(steps))] if len(table) else 0
    return np.where(steps > 0, last, 0)


def _course(minute: Floats, counts: Sequence[Ints] | Ints, needs: Ints, opens: Ints, closes: Ints) -> Course:
    """Given the minute in which the threshold is met (infinite if never). A threshold of nothing is met at once."""
    none_needed = needs <= 0
    in_time = minute < closes
    at = np.where(none_needed, opens, np.where(in_time, minute, closes)).astype(np.int64)
    outcome = np.where(none_needed | in_time, KINDS.index(MET), KINDS.index(LAPSED))
    return Course(outcome, at, tuple(np.where(none_needed, 0, many) for many in counts))


def _events(signed: Signed, lists: int, closes: Ints) -> tuple[Ints, Ints, Ints]:
    """Signatures (+1) and their ends (-1) in order of time, ends after the signatures of their minute.

    Twice the minute, and 1 more for ends, is the key of an event; those beyond the last close are left out.
    """
    end, there = 2 * int(closes.max(initial=0)), signed.there
    keys = np.where(there, np.minimum(2 * signed.at, end), end)
    if signed.until is None:
        return keys, np.ones_like(keys), signed.lists
    keys = np.concatenate([keys, np.where(there, np.minimum(2 * signed.until + 1, end), end)])
    if lists == 1:
        keys.sort(axis=0, kind="stable")  # the quickest, as signatures are in order already
        keys = keys[: _rows_before(keys, end)]
        return keys, 1 - 2 * (keys & 1), np.zeros_like(keys)
    rows = max(1, len(keys))
    places = keys * rows + np.arange(len(keys))[:, None]
    places.sort(axis=0, kind="stable")
    keys, order = np.divmod(places[: _rows_before(places, end * rows)], rows)
    return keys, 1 - 2 * (keys & 1), np.take_along_axis(signed.lists, order % max(1, len(there)), axis=0)


def _rows_before(keys: Ints, end: int) -> int:
    return int((keys < end).sum(axis=0).max(initial=0))


def kth(waves: Sequence[Floats], k: Ints) -> Floats:
    """The k-th earliest time of several waves, each in order of time (shape (person, run)); infinite if there is none.

    If j of the first k come from one wave and k - j from another, the k-th is the later of these two; it is the
    earliest that this can be over all j.
    """
    runs = len(k)
    waves = sorted((wave for wave in waves if len(wave)), key=len)
    if not waves:
        return np.full(runs, np.inf)
    if sum(map(len, waves[:-1])) > max(runs, _MANY):  # then it is quicker to put all in order
        return _nth(_merged(waves, runs), k)
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


def _merged(waves: Sequence[Floats], runs: int) -> Floats:
    if len(waves) == 1:
        return waves[0]
    return np.sort(np.concatenate([np.empty((0, runs)), *waves]).T, axis=1, kind="stable").T
