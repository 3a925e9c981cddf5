"""Small crowds of people: one stage, some blocs, and what they may do there."""

from __future__ import annotations

from collections.abc import Mapping
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from rulesim.luck.draws import BLOCK
from rulesim.luck.people import Occasion, People
from rulesim.model.conduct import CONDUCT
from rulesim.model.scenario import Scenario

STAGE = "stage"
NOW = Occasion(STAGE)
RISK = 1e-3
"""How unlikely it was, before the seeds were chosen, that a true law would fail one of these tests."""


def crowd(
    kind: str,
    conduct: Mapping[str, Any],
    blocs: Mapping[str, int],
    unknowns: Mapping[str, Any] | None = None,
    seed: int = 1,
    block: int = 0,
) -> People:
    """The people of a contest with a single stage of some kind, in one block of runs."""
    scenario = Scenario.model_validate(
        {
            "scenario": "crowd",
            "title": "a crowd",
            "rulebook": "none",
            "starts": "2020-01-01",
            "leader": "ann",
            "people": {"ann": {"name": "Ann"}},
            "bodies": {"mps": sum(blocs.values())},
            "blocs": {name: {"of": "mps", "size": size} for name, size in blocs.items()},
            "unknowns": unknowns or {},
        }
    )
    return People(scenario, {STAGE: (CONDUCT[kind].model_validate(conduct),)}, seed, block)


def distance_allowed(runs: int = BLOCK) -> float:
    """How far an empirical distribution may lie from the true one (Dvoretzky, Kiefer and Wolfowitz; Massart)."""
    return sqrt(log(2 / RISK) / (2 * runs))


def distance(values: NDArray[Any], law: Mapping[int, float]) -> float:
    """The largest gap between the share of values below each mark and what a law says it is."""
    return max(abs(float(np.mean(values < mark)) - wanted) for mark, wanted in law.items())


def plausible(count: int, runs: int, chance: float) -> bool:
    """Whether so many of some runs fit a chance: an exact two-sided test."""
    return bool(binomtest(count, runs, chance).pvalue > RISK)
