"""What a result was made from: enough to make it again."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from rulesim.engines.ensemble import ENGINE
from rulesim.model.contest import Contest

_PARTS = ("rulesim", "numpy", "scipy", "simpy")


@dataclass(frozen=True)
class Manifest:
    """Versions, seed, readings, overrides and the hashes of all inputs."""

    scenario: str
    rulebook: str
    runs: int
    seed: int
    engine: str
    readings: Mapping[str, str]
    """Readings held from outside, beyond the scenario's own."""
    overrides: Mapping[str, str]
    inputs: Mapping[str, str]
    """SHA-256 of every file the contest was made from."""
    versions: Mapping[str, str]
    command: str


def manifest(contest: Contest, runs: int, seed: int, readings: Mapping[str, str], command: str = "") -> Manifest:
    """The manifest of a study of a contest."""
    versions = {name: version(name) for name in _PARTS} | {"python": platform.python_version()}
    scenario = contest.scenario
    return Manifest(
        scenario.scenario,
        scenario.rulebook,
        runs,
        seed,
        ENGINE,
        dict(sorted(readings.items())),
        dict(sorted(contest.overrides.items())),
        dict(sorted(contest.hashes.items())),
        versions,
        command or default_command(contest, runs, seed, readings),
    )


def default_command(contest: Contest, runs: int, seed: int, readings: Mapping[str, str]) -> str:
    """The command that makes the result again."""
    words = ["rulesim", "run", contest.scenario.scenario, "--runs", str(runs), "--seed", str(seed)]
    for question, reading in sorted(readings.items()):
        words += ["--reading", f"{question}={reading}"]
    for path, value in sorted(contest.overrides.items()):
        words += ["--set", f'"{path}={value}"']
    return " ".join(words)
