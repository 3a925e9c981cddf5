"""Who signs a petition, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import numpy as np

from rulesim.luck.arrivals import arrivals
from rulesim.luck.binomial import binomial
from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import Occasion, People, plain
from rulesim.luck.quantiles import delay, portion
from rulesim.model.conduct import CAUSE, Momentum, PetitionConduct, Signing
from rulesim.model.quantities import NEVER, minutes_between
from rulesim.model.rough import number_of

FOR_GOOD = datetime(9999, 1, 1)
_NOBODY = np.zeros(0, np.int64)


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


def signatures(people: People, occasion: Occasion, most: int | None = None) -> Signatures:
    """The signatures that a petition would get if it stayed open for ever; not on record, only the first `most`."""
    conduct = people.conduct_at(occasion, PetitionConduct)
    where = ("signatures", occasion, most)
    if conduct.given is not None or not conduct.sign:
        return people.keep(where, lambda: _recorded(people, conduct))
    return people.keep(where, lambda: _signed(people, conduct, occasion, most))


def _recorded(people: People, conduct: PetitionConduct) -> Signatures:
    batches = sorted(conduct.given or (), key=lambda batch: batch.at)
    lists = tuple(sorted({name for batch in batches for name in batch.signatures}))
    starts = people.scenario.starts
    rows = [
        (minutes_between(starts, batch.at), lists.index(name), minutes_between(starts, batch.until or FOR_GOOD))
        for batch in batches
        for name, many in sorted(batch.signatures.items())
        for _ in range(number_of(many))
    ]
    columns = (np.array(column, np.int64) for column in zip(*rows, strict=True)) if rows else (_NOBODY,) * 3
    at, list_, until = (np.repeat(column[:, None], people.runs, axis=1) for column in columns)
    taken_back = until if any(batch.until for batch in batches) else None
    return Signatures(people.constant(len(rows)), at, np.zeros_like(at), list_, taken_back, ("",), lists, True)


def _signed(people: People, conduct: PetitionConduct, occasion: Occasion, most: int | None) -> Signatures:
    blocs = tuple(sorted(conduct.sign))
    parts = [_of_bloc(people, conduct, occasion, bloc, most) for bloc in blocs]
    times = np.concatenate([part.times for part in parts])
    order = np.argsort(times, axis=0, kind="stable")[:most]
    times = np.take_along_axis(times, order, axis=0)
    if conduct.momentum is not None:
        times = bend(times, conduct.momentum)
    until = None
    if any(part.lasts is not None for part in parts):
        stand = [np.full(part.times.shape, np.inf) if part.lasts is None else part.lasts for part in parts]
        until = _minutes(times + np.take_along_axis(np.concatenate(stand), order, axis=0), NEVER)
    owner = np.concatenate([np.full(len(part.times), code) for code, part in enumerate(parts)])
    choices = np.concatenate([part.choices for part in parts])
    count: Ints = np.minimum(np.sum([part.count for part in parts], axis=0), len(times))
    on = np.take_along_axis(choices, order, axis=0)
    return Signatures(
        count, _minutes(times, -1), owner[order].astype(np.int64), on, until, blocs, lists_of(conduct), False
    )


def lists_of(conduct: PetitionConduct) -> tuple[str, ...]:
    """The lists that may be signed: one a challenger, or one for the cause."""
    return tuple(sorted({name for signing in conduct.sign.values() for name in signing.backs})) or (CAUSE,)


@dataclass(frozen=True, slots=True)
class _Bloc:
    """The signatures of a bloc, in order of time: when, for how long (None: for good) and on which list."""

    count: Ints
    times: Floats
    lasts: Floats | None
    choices: Ints


def _of_bloc(people: People, conduct: PetitionConduct, occasion: Occasion, bloc: str, most: int | None) -> _Bloc:
    signing, purpose = conduct.sign[bloc], occasion.purpose("sign", bloc)
    count, times = _willing(people, signing, bloc, purpose, most)
    lasts = _kept_for(people, signing, len(times), purpose)
    return _Bloc(count, times, lasts, _backed(people, signing.backs, lists_of(conduct), len(times), f"{purpose}/backs"))


def first_signatures(people: People, occasion: Occasion, most: int) -> list[Floats]:
    """By bloc, the minutes after the opening of its first `most` signatures, as `arrivals`.

    For petitions on which signatures count for good, on one list, without momentum.
    """
    conduct = people.conduct_at(occasion, PetitionConduct)
    return [
        _willing(people, signing, bloc, occasion.purpose("sign", bloc), most)[1]
        for bloc, signing in sorted(conduct.sign.items())
    ]


def _willing(people: People, signing: Signing, bloc: str, purpose: str, most: int | None) -> tuple[Ints, Floats]:
    """How many members of a bloc sign at all, and when the first `most` do, as `arrivals`."""
    size = people.scenario.blocs[bloc].size
    if signing.share is None:
        assert signing.chance is not None
        count = binomial(people.draws.uniform(purpose), size, plain(people.chance(signing.chance)))
    else:
        count = people.constant(0) + portion(size, people.chance(signing.share))
    return count, arrivals(people, f"{purpose}/delay", count, signing.after, most)


def _kept_for(people: People, signing: Signing, rows: int, purpose: str) -> Floats | None:
    """How long signatures stand before they are taken back; None: for good."""
    if signing.takes_back == Fraction(0):
        return None
    fickle = people.draws.uniforms(f"{purpose}/takes-back", rows) < plain(people.chance(signing.takes_back))
    late = delay(people.draws.exponentials(f"{purpose}/back-after", rows), signing.back_after)
    return np.where(fickle, late, np.inf)


def _backed(people: People, backs: Mapping[str, object], lists: tuple[str, ...], rows: int, purpose: str) -> Ints:
    weights = np.array([float(backs.get(name, 0)) for name in lists])  # type: ignore[arg-type]
    if len(lists) == 1 or not weights.any():
        return np.zeros((rows, people.runs), np.int64)
    steps = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(steps, people.draws.uniforms(purpose, rows), side="right").astype(np.int64)


def _minutes(times: Floats, never: int) -> Ints:
    """Whole minutes; `never` where a time is infinite."""
    finite = np.isfinite(times)
    return np.where(finite, np.floor(np.where(finite, times, 0)), never).astype(np.int64)


def bend(times: Floats, momentum: Momentum) -> Floats:
    """The times of signatures when everybody's rate grows with the signatures gathered so far.

    A rate that is multiplied for all alike only bends the clock: each gap between signatures (rows, in
    order) shrinks by the multiplier in force during it.
    """
    bent, so_far, before = np.empty_like(times), np.zeros(times.shape[1:]), np.zeros(times.shape[1:])
    with np.errstate(invalid="ignore"):
        for place, (time, sooner) in enumerate(zip(times, bent, strict=True)):
            faster = 1 + float(momentum.faster) * (place // momentum.names)
            so_far = np.add(so_far, (time - before) / faster, out=sooner)
            before = time
    return np.where(np.isfinite(times), bent, np.inf)
