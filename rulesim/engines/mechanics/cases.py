"""Which case of conduct applies: in one run, or in which of many."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

import numpy as np

from rulesim.luck.draws import Bools, Ints
from rulesim.model.conduct import AnyConduct, When
from rulesim.model.threshold import Test
from rulesim.rules.batch.threshold import reaches
from rulesim.rules.threshold import passes

Truth = TypeVar("Truth", bool, Bools)
Votes = Mapping[str, Mapping[str, int]] | Mapping[str, Mapping[str, Ints]]
"""By motion: the votes on each side, and every base of a share."""


def cases_of(cases: tuple[AnyConduct, ...], here: Truth, holds: Callable[[When], Truth | bool]) -> Iterator[Truth]:
    """For each case of conduct at a stage, whether (or in which of the runs `here`) it is the first that applies.

    `holds` tells where a condition holds. The last case applies where none before it does.
    """
    for case in cases[:-1]:
        applies = here if case.when is None else here & holds(case.when)
        yield applies
        here = here & (applies ^ True)
    yield here


def holds(when: When, outcomes: Mapping[str, str], votes: Votes, stands: Callable[[str], bool | Bools]) -> bool | Bools:
    """Whether (or in which runs) everything a condition names has happened.

    Given the last outcome of each stage, the votes on each motion, and who is on the ballot.
    """
    if when.outcome and outcomes.get(when.stage) != when.outcome:
        return False
    held: bool | Bools = True
    for share, test in _shares(when):
        if when.stage not in votes:
            return False
        cast = votes[when.stage]
        held = held & _reaches(cast[when.votes], cast[when.of], share, test)
    for person in when.standing:
        held = held & stands(person)
    for person in when.not_standing:
        held = held & (stands(person) ^ True)
    return held


def _shares(when: When) -> Iterator[tuple[Fraction, Test]]:
    if when.at_least is not None:
        yield when.at_least, "at least"
    if when.more_than is not None:
        yield when.more_than, "more than"


def _reaches(side: int | Ints, base: int | Ints, share: Fraction, test: Test) -> bool | Bools:
    if isinstance(side, int) and isinstance(base, int):
        return passes(side, share * base, test)
    return reaches(np.asarray(side), np.asarray(base), share, test)
