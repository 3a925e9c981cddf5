"""How many runs are best played side by side: many blocks where little is drawn for a run, a few runs where much is.

No run depends on it.
"""

from collections.abc import Iterable, Iterator

from rulesim.engines.mechanics.signatures import is_in_waves, most_that_matter
from rulesim.engines.mechanics.sizes import eras
from rulesim.engines.outcomes import layout
from rulesim.luck.draws import BLOCK, FEW
from rulesim.model.ballot import Ballot
from rulesim.model.conduct import AnyConduct, BallotConduct, MotionConduct, NominationsConduct, PetitionConduct
from rulesim.model.contest import Settled
from rulesim.model.rulebook import Rules
from rulesim.model.section import Points, UnitVotes
from rulesim.model.stages import AnyStage, Petition
from rulesim.rules.threshold import needed

_BLOCKS = 8
"""The most blocks that are played at once."""
_AT_A_STAGE = 2_000 * BLOCK
"""About how many numbers may be drawn at a stage if several blocks are played at once: more only makes it slower."""
_TOGETHER = 2**25
"""About how many numbers may be needed at once: a quarter of a gigabyte of them."""
_TABLES = 8
"""Tables that it takes to put signatures in order."""


def runs_at_once(variants: Iterable[Settled]) -> int:
    """A number of runs for which the tables of draws stay small in each of some contests: whole blocks, or a part of
    one by which it is divided without a remainder."""
    return min(map(_runs_of, variants))


def _runs_of(settled: Settled) -> int:
    most, few = max([*_widths(settled), 1]), sum(_few(case) for cases in settled.conduct.values() for case in cases)
    side_by_side = BLOCK * min(_BLOCKS, max(1, _AT_A_STAGE // (most * BLOCK)))
    runs = min(side_by_side, _TOGETHER // (most + few + len(layout(settled).columns)))
    return runs // BLOCK * BLOCK if runs >= BLOCK else max(FEW, 1 << runs.bit_length() - 1)


def _few(case: AnyConduct) -> int:
    """About how many numbers a run are kept of what people do at a stage until the runs have been played."""
    return 4 + 3 * len(case.votes) if isinstance(case, MotionConduct) else 4


def _widths(settled: Settled) -> Iterator[int]:
    """About how many numbers a run what people do may take: at each stage, in each case, whatever is ruled."""
    for name, cases in settled.conduct.items():
        books = [rules for rules in settled.books.values() if name in rules.stages]
        yield from (max(_width(settled, rules, rules.stages[name], case) for rules in books) for case in cases)


def _width(settled: Settled, rules: Rules, stage: AnyStage, case: AnyConduct) -> int:
    match case:
        case PetitionConduct() if isinstance(stage, Petition):
            return _signing(settled, rules, stage, case)
        case NominationsConduct():
            late = (bloc for bloc, how in case.nominate.items() if how.after.exactly != 0)
            return sum(settled.scenario.blocs[bloc].size for bloc in late)
        case BallotConduct() if isinstance(stage, Ballot):
            return _voting(settled, stage, case)
        case _:
            return 1


def _signing(settled: Settled, rules: Rules, stage: Petition, case: PetitionConduct) -> int:
    """A number for everybody whose moment is drawn, and more where the order of all of them matters."""
    blocs = settled.scenario.blocs
    needs = max(needed(stage.needs, sizes, rules.bodies) for sizes in eras(settled.scenario).sizes)
    most = most_that_matter(stage, case, needs)
    signing = sum(min(blocs[bloc].size, blocs[bloc].size if most is None else most) for bloc in case.sign)
    return signing * (1 if is_in_waves(stage, case) else _TABLES)


def _voting(settled: Settled, stage: Ballot, case: BallotConduct) -> int:
    """A few numbers for every candidate and bloc, a number for every candidate in every unit, and what is kept of the
    rounds: who stood, and what everybody had if a rule for ties may ask."""
    persons = len(settled.scenario.people) + 1
    each = 2 + persons // 8 + persons * ("earlier rounds" in stage.tie_rules)
    kinds = (section.becomes for section in stage.sections.values())
    units = max((kind.units for kind in kinds if isinstance(kind, Points | UnitVotes)), default=0)
    return persons * (units + 4 * len(case.votes)) + each * max(persons, stage.most_rounds or 1)
