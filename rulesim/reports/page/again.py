"""How to make the report again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rulesim.studies.manifest import Manifest


@dataclass(frozen=True)
class Again:
    """The command, and all that the result depends on."""

    command: str
    runs: int
    seed: int
    engine: str
    version: str
    parts: str
    readings: Mapping[str, str]
    overrides: Mapping[str, str]
    inputs: Mapping[str, str]


def again(manifest: Manifest) -> Again:
    """What a manifest says, in the order in which somebody who repeats the work needs it."""
    parts = ", ".join(f"{name} {version}" for name, version in manifest.versions.items() if name != "rulesim")
    version = manifest.versions.get("rulesim", "")
    return Again(
        manifest.command,
        manifest.runs,
        manifest.seed,
        manifest.engine,
        version,
        parts,
        manifest.readings,
        manifest.overrides,
        manifest.inputs,
    )
