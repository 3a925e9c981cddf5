"""Who signs a petition, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import TypeVar

import numpy as np

from rulesim.luck.arrivals import add_up, arrivals
from rulesim.luck.binomial import how_many
from rulesim.luck.draws import Floats, Ints, together
from rulesim.luck.people import Occasion, People, plain
from rulesim.luck.quantiles import delay, portion
from rulesim.model.conduct import CAUSE, Momentum, PetitionConduct, Signing
from rulesim.model.quantities import NEVER, minutes_between
from rulesim.model.rough import number_of

Table = TypeVar("Table", Floats, Ints)
FOR_GOOD = datetime(9999, 1, 1)


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
    on_record = conduct.given is not None or not conduct.sign
    make = partial(_recorded, people, conduct) if on_record else partial(_signed, people, conduct, occasion, most)
    numbers = people.runs * sum(people.scenario.blocs[bloc].size for bloc in conduct.sign)
    found: Signatures = people.large.at(("signatures", occasion, most), numbers, make)
    return found


def _recorded(people: People, conduct: PetitionConduct) -> Signatures:
    """The same in every run, and so kept once."""
    batches = sorted(conduct.given or (), key=lambda batch: batch.at)
    lists, starts = tuple(sorted({name for batch in batches for name in batch.signatures})), people.scenario.starts
    each = [(batch, name, number_of(batch.signatures[name])) for batch in batches for name in sorted(batch.signatures)]
    at = [minutes_between(starts, batch.at) for batch, _, _ in each]
    until = [minutes_between(starts, batch.until or FOR_GOOD) for batch, _, _ in each]
    columns = (at, [lists.index(name) for _, name, _ in each], until)
    many = np.array([many for _, _, many in each], np.int64)
    at_, list_, until_ = (_everywhere(people, np.repeat(np.array(column, np.int64), many)) for column in columns)
    taken_back = until_ if any(batch.until for batch in batches) else None
    nowhere = np.broadcast_to(np.int64(0), at_.shape)
    return Signatures(people.constant(int(many.sum())), at_, nowhere, list_, taken_back, ("",), lists, True)


def _everywhere(people: People, column: Ints) -> Ints:
    return np.broadcast_to(column[:, None], (len(column), people.runs))


def _signed(people: People, conduct: PetitionConduct, occasion: Occasion, most: int | None) -> Signatures:
    blocs = tuple(sorted(conduct.sign))
    parts = [_of_bloc(people, conduct, occasion, bloc, most) for bloc in blocs]
    joined = parts[0] if len(parts) == 1 else _in_order(parts, len(lists_of(conduct)), most)
    times = joined.times if conduct.momentum is None else bend(joined.times, conduct.momentum)
    until = None if joined.lasts is None else _minutes(np.add(times, joined.lasts, out=joined.lasts), NEVER)
    minutes, on = _minutes(times, -1), joined.choices
    return Signatures(joined.count, minutes, joined.owner, on, until, blocs, lists_of(conduct), False)


def lists_of(conduct: PetitionConduct) -> tuple[str, ...]:
    """The lists that may be signed: one a challenger, or one for the cause."""
    return tuple(sorted({name for signing in conduct.sign.values() for name in signing.backs})) or (CAUSE,)


@dataclass(frozen=True, slots=True)
class _Part:
    """Signatures in order of time: when, for how long (None: all for good), on which list, and of which bloc."""

    count: Ints
    times: Floats
    lasts: Floats | None
    choices: Ints
    owner: Ints


def _of_bloc(people: People, conduct: PetitionConduct, occasion: Occasion, bloc: str, most: int | None) -> _Part:
    signing, purpose, lists = conduct.sign[bloc], occasion.purpose("sign", bloc), lists_of(conduct)
    count, times = _willing(people, signing, bloc, purpose, most)
    lasts = _kept_for(people, signing, len(times), purpose)
    choices = _backed(people, signing.backs, lists, len(times), f"{purpose}/backs")
    owner = np.broadcast_to(np.int64(sorted(conduct.sign).index(bloc)), times.shape)
    return _Part(np.minimum(count, len(times)), times, lasts, choices, owner)


def _in_order(parts: Sequence[_Part], lists: int, most: int | None) -> _Part:
    """The first `most` signatures of several blocs."""
    times = np.concatenate([part.times for part in parts])
    order = np.argsort(times, axis=0, kind="stable")[:most]

    def ordered(tables: Sequence[Table]) -> Table:
        return np.take_along_axis(np.concatenate(tables), order, axis=0)

    count: Ints = np.minimum(np.sum([part.count for part in parts], axis=0), len(order))
    choices = ordered([part.choices for part in parts]) if lists > 1 else np.broadcast_to(np.int64(0), order.shape)
    stand = [np.full(part.times.shape, np.inf) if part.lasts is None else part.lasts for part in parts]
    lasts = ordered(stand) if any(part.lasts is not None for part in parts) else None
    return _Part(count, ordered([times]), lasts, choices, ordered([part.owner for part in parts]))


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
        count = how_many(people, purpose, size, plain(people.chance(signing.chance)))
    else:
        count = people.constant(0) + portion(size, people.chance(signing.share))
    return count, arrivals(people, f"{purpose}/delay", count, signing.after, most)


def _kept_for(people: People, signing: Signing, rows: int, purpose: str) -> Floats | None:
    """How long signatures stand before they are taken back; None: for good."""
    if signing.takes_back == Fraction(0):
        return None
    chance = plain(people.chance(signing.takes_back))
    back = (u < chance for u in people.draws.uniforms_in_parts(f"{purpose}/takes-back", rows))
    fickle = together(back, (rows, people.runs))
    late = delay(people.draws.exponentials(f"{purpose}/back-after", rows), signing.back_after)
    late[~fickle] = np.inf
    return late


def _backed(people: People, backs: Mapping[str, object], lists: tuple[str, ...], rows: int, purpose: str) -> Ints:
    weights = np.array([float(backs.get(name, 0)) for name in lists])  # type: ignore[arg-type]
    if np.count_nonzero(weights) < 2:
        return np.broadcast_to(np.int64(weights.argmax()), (rows, people.runs))
    steps = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(steps, people.draws.uniforms(purpose, rows), side="right").astype(np.int64)


def _minutes(times: Floats, never: int) -> Ints:
    """Whole minutes; `never` where a time is infinite."""
    whole = np.floor(times)
    whole[np.isinf(whole)] = never
    return whole.astype(np.int64)


def bend(times: Floats, momentum: Momentum) -> Floats:
    """The times of signatures when everybody's rate grows with the signatures gathered so far.

    A rate that is multiplied for all alike only bends the clock: each gap between signatures (rows, in
    order) shrinks by the multiplier in force during it.
    """
    place = np.arange(len(times))
    with np.errstate(invalid="ignore"):
        gaps = np.diff(times, axis=0, prepend=0)
        gaps /= 1 + float(momentum.faster) * (place // momentum.names)[:, None]
        bent = add_up(gaps)
    return np.where(np.isfinite(times), bent, np.inf)
