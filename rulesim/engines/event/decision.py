"""Decisions of one actor."""

from rulesim.engines.event.events import Decides
from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.decision import choice
from rulesim.model.stages import Decision


def play(visit: Visit) -> Steps:
    """Somebody chooses; anybody who has not chosen in time is taken to have chosen the default."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Decision)
    chosen = choice(run.people, visit.occasion)
    option = int(chosen.option[run.row])
    at = int(chosen.minutes[run.row]) + (0 if chosen.on_record else visit.opens)
    if option < 0 or (visit.closes is not None and at >= visit.closes):
        return (yield from _by_default(visit, stage))
    yield from visit.wait(at)
    return _decide(visit, stage, chosen.options[option])


def _by_default(visit: Visit, stage: Decision) -> Steps:
    if visit.closes is not None:
        yield from visit.wait(visit.closes)
    elif visit.place:
        yield visit.run.env.event()
    return _decide(visit, stage, stage.default)


def _decide(visit: Visit, stage: Decision, option: str) -> str:
    visit.tell(Decides, stage.by, stage.clause, option)
    return visit.finish(option)
