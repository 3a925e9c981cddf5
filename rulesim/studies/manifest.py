"""What a result was made from: enough to make it again, and to see whether it would be made the same."""

import json
import platform
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from rulesim.engines.pieces import Engine
from rulesim.errors import Fault, InputError, Place
from rulesim.loading.library import SCENARIOS, name_of, name_of_rules
from rulesim.model.contest import Contest
from rulesim.model.quantities import show_share
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
    """SHA-256 of every file the contest was made from, by kind and name."""
    versions: Mapping[str, str]
    command: str


def manifest(order: Order, runs: int, here: Path | None = None) -> Manifest:
    """The manifest of `runs` runs played as ordered; files are named from the folder `here`, or where one is."""
    contest, scenario = order.contest, order.contest.scenario
    versions = {name: version(name) for name in _PARTS} | {"python": platform.python_version()}
    return Manifest(
        scenario.scenario,
        _name(contest, here),
        name_of_rules(scenario.rulebook, Path(contest.file)),
        runs,
        order.seed,
        order.engine,
        dict(sorted(order.held.items())),
        _overrides(contest),
        dict(sorted(contest.hashes.items())),
        versions,
        _command(order, runs, here),
    )


def _command(order: Order, runs: int, here: Path | None) -> str:
    """The command that produces the result again."""
    words = ["rulesim", "run", _name(order.contest, here), "--runs", str(runs), "--seed", str(order.seed)]
    for question, reading in sorted(order.held.items()):
        words += ["--reading", f"{question}={reading}"]
    for path, value in _overrides(order.contest).items():
        words += ["--set", f"{path}={value}"]
    return shlex.join(words)


def _name(contest: Contest, here: Path | None) -> str:
    """The bundled name of a contest, or its file."""
    return name_of(Path(contest.file), SCENARIOS, here)


def _overrides(contest: Contest) -> dict[str, str]:
    """The values replaced, by path."""
    found = dict(sorted(contest.overrides.items()))
    if "rulebook" in found:
        found["rulebook"] = name_of_rules(found["rulebook"], Path(contest.file))
    return found


_SAID_OTHERWISE = frozenset({"file", "command"})
"""What may differ though the runs are the same: a file may be named from another folder."""


@dataclass(frozen=True)
class Provenance:
    """The manifest of saved runs, and the precision they were played to, if one was asked for.

    While they are being played, `manifest.runs` is the most that may be played.
    """

    manifest: Manifest
    precision: Fraction | None = None

    def to_text(self) -> str:
        """As JSON, always the same text for the same provenance."""
        precision = None if self.precision is None else str(self.precision)
        return json.dumps({"manifest": asdict(self.manifest), "precision": precision}, indent=1)


def from_text(text: str) -> Provenance:
    """The provenance that a JSON text describes. Raises ValueError if it describes none that runs can have."""
    try:
        document: dict[str, Any] = json.loads(text)
        precision = None if document["precision"] is None else Fraction(document["precision"])
        made = Manifest(**document["manifest"])
        TypeAdapter(Manifest).validate_json(_as_text(made), strict=True)
    except (ArithmeticError, LookupError, RecursionError, TypeError) as error:
        raise ValueError("no manifest") from error
    if made.runs < 1 or made.seed < 0 or (precision is not None and not 0 < precision < 1):
        raise ValueError("a manifest of no runs")
    return Provenance(made, precision)


def _as_text(made: Manifest) -> bytes:
    """A manifest as JSON in UTF-8; the name of a file may hold what is no text, which is replaced."""
    return json.dumps(asdict(made), ensure_ascii=False).encode("utf-8", "replace")


def refuse_other(place: Place, then: Provenance, now: Provenance, but: str = "") -> None:
    """Raises InputError with every difference, except in `but`, between saved runs and what is asked for now."""
    expected = "expected the same as when it was started"
    faults = [
        Fault("resume-differs", place, f"{name} was {_said(was)} and is now {_said(now_is)}", expected)
        for name, was, now_is in changes(_flat(then), _flat(now))
        if name != but
    ]
    if faults:
        raise InputError(faults)


def changes(then: Mapping[str, object], now: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    """Each name whose value differs between two mappings, and its two values; None where it has none."""
    names = dict.fromkeys((*then, *now))
    return ((name, then.get(name), now.get(name)) for name in names if then.get(name) != now.get(name))


def _flat(made: Provenance) -> dict[str, object]:
    precision = "" if made.precision is None else show_share(made.precision)
    found: dict[str, object] = {}
    for name, value in asdict(made.manifest).items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{key}": part for key, part in value.items()}
        elif name not in _SAID_OTHERWISE:
            found[name] = value
    return {**found, "precision": precision}


def _said(value: object) -> str:
    shown = str(value) if value not in (None, "") else "nothing"
    return f"{shown[:12]}…" if len(shown) == 64 else shown
