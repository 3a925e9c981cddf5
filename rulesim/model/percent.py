"""Percentages as printed, and the people who may stand behind them."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

Percentages = Mapping[str, Fraction]


def step(printed: Percentages) -> Fraction:
    """What the last decimal stands for that any of some percentages has: a tenth in 48.7 and 51.3."""
    places = 0
    while any((figure * 10**places).denominator > 1 for figure in printed.values()) and places < 18:
        places += 1
    return Fraction(1, 10**places)


def adds_up(printed: Percentages) -> bool:
    """Whether percentages make a whole, as far as figures can that were rounded or cut."""
    over, room = sum(printed.values(), Fraction(0)) - 100, step(printed) * len(printed)
    return -room < over <= room / 2


def parts_of(printed: Percentages) -> dict[str, Fraction]:
    """The shares of the whole, in exact proportion to the figures printed."""
    whole = sum(printed.values(), Fraction(0))
    return {who: figure / whole for who, figure in printed.items()} if whole else {}


def people_of(printed: Percentages, people: int) -> dict[str, int]:
    """Whole numbers that make so many people and are printed so: the nearest to the figures, evenly made to add up."""
    ranges = _ranges(printed, people)
    found = {who: min(max(round(printed[who] * people / 100), least), most) for who, (least, most) in ranges.items()}
    while left := people - sum(found.values()):
        room = {who: most - found[who] if left > 0 else found[who] - least for who, (least, most) in ranges.items()}
        open_to = [who for who in room if room[who] > 0]
        if not open_to:
            break
        for who in open_to[: abs(left)]:
            step_by = min(room[who], max(abs(left) // len(open_to), 1))
            found[who] += step_by if left > 0 else -step_by
    return found


def are_of(printed: Percentages, people: int) -> bool:
    """Whether percentages can be of so many people: whether whole numbers of them add up that are printed so."""
    ranges = _ranges(printed, people).values()
    fewest, most = (sum(ends) for ends in zip(*ranges, strict=True)) if ranges else (0, 0)
    return all(low <= high for low, high in ranges) and fewest <= people <= most


def _ranges(printed: Percentages, people: int) -> dict[str, tuple[int, int]]:
    """The whole numbers, from and to, that are printed so when rounded to the nearest or cut."""
    unit = step(printed)
    one = unit * people / 100
    places = {who: figure / unit for who, figure in printed.items()}
    return {
        who: (max(ceil((place - Fraction(1, 2)) * one), 0), min(ceil((place + 1) * one) - 1, people))
        for who, place in places.items()
    }
