"""Numbers and facts as JSON has them, exactly."""

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from rulesim.engines.event.trace import Event

_BESIDE = ("at", "stage", "clause")
"""What stands beside the facts already."""


def exact(value: Fraction) -> int | str:
    """A whole number as it is, another one as an exact fraction: `401/2`."""
    return int(value) if value.denominator == 1 else str(value)


def facts(event: Event) -> dict[str, Any]:
    """The ids, numbers and reasons of an event."""
    return {name: _plain(value) for name, value in asdict(event).items() if name not in _BESIDE}


def _plain(value: object) -> object:
    match value:
        case Fraction():
            return exact(value)
        case Mapping():
            return {str(name): _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case _:
            return value
