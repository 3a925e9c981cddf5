"""People as a report shows them: a name, and a colour that stays theirs throughout."""

from collections.abc import Mapping
from dataclasses import dataclass

from rulesim.model.rulebook import NOBODY, NOT_KNOWN
from rulesim.model.scenario import Scenario
from rulesim.studies.shares import Estimate

TONES = 8
"""How many people have a colour of their own; the rest share the last."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody, and the colour class (`c1` … `c8`; `c0` for nobody)."""

    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class Led:
    """Somebody, and the runs in which they are leader at the end."""

    who: Shown
    runs: Estimate


def shown(person: str, scenario: Scenario) -> Shown:
    """A person of a scenario; the leader at the start has the first colour."""
    if person in (NOBODY, NOT_KNOWN):
        return Shown(person, "c0")
    order = sorted(scenario.people, key=lambda one: one != scenario.leader)
    return Shown(scenario.people[person].name, f"c{min(order.index(person) + 1, TONES)}")


def led(leaders: Mapping[str, Estimate], scenario: Scenario) -> tuple[Led, ...]:
    """Who is leader at the end, the most frequent first."""
    return tuple(Led(shown(person, scenario), runs) for person, runs in leaders.items())
