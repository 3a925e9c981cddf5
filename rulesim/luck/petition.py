"""Who signs a petition, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import numpy as np

from rulesim.luck.draws import BLOCK, Floats, Ints
from rulesim.luck.people import People, address, as_floats, constant, plain
from rulesim.luck.quantiles import binomial, delay, portion
from rulesim.model.conduct import Momentum, PetitionConduct, Signing
from rulesim.model.quantities import minutes_between

CAUSE = "cause"
FOR_GOOD = datetime(9999, 1, 1)
_NOBODY = np.zeros(0, np.int64)
_NEVER = 2**40


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures in the order of signing; arrays have the shape (signature, run).

    Rows from `count` on are empty. `minutes` and `until` (when a signature is taken back; None: none ever is)
    count from the opening of the petition or, if `on_record`, from the start of the contest. `bloc` and `list_`
    are positions in `blocs` and `lists`.
    """

    count: Ints
    minutes: Ints
    bloc: Ints
    list_: Ints
    until: Ints | None
    blocs: tuple[str, ...]
    lists: tuple[str, ...]
    on_record: bool


def signatures(people: People, stage: str, visit: int, case: int) -> Signatures:
    """The signatures that a petition would get if it stayed open for ever."""
    conduct = people.conduct[stage][case]
    assert isinstance(conduct, PetitionConduct)
    where = ("signatures", stage, visit, case)
    if conduct.given is not None:
        return people.keep(where, lambda: _recorded(people, conduct))
    return people.keep(where, lambda: _signed(people, conduct, stage, visit))


def _recorded(people: People, conduct: PetitionConduct) -> Signatures:
    batches = sorted(conduct.given or (), key=lambda batch: batch.at)
    lists = tuple(sorted({name for batch in batches for name in batch.signatures}))
    starts = people.scenario.starts
    rows = [
        (minutes_between(starts, batch.at), lists.index(name), minutes_between(starts, batch.until or FOR_GOOD))
        for batch in batches
        for name, many in sorted(batch.signatures.items())
        for _ in range(many)
    ]
    at, list_, until = (np.array(column, np.int64) for column in zip(*rows, strict=True)) if rows else (_NOBODY,) * 3
    blank = np.zeros_like(_every_run(at))
    taken_back = _every_run(until) if any(batch.until for batch in batches) else None
    return Signatures(constant(len(rows)), _every_run(at), blank, _every_run(list_), taken_back, ("",), lists, True)


def _every_run(column: Ints) -> Ints:
    return np.repeat(column[:, None], BLOCK, axis=1)


def _signed(people: People, conduct: PetitionConduct, stage: str, visit: int) -> Signatures:
    blocs = tuple(sorted(conduct.sign))
    lists = tuple(sorted({name for signing in conduct.sign.values() for name in signing.backs})) or (CAUSE,)
    counts, delays, lasts, owners, choices = [], [], [], [], []
    for code, bloc in enumerate(blocs):
        signing = conduct.sign[bloc]
        purpose = address(stage, visit, "sign", bloc)
        count = willing(people, signing, people.scenario.blocs[bloc].size, purpose)
        rows = int(count.max(initial=0))
        late = delay(people.draws.uniforms(f"{purpose}/delay", rows), signing.after)
        counts.append(count)
        delays.append(np.where(np.arange(rows)[:, None] < count, late, np.inf))
        lasts.append(_kept_for(people, signing, rows, purpose))
        owners.append(np.full(rows, code))
        choices.append(_backed(people, signing.backs, lists, rows, f"{purpose}/backs"))
    return _in_order(counts, delays, lasts, owners, choices, blocs, lists, conduct.momentum)


def _kept_for(people: People, signing: Signing, rows: int, purpose: str) -> Floats | None:
    """How long signatures stand before they are taken back; None: for good."""
    if signing.takes_back == Fraction(0):
        return None
    chance = as_floats(people.chance(signing.takes_back))
    fickle = people.draws.uniforms(f"{purpose}/takes-back", rows) < chance
    late = delay(people.draws.uniforms(f"{purpose}/back-after", rows), signing.back_after)
    return np.where(fickle, late, np.inf)


def willing(people: People, signing: Signing, size: int, purpose: str) -> Ints:
    """How many members of a bloc act at all."""
    if signing.chance is not None:
        return binomial(people.draws.uniform(purpose), size, plain(people.chance(signing.chance)))
    assert signing.share is not None
    part = portion(size, people.chance(signing.share))
    return constant(part) if isinstance(part, int) else part


def _backed(people: People, backs: Mapping[str, object], lists: tuple[str, ...], rows: int, purpose: str) -> Ints:
    weights = np.array([float(backs.get(name, 0)) for name in lists])  # type: ignore[arg-type]
    if len(lists) == 1 or not weights.any():
        return np.zeros((rows, BLOCK), np.int64)
    steps = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(steps, people.draws.uniforms(purpose, rows), side="right").astype(np.int64)


def _in_order(
    counts: list[Ints],
    delays: list[Floats],
    lasts: list[Floats | None],
    owners: list[Ints],
    choices: list[Ints],
    blocs: tuple[str, ...],
    lists: tuple[str, ...],
    momentum: Momentum | None,
) -> Signatures:
    if not blocs:
        empty = np.zeros((0, BLOCK), np.int64)
        return Signatures(constant(0), empty, empty, empty, None, (), lists, False)
    late, owner, choice = np.concatenate(delays), np.concatenate(owners), np.concatenate(choices)
    order = np.argsort(late, axis=0, kind="stable")
    times = np.take_along_axis(late, order, axis=0)
    if momentum is not None:
        times = bend(times, momentum)
    until = None
    if any(last is not None for last in lasts):
        stand = [np.full(d.shape, np.inf) if last is None else last for d, last in zip(delays, lasts, strict=True)]
        until = _minutes(times + np.take_along_axis(np.concatenate(stand), order, axis=0), _NEVER)
    lists_in_order = np.take_along_axis(choice, order, axis=0)
    count: Ints = np.sum(counts, axis=0)
    return Signatures(
        count, _minutes(times, -1), owner[order].astype(np.int64), lists_in_order, until, blocs, lists, False
    )


def _minutes(times: Floats, never: int) -> Ints:
    """Whole minutes; `never` where a time is infinite."""
    finite = np.isfinite(times)
    return np.where(finite, np.floor(np.where(finite, times, 0)), never).astype(np.int64)


def bend(times: Floats, momentum: Momentum) -> Floats:
    """The times of signatures when everybody's rate grows with the names gathered so far.

    A rate that is multiplied for all alike only bends the clock: each gap between signatures (rows, in
    order) shrinks by the multiplier in force during it.
    """
    if not len(times):
        return times
    steps = np.arange(len(times)) // momentum.names
    gaps = np.diff(np.where(np.isfinite(times), times, 0), axis=0, prepend=0.0)
    bent = np.cumsum(gaps / (1 + float(momentum.faster) * steps)[:, None], axis=0)
    return np.where(np.isfinite(times), bent, np.inf)
