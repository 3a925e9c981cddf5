"""A tested claim about bars, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rulesim.studies.bars import BarsStudy, Origin
from rulesim.studies.wording import listed


def claim_in_words(found: BarsStudy) -> list[str]:
    """What the test of a claim comes to, sentence by sentence."""
    return [_pair(found), *_origins(found), _supporters(found)]


def _pair(found: BarsStudy) -> str:
    numbers = "/".join(map(str, found.claim.numbers.values()))
    if found.single_base:
        return f"The pair {numbers} comes from a single base under one rounding."
    return f"The pair {numbers} comes from no single base under one rounding: not from these bases, nor from any other."


def _origins(found: BarsStudy) -> Iterator[str]:
    for name, number in found.claim.numbers.items():
        where = [f"{origin.rule}: {bases(origin)}" for origin in found.origins if origin.bar == name]
        yield f"{number} ({name}) would need a base of, {'; '.join(where)}."


def bases(origin: Origin, to: str = " to ") -> str:
    """The bases that give a number: `186 to 189`, one, or none."""
    if origin.least is None:
        return "none"
    return f"{origin.least}{to}{origin.most}" if origin.least != origin.most else f"{origin.least}"


def _supporters(found: BarsStudy) -> str:
    passed = [str(number) for number, passes in found.passes.items() if passes]
    failed = [str(number) for number, passes in found.passes.items() if not passes]
    count = found.claim.supporters
    return f"{count} supporters pass {listed(passed) or 'none'} and fail {listed(failed) or 'none'}."
