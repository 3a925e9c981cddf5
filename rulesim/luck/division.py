"""How people divide among alternatives, each by chance."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from rulesim.luck.binomial import how_many
from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import Field, People, groups, plain
from rulesim.luck.quantiles import settled

Parts = Mapping[str, Fraction | Floats]
"""Parts of a whole by name: exact, or one value a run."""
_FEW = 16
"""So few are sooner compared pair by pair than put in order."""


def divide_by_chance(people: People, chances: Parts, size: int | Ints, purpose: str) -> dict[str, Ints]:
    """A multinomial division, option by option: each takes its part of those whom the options before it leave."""
    left: int | Ints = size
    chance_left: Fraction | Floats = Fraction(1)
    counts: dict[str, Ints] = {}
    for name, chance in chances.items():
        counts[name] = how_many(people, f"{purpose}/{name}", left, _among(chance, chance_left))
        left = left - counts[name]
        chance_left = _less(chance_left, chance)
    return counts


def _among(chance: Fraction | Floats, left: Fraction | Floats) -> float | Floats:
    """A chance among what is left of the whole."""
    if isinstance(chance, Fraction) and isinstance(left, Fraction):
        return float(chance / left) if left > 0 else 0.0
    over = np.broadcast_arrays(plain(left), plain(chance))[0]
    among: Floats = np.divide(plain(chance), over, out=np.zeros(over.shape), where=over > 1e-12)
    return np.clip(among, 0, 1)


def _less(left: Fraction | Floats, chance: Fraction | Floats) -> Fraction | Floats:
    if isinstance(left, Fraction) and isinstance(chance, Fraction):
        return left - chance
    return np.asarray(plain(left) - plain(chance))


def divide_in_fields(
    people: People, parts: Parts, whole: Fraction | Floats, size: int | Ints, field: Field, purpose: str
) -> Iterator[tuple[Ints, dict[str, Ints]]]:
    """How people divide among those named who stand, in proportion, a part `whole` of them taking part.

    Some runs come at a time, by their positions: exact parts are the same in all runs with one field, and quicker if
    such runs are taken together.
    """
    names = sorted(name for name in parts if name in field)
    exact = {name: part for name, part in parts.items() if isinstance(part, Fraction)}
    if len(exact) < len(parts) or not isinstance(whole, Fraction):
        scaled = in_proportion(parts, plain(whole), field)
        yield np.arange(people.runs), divide_by_chance(people, scaled, size, purpose)
        return
    for standing, runs in groups(field):
        here = {name: exact[name] for name in names if name in standing}
        among = sum(here.values(), Fraction(0))
        chances = {name: part * whole / among if among else Fraction(0) for name, part in here.items()}
        those = size if isinstance(size, int) else size[runs]
        yield runs, divide_by_chance(people.of(runs), chances, those, purpose)


def in_proportion(parts: Parts, whole: float | Floats, field: Field) -> dict[str, Floats]:
    """The same proportions among those named who stand, as parts whose sum is `whole`."""
    here = {name: np.where(field[name], plain(parts[name]), 0.0) for name in sorted(parts) if name in field}
    among = sum(here.values(), np.float64(0))
    return {
        name: np.divide(part * whole, among, out=np.zeros_like(part), where=among > 0) for name, part in here.items()
    }


def sum_of(parts: Parts) -> Fraction | Floats:
    """All parts together."""
    exact = [part for part in parts.values() if isinstance(part, Fraction)]
    if len(exact) == len(parts):
        return sum(exact, Fraction(0))
    return np.asarray(sum(plain(parts[name]) for name in sorted(parts)))


def apportion(people: Ints, parts: Floats) -> Ints:
    """Whole people in proportion to `parts` (candidates, runs), by largest remainders; the earlier wins a tie.

    Columns whose parts are all zero get nobody.
    """
    # Row by row: NumPy adds up a single run in another order, and so to another last digit.
    whole = sum(parts, np.zeros(parts.shape[1]))
    shares = np.divide(parts, whole, out=np.zeros_like(parts), where=whole > 0)
    exact = settled(shares * people)
    base = np.floor(exact)
    left = np.where(whole > 0, people - base.sum(axis=0), 0)
    counts: Ints = (base + (_places(settled(exact - base)) < left)).astype(np.int64)
    return counts


def _places(remainders: Floats) -> Ints:
    """How many come before each: those with more, and of the level ones the earlier."""
    if len(remainders) > _FEW:
        order = np.argsort(-remainders, axis=0, kind="stable")
        places = np.empty(remainders.shape, np.int64)
        np.put_along_axis(places, order, np.arange(len(order))[:, None], axis=0)
        return places
    before = np.zeros(remainders.shape, np.int64)
    for one in range(len(remainders)):
        for other in range(one):
            later_wins = remainders[one] > remainders[other]
            before[other] += later_wins
            before[one] += ~later_wins
    return before
