"""Which case of conduct applies in each run of a cohort."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rulesim.engines.vector.block import Block
from rulesim.engines.vector.cohort import Cohort
from rulesim.luck.draws import Bools, Ints
from rulesim.model.conduct import When


def by_case(block: Block, cohort: Cohort, stage: str) -> Iterator[tuple[int, Ints]]:
    """The cases of conduct at a stage that apply in any run, and the runs in which they do."""
    cases = block.settled.conduct[stage]
    if len(cases) == 1:
        yield 0, np.arange(len(cohort))
        return
    left = np.ones(len(cohort), bool)
    for position, case in enumerate(cases):
        last = position == len(cases) - 1
        here = left if case.when is None or last else left & _holds(block, cohort, case.when)
        if here.any():
            yield position, np.flatnonzero(here)
        left = left & ~here


def _holds(block: Block, cohort: Cohort, when: When) -> Bools:
    """Whether everything a condition names has happened."""
    held = np.ones(len(cohort), bool)
    if when.outcome and cohort.history.outcomes.get(when.stage) != when.outcome:
        return ~held
    if when.at_least is not None or when.more_than is not None:
        held &= _share_holds(cohort, when)
    for person in when.standing:
        held &= cohort.standing[block.names.index(person)]
    for person in when.not_standing:
        held &= ~cohort.standing[block.names.index(person)]
    return held


def _share_holds(cohort: Cohort, when: When) -> Bools:
    votes = cohort.votes.get(when.stage)
    held = np.full(len(cohort), votes is not None)
    if votes is None:
        return held
    side, base = votes[when.votes], votes[when.of]
    if when.at_least is not None:
        held &= side * when.at_least.denominator >= base * when.at_least.numerator
    if when.more_than is not None:
        held &= side * when.more_than.denominator > base * when.more_than.numerator
    return held
