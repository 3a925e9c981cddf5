"""A tested claim about thresholds, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rulesim.studies.bars import BarsStudy, Origin
from rulesim.studies.wording import listed


def claim_in_words(found: BarsStudy) -> list[str]:
    """The result of testing a claim, sentence by sentence."""
    return [whence(found), *_origins(found), _supporters(found)]


def whence(found: BarsStudy) -> str:
    """Whether one base and one way of rounding gives every claimed threshold."""
    numbers = listed(list(map(str, found.claim.numbers.values())))
    if found.single_base:
        return f"The claimed thresholds, {numbers}, can follow from one base and one way of rounding."
    none = "none of those listed, and no other"
    return f"No single base and way of rounding gives the claimed thresholds, {numbers}: {none}."


def _origins(found: BarsStudy) -> Iterator[str]:
    for name, number in found.claim.numbers.items():
        where = [f"{bases(origin)} if {origin.rule}" for origin in found.origins if origin.bar == name]
        yield f"{number} ({name}) would need a base of {'; '.join(where)}."


def bases(origin: Origin, to: str = " to ") -> str:
    """The bases that give a number: `186 to 189`, one, or none."""
    if origin.least is None:
        return "no number"
    return f"{origin.least}{to}{origin.most}" if origin.least != origin.most else f"{origin.least}"


def _supporters(found: BarsStudy) -> str:
    met, missed = (
        listed([str(number) for number, passes in found.passes.items() if passes is wanted], "or")
        for wanted in (True, False)
    )
    count = found.claim.supporters
    if not met or not missed:
        return f"{count} supporters {f'meet a threshold of {met}' if met else f'fall short of {missed}'}."
    return f"{count} supporters meet a threshold of {met}, and fall short of {missed}."
