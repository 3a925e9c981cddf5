"""The errors of an engine about a contest that cannot be played to its end."""

from rulesim.errors import Place, RulesimError, fail
from rulesim.model.contest import Settled

MAX_STAGES = 200
"""After this many stages a contest is taken to be endless."""


def petition_without_end(settled: Settled, stage: str) -> RulesimError:
    """Nothing sets a deadline for a petition that the contest reaches."""
    place = Place(settled.scenario.scenario, 0, f"timetable.{stage}")
    found = f"neither rule book nor timetable sets a deadline for the petition '{stage}', which this contest reaches"
    return fail("petition-without-end", place, found, "expected 'lasts' or 'closes'")


def endless_contest(settled: Settled, stage: str) -> RulesimError:
    """The contest goes round and round without reaching an ending."""
    place = Place(settled.scenario.rulebook, 0, f"stages.{stage}")
    found = f"a run went through {MAX_STAGES} stages without reaching an ending"
    return fail("endless-contest", place, found, "expected a path that ends")
