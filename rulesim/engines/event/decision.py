"""Decisions of one actor."""

from rulesim.engines.event.events import Decides
from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.decision import choice
from rulesim.model.stages import Decision


def play(visit: Visit[Decision]) -> Steps:
    """Somebody chooses; anybody who has not chosen in time is taken to have chosen the default."""
    run, stage = visit.run, visit.stage
    chosen = choice(run.people, visit.occasion)
    option = int(chosen.option[run.row])
    at = int(chosen.minutes[run.row]) + (0 if chosen.on_record else visit.opens)
    decided = stage.default
    if option >= 0 and (visit.closes is None or at < visit.closes):
        yield from visit.wait(at)
        decided = chosen.options[option]
    elif visit.closes is not None:
        yield from visit.wait(visit.closes)
    elif visit.place:
        yield run.env.event()
    visit.tell(Decides, stage.by, stage.clause, decided)
    return visit.finish(decided)
