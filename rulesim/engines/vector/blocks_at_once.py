"""How many blocks are best played side by side: many where little is drawn for a run, one where much is."""

from rulesim.model.ballot import Ballot
from rulesim.model.conduct import AnyConduct, NominationsConduct, PetitionConduct
from rulesim.model.contest import Settled
from rulesim.model.section import Points, UnitVotes
from rulesim.model.stages import AnyStage

MOST = 8
_NUMBERS = 2_000
"""About how many numbers a run may be drawn by one purpose if so many blocks are played at once."""
_TABLES = 8
"""Tables that it takes to put signatures in order."""


def blocks_at_once(settled: Settled) -> int:
    """A number of blocks for which the tables of draws stay small."""
    stages = settled.rules.stages.items()
    widths = (_width(settled, stage, case) for name, stage in stages for case in settled.conduct.get(name, ()))
    return min(MOST, max(1, _NUMBERS // max(1, *widths, 1)))


def _width(settled: Settled, stage: AnyStage, case: AnyConduct) -> int:
    """About how many numbers a run what people do at a stage may take: one for everybody whose moment is drawn, one
    for every candidate in every unit."""
    sizes = {name: bloc.size for name, bloc in settled.scenario.blocs.items()}
    if isinstance(case, PetitionConduct):
        in_order = case.momentum or any(how.backs or how.takes_back for how in case.sign.values())
        return sum(sizes[bloc] for bloc in case.sign) * (_TABLES if in_order else 1)
    if isinstance(case, NominationsConduct):
        return max((sizes[bloc] for bloc, how in case.nominate.items() if how.after.exactly != 0), default=0)
    if isinstance(stage, Ballot):
        kinds = (section.becomes for section in stage.sections.values())
        units = max((kind.units for kind in kinds if isinstance(kind, Points | UnitVotes)), default=0)
        return units * (len(settled.scenario.people) + 1)
    return 0
