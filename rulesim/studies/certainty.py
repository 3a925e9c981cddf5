"""Whether anything in a contest is uncertain, so that one run may differ from another."""

from rulesim.engines.event.play import play_run
from rulesim.luck.draws import DrawnError, NoDraws
from rulesim.luck.people import People
from rulesim.model.contest import Settled


def is_certain(settled: Settled) -> bool:
    """Whether every run of a contest is the same.

    Runs differ by what is drawn and by nothing else, so they are the same if one of them draws nothing.
    """
    people = People(settled.scenario, settled.conduct, 0, 0)
    people.draws = NoDraws()
    try:
        play_run(settled, people.alone(0, 1), 0, keep_trace=False)
    except DrawnError:
        return False
    return True
