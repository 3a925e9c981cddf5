"""rulesim: play a party's leadership rules thousands of times.

>>> import rulesim as rs
>>> contest = rs.load("labour-2016")
>>> contest.run(200, seed=1).leaders["corbyn"].share > 0.5
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulesim.api import Contest, load, read, rulebooks, scenarios
    from rulesim.engines.event.trace import Event, Trace
    from rulesim.engines.outcomes import Outcomes
    from rulesim.errors import Fault, InputError, RulesimError
    from rulesim.studies.ensemble import Ensemble
    from rulesim.studies.readings import ReadingsStudy
    from rulesim.studies.replay import Replay

_HOME = {
    "rulesim.api": ("Contest", "load", "read", "rulebooks", "scenarios"),
    "rulesim.engines.event.trace": ("Event", "Trace"),
    "rulesim.engines.outcomes": ("Outcomes",),
    "rulesim.errors": ("Fault", "InputError", "RulesimError"),
    "rulesim.studies.ensemble": ("Ensemble",),
    "rulesim.studies.readings": ("ReadingsStudy",),
    "rulesim.studies.replay": ("Replay",),
}

__all__ = [
    "Contest", "Ensemble", "Event", "Fault", "InputError", "Outcomes", "ReadingsStudy", "Replay", "RulesimError",
    "Trace", "load", "read", "rulebooks", "scenarios",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, so that the command line starts at once."""
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'rulesim' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
