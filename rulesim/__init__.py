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
    "Contest": "rulesim.api",
    "load": "rulesim.api",
    "read": "rulesim.api",
    "rulebooks": "rulesim.api",
    "scenarios": "rulesim.api",
    "Event": "rulesim.engines.event.trace",
    "Trace": "rulesim.engines.event.trace",
    "Outcomes": "rulesim.engines.outcomes",
    "Fault": "rulesim.errors",
    "InputError": "rulesim.errors",
    "RulesimError": "rulesim.errors",
    "Ensemble": "rulesim.studies.ensemble",
    "ReadingsStudy": "rulesim.studies.readings",
    "Replay": "rulesim.studies.replay",
}

__all__ = [
    "Contest",
    "Ensemble",
    "Event",
    "Fault",
    "InputError",
    "Outcomes",
    "ReadingsStudy",
    "Replay",
    "RulesimError",
    "Trace",
    "load",
    "read",
    "rulebooks",
    "scenarios",
]


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used, so that the command line starts at once."""
    if name not in _HOME:
        raise AttributeError(f"module 'rulesim' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
