"""The benchmark contest against its closed form: sums of binomials, worked out without rulesim."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from rulesim.loading.scenario import load, settle
from rulesim.studies.ensemble import run as play
from rulesim.studies.shares import estimate

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
RUNS = 4096


SHARES = {
    "challenge.met": "challenge",
    "adjudication.automatic": "reading_automatic",
    "adjudication.needs-51": "reading_needs_51",
    "adjudication.needs-37": "reading_needs_37",
    "on_ballot.incumbent": "incumbent_on_ballot",
}
"""What each milestone is called in the closed form."""
PEOPLE = ("incumbent", "challenger", "second")


def closed_form(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    monkeypatch.syspath_prepend(str(BENCHMARKS / "baselines"))
    found: dict[str, float] = import_module("scenario_2016ish").exact()
    return found


def test_every_share_is_within_its_interval_of_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = closed_form(monkeypatch)
    contest = load(str(BENCHMARKS / "2016ish.yaml"))
    ensemble = play(contest, settle(contest), RUNS, 3, workers=1)
    for milestone, name in SHARES.items():
        found = ensemble.milestones[milestone]
        assert found.low <= exact[name] <= found.high, milestone
    outcomes = ensemble.outcomes
    there = [outcomes.codes(f"nominations.on_ballot.{who}") == 1 for who in PEOPLE]
    all_three = estimate(int((there[0] & there[1] & there[2]).sum()), RUNS)
    assert all_three.low <= exact["three_candidates"] <= all_three.high
    in_force = outcomes.words("reading.place")
    assert in_force == outcomes.words("adjudication.outcome"), "the reading in force is the one ruled, if any was"
    assert in_force.count("") == RUNS - ensemble.milestones["challenge.met"].count
