"""What types cannot check in the times of a scenario: what ends before it begins, or happened before the start."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rulesim.loading.draft_contest import DraftContest
from rulesim.loading.path_fault import PathFault
from rulesim.model.conduct import AnyConduct, DecisionConduct, GivenSignatures, NominationsConduct, PetitionConduct
from rulesim.model.document import Path
from rulesim.model.quantities import show_moment
from rulesim.model.scenario import Slot


def check_times(draft: DraftContest) -> Iterator[PathFault]:
    """Every fault in the times of a scenario."""
    for path, _, case in draft.cases():
        yield from _on_record(draft, (*path, "given"), case)
    for name, slot in draft.scenario.timetable.items():
        yield from _window(draft, ("timetable", name), slot)
    for i, change in enumerate(draft.scenario.changes):
        yield from _since_start(draft, ("changes", i, "on"), change.on, "expected the size at the start under 'bodies'")


def _on_record(draft: DraftContest, at: Path, case: AnyConduct) -> Iterator[PathFault]:
    match case:
        case PetitionConduct(given=batches) if batches:
            yield from _taken_back(at, batches)
        case DecisionConduct(given=given) if given and given.at:
            yield from _since_start(draft, (*at, "at"), given.at)
        case NominationsConduct(given=given) if given:
            for who, moment in given.withdrawn.items():
                yield from _since_start(draft, (*at, "withdrawn", who), moment)


def _taken_back(path: Path, batches: Sequence[GivenSignatures]) -> Iterator[PathFault]:
    """A signature is taken back after it was given. One given before the contest starts counts from the opening."""
    for i, batch in enumerate(batches):
        if batch.until and batch.until <= batch.at:
            found = f"signatures of {show_moment(batch.at)} taken back at {show_moment(batch.until)}"
            expected = "expected 'until' after 'at'; if both were on one day, add the hours, as in 2016-06-28T18:00"
            yield PathFault("record-times", (*path, i, "until"), found, expected)


def _since_start(
    draft: DraftContest, path: Path, moment: datetime, expected: str = "expected it later, or 'starts' earlier"
) -> Iterator[PathFault]:
    starts = draft.scenario.starts
    if moment < starts:
        found = f"{show_moment(moment)} is before the contest starts ({show_moment(starts)})"
        yield PathFault("before-the-start", path, found, expected)


def _window(draft: DraftContest, path: Path, slot: Slot) -> Iterator[PathFault]:
    """A stage closes, and holds its rounds, after it opens."""
    if slot.closes:
        yield from _since_start(draft, (*path, "closes"), slot.closes)
    if slot.rounds:
        yield from _since_start(draft, (*path, "rounds", 0), slot.rounds[0])
    ends = (("closes",), slot.closes) if slot.closes else (("rounds", 0), slot.rounds[0]) if slot.rounds else None
    if slot.opens and ends and ends[1] < slot.opens:
        found = f"{show_moment(ends[1])} is before the stage opens ({show_moment(slot.opens)})"
        yield PathFault("closes-before-it-opens", (*path, *ends[0]), found, "expected a later moment")
