"""Numbers and facts as JSON has them, exactly."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rulesim.engines.event.trace import Event

_BESIDE = ("at", "stage", "clause")
"""What stands beside the facts already."""


def facts(event: Event) -> dict[str, Any]:
    """The ids, numbers and reasons of an event."""
    return {name: plain(value) for name, value in asdict(event).items() if name not in _BESIDE}


def plain(value: object) -> object:
    """A value of a study as JSON has it; a whole number as it is, another one as an exact fraction: `401/2`."""
    match value:
        case Fraction():
            return int(value) if value.denominator == 1 else str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain(part) for name, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value))
        case _:
            return value
