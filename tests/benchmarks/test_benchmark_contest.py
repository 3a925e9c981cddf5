"""What is measured is the right contest: its shares and times are those of the models written by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom, fisher_exact

from benchmarks import handwritten  # noqa: F401  (where the models are found)
from benchmarks.contest import days_to_challenge, outcomes, settled, totals
from rulesim.engines.outcomes import NOT_REACHED, Outcomes

RUNS = 6_000
LEVEL = 1e-4
"""How seldom a right model falls outside of what is allowed, for each figure; the seeds are fixed."""


@pytest.fixture(scope="module")
def table() -> Outcomes:
    return outcomes(settled(), RUNS, seed=7)


@pytest.fixture(scope="module")
def lean() -> list[dict[str, object]]:
    import simpy_baseline

    return simpy_baseline.ensemble(RUNS, 7, "lean")  # type: ignore[no-any-return]


def exact_shares() -> dict[str, float]:
    import scenario_2016ish

    return scenario_2016ish.exact()  # type: ignore[no-any-return]


@pytest.mark.parametrize("outcome", sorted(exact_shares()))
def test_shares_are_those_of_the_closed_form(table: Outcomes, outcome: str) -> None:
    share = exact_shares()[outcome]
    low, high = binom.ppf([LEVEL / 2, 1 - LEVEL / 2], RUNS, share)
    assert low <= totals(table)[outcome] <= high


@pytest.mark.parametrize("winner", ["incumbent_wins", "challenger_wins", "second_wins"])
def test_the_winners_are_those_of_the_model_written_by_hand(
    table: Outcomes, lean: list[dict[str, object]], winner: str
) -> None:
    import simpy_baseline

    ours, theirs = totals(table)[winner], simpy_baseline.summarise(lean)[winner]
    assert fisher_exact([[ours, RUNS - ours], [theirs, RUNS - theirs]]).pvalue > LEVEL


def test_the_51st_signature_comes_when_it_does_in_the_model_written_by_hand(
    table: Outcomes, lean: list[dict[str, object]]
) -> None:
    ours = days_to_challenge(table)
    theirs = np.array([run["trigger_time"] for run in lean if run["challenge"]], float)
    error = np.sqrt(ours.var() / len(ours) + theirs.var() / len(theirs))
    assert abs(ours.mean() - theirs.mean()) < 4 * error
    assert ours.max() <= 14


def test_without_the_incumbent_the_second_challenger_always_stands(table: Outcomes) -> None:
    stood = {who: table.codes(f"late-entry.on_ballot.{who}") for who in ("incumbent", "challenger", "second")}
    off = (table.codes("late-entry.at") != NOT_REACHED) & (stood["incumbent"] != 1)
    assert off.sum() > RUNS / 10
    assert (stood["challenger"][off] == 1).all()
    assert (stood["second"][off] == 1).all()
