"""What saved runs were made from, as it stands in their file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from rulesim.errors import Fault, Place
from rulesim.model.quantities import show_share
from rulesim.studies.manifest import Manifest

_SAID_OTHERWISE = frozenset({"file", "command"})
"""What may differ between two makings of the same runs: a file may be named from another folder."""


@dataclass(frozen=True)
class Origin:
    """The manifest of saved runs, and the precision they were played to, if one was asked for.

    While they are being played, `manifest.runs` is how many are played at the most.
    """

    manifest: Manifest
    precision: Fraction | None = None

    def to_text(self) -> str:
        """As JSON, the same for the same origin."""
        precision = None if self.precision is None else str(self.precision)
        return json.dumps({"manifest": asdict(self.manifest), "precision": precision}, indent=1, ensure_ascii=False)


def from_text(text: str) -> Origin:
    """An origin from its JSON. Raises ValueError, KeyError or TypeError if it is none."""
    document: dict[str, Any] = json.loads(text)
    precision = document["precision"]
    return Origin(Manifest(**document["manifest"]), None if precision is None else Fraction(precision))


def differences(place: Place, then: Origin, now: Origin, but: frozenset[str] = frozenset()) -> list[Fault]:
    """What differs between the origin of saved runs and what is asked for now, one fault each."""
    one, other = _flat(then), _flat(now)
    return [
        Fault("resume-differs", place, f"{name} {_said(one.get(name))} then, {_said(other.get(name))} now", _EXPECTED)
        for name in dict.fromkeys((*one, *other))
        if one.get(name) != other.get(name) and name not in but
    ]


_EXPECTED = "expected the same as when it was begun"


def _flat(origin: Origin) -> dict[str, object]:
    precision = "" if origin.precision is None else show_share(origin.precision)
    return {**dict(_fields(asdict(origin.manifest))), "precision": precision}


def _fields(made: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in made.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", part) for key, part in value.items())
        elif name not in _SAID_OTHERWISE:
            yield name, value


def _said(value: object) -> str:
    shown = str(value) if value not in (None, "") else "nothing"
    return f"{shown[:12]}…" if len(shown) == 64 else shown
