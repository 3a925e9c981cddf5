"""Numbers that a record gives as a bound, or only about, in words."""

from collections.abc import Iterator, Mapping

from rulesim.model.conduct import CAUSE, NominationsConduct, PetitionConduct
from rulesim.model.contest import Contest
from rulesim.model.rough import Rough
from rulesim.studies.wording import listed


def roughly(rough: Rough) -> str:
    """`at least 250`, `250 to 260`, `about 30 (give or take 3)`."""
    if rough.about is not None:
        return f"about {rough.about:,}" + ("" if rough.within is None else f" (give or take {rough.within:,})")
    if rough.at_least is not None and rough.at_most is not None:
        return f"{rough.at_least:,} to {rough.at_most:,}"
    return f"at most {rough.at_most:,}" if rough.at_least is None else f"at least {rough.at_least:,}"


def rough_on_record(contest: Contest, stage: str, who: str) -> str:
    """That the signatures, or somebody's nominations, are on record as a bound or about so many; nothing if exactly."""
    said = [roughly(one) for one in rough_numbers(contest, stage, who)]
    return f" (on record: {listed(said)})" if said else ""


def rough_numbers(contest: Contest, stage: str, who: str) -> Iterator[Rough]:
    """The rough numbers on record at a stage for somebody, or for the cause (""): batch by batch, or body by body."""
    for case in contest.conduct.get(stage, ()):
        match case:
            case NominationsConduct(given=given) if given:
                yield from _rough(given.names.get(who))
            case PetitionConduct(given=batches) if batches:
                yield from (one for batch in batches for one in _rough(batch.signatures.get(who or CAUSE)))


def _rough(number: object) -> Iterator[Rough]:
    parts = number.values() if isinstance(number, Mapping) else [number]
    yield from (one for one in parts if isinstance(one, Rough))
