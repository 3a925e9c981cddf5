"""The models written by hand, called through their own functions, and what each of them records."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

Play = Callable[[int, int], object]
"""Plays so many runs with a seed."""

sys.path.insert(0, str(Path(__file__).resolve().parent / "baselines"))
# The models import each other by plain names, as files of a folder do.


@dataclass(frozen=True)
class Model:
    """One way to play the benchmark contest: `runs` is how many one repeat plays, `records` what is kept of a run."""

    name: str
    play: Play
    runs: int
    records: str


def models() -> tuple[Model, ...]:
    """Every model written by hand. Importing them compiles one where Numba is installed, so it is done here."""
    import numpy_floor
    import simpy_baseline

    actors = partial(simpy_baseline.ensemble, version="actors")
    lean = partial(simpy_baseline.ensemble, version="lean")
    return (
        Model("simpy_actors", actors, 400, "a row a run: minute of the challenge, reading, candidates, winner"),
        Model("simpy_lean", lean, 3_000, "a row a run: minute of the challenge, reading, candidates, winner"),
        Model("numpy_floor", numpy_floor.floor, 60_000, "totals of nine outcomes, sum of the challenge's times"),
        Model("numpy_plain", numpy_floor.plain, 40_000, "totals of nine outcomes, sum of the challenge's times"),
        Model("rng_floor", numpy_floor.rng_only, 200_000, "nothing: only draws the numbers of numpy_floor"),
        Model("lumped", numpy_floor.lumped, 600_000, "totals of nine outcomes; no times, nobody is told apart"),
    )
