"""What somebody decides, and when."""

from dataclasses import dataclass

import numpy as np

from rulesim.luck.draws import Floats, Ints
from rulesim.luck.people import Occasion, People, plain
from rulesim.luck.quantiles import delay
from rulesim.model.conduct import DecisionConduct
from rulesim.model.quantities import minutes_between


@dataclass(frozen=True, slots=True)
class Choice:
    """The option chosen in each run (a position in `options`, or -1: nothing is decided) and when.

    `minutes` count from the opening of the stage or, if `on_record`, from the start of the contest.
    """

    option: Ints
    minutes: Ints
    options: tuple[str, ...]
    on_record: bool


def choice(people: People, occasion: Occasion) -> Choice:
    """What is decided at a stage."""
    conduct = people.conduct_at(occasion, DecisionConduct)
    return people.keep(("choice", occasion), lambda: _choose(people, conduct, occasion))


def _choose(people: People, conduct: DecisionConduct, occasion: Occasion) -> Choice:
    given = conduct.given
    if given is not None:
        at = minutes_between(people.scenario.starts, given.at) if given.at else 0
        return Choice(people.constant(0), people.constant(at), (given.chooses,), given.at is not None)
    options, parts = tuple(sorted(conduct.chooses)), people.parts(conduct.chooses)
    certain = all(part in (0, 1) for part in conduct.chooses.values())
    u = np.zeros(people.runs) if certain else people.draws.uniform(occasion.purpose("chooses"))
    edge: float | Floats = 0.0
    option = people.constant(-1)
    for code, name in enumerate(options):
        above = edge + plain(parts[name])
        option = np.where((u >= edge) & (u < above), code, option)
        edge = above
    late = np.full(people.runs, conduct.after.exactly or 0, np.int64)
    if conduct.after.exactly is None:
        waits = people.draws.exponentials(occasion.purpose("chooses", "delay"), 1)[0]
        late = np.floor(delay(waits, conduct.after)).astype(np.int64)
    return Choice(option, late, options, False)
