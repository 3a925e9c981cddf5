"""Nominations in many runs at once, against one run at a time."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from rules.test_nominations import stage
from rulesim.model.stages import outcomes
from rulesim.rules import nominations as one

LISTS = ("anew", "as before", "from before")
TWO = (False, True)


@pytest.mark.parametrize("candidates", LISTS)
def test_who_is_on_the_list_or_wants_to_be_is_that_of_each_run(candidates: str) -> None:
    asked = stage("anyone", candidates=candidates)
    runs = list(itertools.product(TWO, TWO))
    before, stands = (np.array(column) for column in zip(*runs, strict=True))
    for sits in TWO:
        found = one.would_stand(asked, before, stands, sits).tolist()
        assert found == [one.would_stand(asked, *run, sits) for run in runs]
        silent = one.would_stand(asked, before, None, sits).tolist()
        assert silent == [one.would_stand(asked, was, None, sits) for was, _ in runs]
    assert one.is_safe(asked, before).tolist() == [one.is_safe(asked, was) for was, _ in runs]


def test_what_candidates_come_to_is_that_of_their_number() -> None:
    assert one.outcome(np.arange(4)).tolist() == [one.outcome(many).item() for many in range(4)]


def test_outcomes_stand_in_the_order_of_the_model() -> None:
    assert outcomes(stage("anyone")) == one.KINDS
