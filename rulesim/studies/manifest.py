"""What a result was made from: enough to make it again."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rulesim.engines.pieces import ENGINE, Engine
from rulesim.loading.library import SCENARIOS
from rulesim.model.contest import Contest

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


def manifest(
    contest: Contest,
    runs: int,
    seed: int,
    readings: Mapping[str, str],
    command: str = "",
    engine: Engine = ENGINE,
) -> Manifest:
    """The manifest of a study of a contest."""
    versions = {name: version(name) for name in _PARTS} | {"python": platform.python_version()}
    scenario = contest.scenario
    return Manifest(
        scenario.scenario,
        _name(contest),
        scenario.rulebook,
        runs,
        seed,
        engine,
        dict(sorted(readings.items())),
        dict(sorted(contest.overrides.items())),
        dict(sorted(contest.hashes.items())),
        versions,
        command or default_command(contest, runs, seed, readings),
    )


def default_command(contest: Contest, runs: int, seed: int, readings: Mapping[str, str]) -> str:
    """The command that makes the result again."""
    words = ["rulesim", "run", _name(contest), "--runs", str(runs), "--seed", str(seed)]
    for question, reading in sorted(readings.items()):
        words += ["--reading", f"{question}={reading}"]
    for path, value in sorted(contest.overrides.items()):
        words += ["--set", f"{path}={value}"]
    return shlex.join(words)


def _name(contest: Contest) -> str:
    """The bundled name of a contest, or its file."""
    file = Path(contest.file)
    return file.relative_to(SCENARIOS).with_suffix("").as_posix() if file.is_relative_to(SCENARIOS) else contest.file
