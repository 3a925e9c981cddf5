"""The public face: load a contest, play it, ask of it, read one run of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Trace
from rulesim.loading.library import RULEBOOKS, SCENARIOS, names
from rulesim.loading.scenario import load as _load
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest as _Contest
from rulesim.model.contest import Settled
from rulesim.model.scenario import Scenario
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.ensemble import run as _run
from rulesim.studies.readings import ReadingsStudy, study_readings
from rulesim.studies.replay import Replay
from rulesim.studies.replay import replay as _replay


class Contest:
    """A scenario with its rule book, resolved and ready to be played.

    `readings` arguments map a contested question to the reading held throughout, as `--reading` does.
    """

    def __init__(self, resolved: _Contest):
        self.resolved = resolved

    @property
    def scenario(self) -> Scenario:
        """The scenario, every default explicit."""
        return self.resolved.scenario

    def settle(self, readings: Mapping[str, str] | None = None) -> Settled:
        """What the engine plays: every contested value replaced by one value. Raises InputError."""
        return settle(self.resolved, readings)

    def run(
        self, runs: int = 1000, seed: int = 1, readings: Mapping[str, str] | None = None, workers: int = 0
    ) -> Ensemble:
        """Plays the contest `runs` times. Run k is the same whatever `runs` and `workers`. Raises InputError."""
        return _run(self.resolved, self.settle(readings), runs, seed, workers)

    def readings(
        self,
        runs: int = 1000,
        seed: int = 1,
        readings: Mapping[str, str] | None = None,
        combinations: bool = False,
        workers: int = 0,
    ) -> ReadingsStudy:
        """Plays every reading of every question on the same luck. Raises InputError."""
        return study_readings(self.resolved, runs, seed, readings, combinations, workers)

    def trace(self, run: int = 0, seed: int = 1, readings: Mapping[str, str] | None = None) -> Trace:
        """Tells run number `run` event by event. Raises InputError."""
        return trace_run(self.settle(readings), seed, run)

    def replay(self) -> Replay:
        """Plays the contest once from its record and compares the result with what the record expects."""
        return _replay(self.resolved)

    def __repr__(self) -> str:
        return f"<Contest {self.scenario.scenario}: {self.scenario.title}>"


def load(name: str | Path, overrides: Mapping[str, object] | None = None) -> Contest:
    """The contest of a bundled scenario (`labour-2016`) or of a scenario file.

    `overrides` replaces values by path, as `--set` does. Raises InputError with every fault found.
    """
    return Contest(_load(str(name), {path: str(value) for path, value in (overrides or {}).items()}))


def scenarios() -> tuple[str, ...]:
    """Names of the bundled scenarios."""
    return names(SCENARIOS)


def rulebooks() -> tuple[str, ...]:
    """Names of the bundled rule books."""
    return names(RULEBOOKS)
