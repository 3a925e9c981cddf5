"""The same measures under pytest-benchmark, which keeps and compares them over time.

    pytest -n 0 benchmarks/bench_speed.py --benchmark-columns=median,min,max,rounds

Not part of the ordinary tests: by its name it is collected only where it is asked for.
"""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.handwritten import Model, models
from benchmarks.profiles import WAYS, Way, rankings
from benchmarks.speed import ours

ROUNDS = 7
SECONDS = 2.0


@pytest.mark.benchmark(group="runs of the benchmark contest")
@pytest.mark.parametrize("model", [*ours(SECONDS), *models()], ids=lambda model: model.name)
def test_runs(benchmark: Any, model: Model) -> None:
    benchmark.extra_info |= {"runs": model.runs, "records": model.records}
    benchmark.pedantic(model.play, setup=_seeds(model.runs), rounds=ROUNDS, warmup_rounds=1)
    benchmark.extra_info["runs_per_second"] = model.runs / benchmark.stats.stats.median


def _seeds(runs: int) -> Any:
    """Another seed in each round, so that nothing kept from the one before is of use."""
    seeds = iter(range(1000, 2000))
    return lambda: ((runs, next(seeds)), {})


@pytest.mark.benchmark(group="500 profiles counted")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_counting(benchmark: Any, way: Way) -> None:
    benchmark.extra_info["records"] = way.records
    winners = benchmark.pedantic(way.counting(rankings()), rounds=ROUNDS, warmup_rounds=1)
    assert len(winners) == 500
