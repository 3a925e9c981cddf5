"""When a stage opens and closes, in minutes of the contest: of one run, or of many at once."""

from datetime import datetime
from typing import TypeVar

import numpy as np

from rulesim.errors import fail
from rulesim.luck.draws import Ints
from rulesim.model.contest import Settled
from rulesim.model.quantities import minutes_between
from rulesim.model.scenario import Slot
from rulesim.model.stages import AnyStage, Ballot, Motion, Petition

Minute = TypeVar("Minute", int, Ints)


def later(one: Minute, other: Minute | int) -> Minute:
    """The later of two minutes. Whole numbers stay whole numbers."""
    if isinstance(one, int):
        assert isinstance(other, int)
        return max(one, other)
    return np.maximum(one, other)


def times_of(
    stage: AnyStage, slot: Slot | None, starts: datetime, now: Minute, immune_until: Minute
) -> tuple[Minute, Minute | None]:
    """When a stage that the contest reaches now opens and closes; None: nothing ends it.

    The timetable overrides the rules, but nothing opens before it is reached. A petition that
    waits for immunity opens no sooner than that ends.
    """
    opens = now + stage.opens_after
    if slot and (slot.opens or slot.after is not None):
        opens = now + (slot.after or 0)
    if slot and slot.opens:
        opens = later(opens, minutes_between(starts, slot.opens))
    if isinstance(stage, Petition) and stage.waits_for_immunity:
        opens = later(opens, immune_until)
    length = stage.lasts if isinstance(stage, Motion | Ballot) else stage.window
    length = slot.lasts if slot and slot.lasts is not None else length
    closes = None if length is None else opens + length
    if slot and slot.closes:
        closes = later(opens, minutes_between(starts, slot.closes))
    return opens, closes


def deadline(settled: Settled, stage: str, closes: Minute | None) -> Minute:
    """When a petition that the contest reaches ends at the latest. Raises RulesimError if nothing sets a deadline."""
    if closes is not None:
        return closes
    found = f"neither rule book nor timetable sets a deadline for the petition '{stage}', which this contest reaches"
    raise fail("petition-without-end", settled.place("timetable", stage), found, "expected 'lasts' or 'closes'")
