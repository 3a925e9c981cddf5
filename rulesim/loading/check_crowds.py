"""Whether so many people act one by one at a stage that a run could not be worked out."""

from collections.abc import Iterable, Iterator
from math import ceil, inf

from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.path_fault import PathFault
from rulesim.model.conduct import AnyConduct, NominationsConduct, PetitionConduct
from rulesim.model.rough import number_of
from rulesim.model.stages import AnyStage, Petition

MOST = 1_000_000
"""How many people may act at a stage, each at a moment of their own. Votes know no limit: nobody is told apart."""


def check_crowds(draft: DraftContest) -> Iterator[PathFault]:
    """Every case of conduct in which too many do."""
    for path, name, case in draft.cases():
        many = max((_one_by_one(draft, stage, case) for stage in draft.stages(name)), default=0)
        if many > MOST:
            found = f"{many:,} people act at '{name}', each at a moment of their own"
            yield PathFault("crowd-too-large", path, found, f"expected at most {MOST:,}")


def _one_by_one(draft: DraftContest, stage: AnyStage, case: AnyConduct) -> float:
    """How many people a run tells apart."""
    match case:
        case PetitionConduct(given=None) if isinstance(stage, Petition):
            return min(_people(draft, case.sign), _enough(draft, stage, case))
        case PetitionConduct(given=given):
            return sum(number_of(many) for batch in given or () for many in batch.signatures.values())
        case NominationsConduct():
            return _people(draft, (bloc for bloc, how in case.nominate.items() if how.after.exactly != 0))
        case _:
            return 0


def _people(draft: DraftContest, blocs: Iterable[str]) -> int:
    known = draft.scenario.blocs
    return sum(known[bloc].size for bloc in blocs if bloc in known)


def _enough(draft: DraftContest, stage: Petition, case: PetitionConduct) -> float:
    """With how many signatures it is met at the latest; without end if one made may not count for good."""
    if stage.expires is not None or (stage.withdrawable and case.may_be_taken_back):
        return inf
    lists = {name for signing in case.sign.values() for name in signing.backs}
    whole = sum(draft.largest(body) for body in stage.needs.of)
    return max(len(lists), 1) * (stage.needs.count or ceil((stage.needs.share or 0) * whole) + 1)
