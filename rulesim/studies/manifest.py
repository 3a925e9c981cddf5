"""What a result was made from: enough to make it again."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rulesim.engines.pieces import Engine
from rulesim.loading.library import SCENARIOS
from rulesim.model.contest import Contest
from rulesim.studies.order import Order

_PARTS = ("rulesim", "numpy", "scipy", "simpy")


@dataclass(frozen=True)
class Manifest:
    """Versions, seed, readings, overrides and the hashes of all inputs."""

    scenario: str
    file: str
    """The bundled name of the scenario, or its file."""
    rulebook: str
    runs: int
    seed: int
    engine: Engine
    readings: Mapping[str, str]
    """Readings held from outside, beyond the scenario's own."""
    overrides: Mapping[str, str]
    inputs: Mapping[str, str]
    """SHA-256 of every file the contest was made from."""
    versions: Mapping[str, str]
    command: str


def manifest(order: Order, runs: int, command: str = "") -> Manifest:
    """The manifest of `runs` runs that were played as ordered."""
    contest, scenario = order.contest, order.contest.scenario
    versions = {name: version(name) for name in _PARTS} | {"python": platform.python_version()}
    return Manifest(
        scenario.scenario,
        _name(contest),
        scenario.rulebook,
        runs,
        order.seed,
        order.engine,
        dict(sorted(order.held.items())),
        dict(sorted(contest.overrides.items())),
        dict(sorted(contest.hashes.items())),
        versions,
        command or default_command(order, runs),
    )


def default_command(order: Order, runs: int) -> str:
    """The command that makes the result again."""
    words = ["rulesim", "run", _name(order.contest), "--runs", str(runs), "--seed", str(order.seed)]
    for question, reading in sorted(order.held.items()):
        words += ["--reading", f"{question}={reading}"]
    for path, value in sorted(order.contest.overrides.items()):
        words += ["--set", f"{path}={value}"]
    return shlex.join(words)


def _name(contest: Contest) -> str:
    """The bundled name of a contest, or its file."""
    file = Path(contest.file)
    return file.relative_to(SCENARIOS).with_suffix("").as_posix() if file.is_relative_to(SCENARIOS) else contest.file
