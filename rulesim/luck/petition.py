"""Who signs a petition, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rulesim.luck.draws import BLOCK, Floats, Ints
from rulesim.luck.people import People, address, constant, plain
from rulesim.luck.quantiles import binomial, delay, portion
from rulesim.model.conduct import Momentum, PetitionConduct, Signing
from rulesim.model.quantities import minutes_between

CAUSE = "cause"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures in the order of signing; arrays have the shape (signature, run).

    Rows from `count` on are empty. `minutes` count from the opening of the petition or, if `on_record`,
    from the start of the contest. `bloc` and `list_` are positions in `blocs` and `lists`.
    """

    count: Ints
    minutes: Ints
    bloc: Ints
    list_: Ints
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
    given = conduct.given
    assert given is not None
    at = minutes_between(people.scenario.starts, given.at)
    lists = tuple(sorted(given.signatures))
    codes = np.repeat(np.arange(len(lists)), np.array([given.signatures[name] for name in lists], np.int64))
    table = np.repeat(codes[:, None], BLOCK, axis=1).astype(np.int64)
    blank = np.zeros_like(table)
    return Signatures(constant(len(codes)), blank + at, blank, table, ("",), lists, True)


def _signed(people: People, conduct: PetitionConduct, stage: str, visit: int) -> Signatures:
    blocs = tuple(sorted(conduct.sign))
    lists = tuple(sorted({name for signing in conduct.sign.values() for name in signing.backs})) or (CAUSE,)
    counts, delays, owners, choices = [constant(0)], [np.empty((0, BLOCK))], [np.empty(0, int)], [_nobody()]
    for code, bloc in enumerate(blocs):
        signing = conduct.sign[bloc]
        count = willing(people, signing, people.scenario.blocs[bloc].size, address(stage, visit, "sign", bloc))
        rows = int(count.max(initial=0))
        late = delay(people.draws.uniforms(address(stage, visit, "sign", bloc, "delay"), rows), signing.after)
        counts.append(count)
        delays.append(np.where(np.arange(rows)[:, None] < count, late, np.inf))
        owners.append(np.full(rows, code))
        choices.append(_backed(people, signing.backs, lists, rows, address(stage, visit, "sign", bloc, "backs")))
    return _in_order(np.sum(counts, axis=0), delays, owners, choices, blocs, lists, conduct.momentum)


def _nobody() -> Ints:
    return np.empty((0, BLOCK), np.int64)


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
    count: Ints,
    delays: list[Floats],
    owners: list[Ints],
    choices: list[Ints],
    blocs: tuple[str, ...],
    lists: tuple[str, ...],
    momentum: Momentum | None,
) -> Signatures:
    late, owner, choice = np.concatenate(delays), np.concatenate(owners), np.concatenate(choices)
    order = np.argsort(late, axis=0, kind="stable")
    times = np.take_along_axis(late, order, axis=0)
    if momentum is not None:
        times = bend(times, momentum)
    minutes = np.where(np.isfinite(times), np.floor(np.where(np.isfinite(times), times, 0)), -1).astype(np.int64)
    return Signatures(
        count,
        minutes,
        owner[order].astype(np.int64),
        np.take_along_axis(choice, order, axis=0),
        blocs,
        lists,
        False,
    )


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
