"""Decisions of one actor, in all runs of a cohort."""

import numpy as np

from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.decision import choice
from rulesim.model.quantities import NEVER
from rulesim.model.stages import Decision


def play(visit: Visit[Decision]) -> Finish:
    """Somebody chooses; anybody who has not chosen in time is taken to have chosen the default."""
    stage, rows, opens = visit.stage, visit.cohort.rows, visit.opens
    chosen = choice(visit.block.people, visit.occasion)
    option = chosen.option[rows]
    at = chosen.minutes[rows] + (0 if chosen.on_record else opens)
    late = option < 0
    if visit.closes is not None:
        late |= at >= visit.closes
        by_default = visit.closes
    else:
        by_default = visit.people.constant(NEVER) if visit.beside else opens
    known = np.array([stage.options.index(name) for name in chosen.options], np.int64)
    outcome = np.where(late, stage.options.index(stage.default), known[option] if len(known) else 0)
    return Finish(outcome, np.maximum(np.where(late, by_default, at), opens))
