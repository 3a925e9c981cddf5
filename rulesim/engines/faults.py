"""The errors of an engine about a contest that cannot be played to its end."""

from rulesim.errors import Place, RulesimError, fail
from rulesim.model.contest import Settled

MAX_STAGES = 200
"""After so many stages a contest is taken never to end."""


def petition_without_end(settled: Settled, stage: str) -> RulesimError:
    """Nothing says when a petition that the contest reaches ends."""
    place = Place(settled.scenario.scenario, 0, f"timetable.{stage}")
    found = f"neither the rule book nor the timetable sets a deadline for the petition '{stage}'"
    found += ", which this contest reaches"
    return fail("petition-without-end", place, found, "expected 'lasts' or 'closes'")


def endless_contest(settled: Settled, stage: str) -> RulesimError:
    """The contest goes round in circles."""
    place = Place(settled.scenario.rulebook, 0, f"stages.{stage}")
    found = f"a run went through {MAX_STAGES} stages without reaching an ending"
    return fail("endless-contest", place, found, "expected a path that ends")
