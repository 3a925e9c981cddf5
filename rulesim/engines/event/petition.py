"""Petitions, signature by signature."""

import numpy as np

from rulesim.engines.event.events import SignaturesTested, Signs
from rulesim.engines.event.state import Steps, Visit
from rulesim.engines.faults import petition_without_end
from rulesim.luck.nominations import RECORD
from rulesim.luck.petition import Signatures, signatures
from rulesim.model.conduct import CAUSE
from rulesim.model.petition import Petition
from rulesim.rules import petition as rule


def play(visit: Visit) -> Steps:
    """Members sign until the threshold is met or the window closes."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Petition)
    if visit.closes is None:
        raise petition_without_end(run.settled, visit.name)
    needs = run.needed(stage.needs)
    signed = signatures(run.people, visit.occasion)
    lists, at, until = _columns(visit, stage, signed)
    course = rule.course(lists, at, until, needs, visit.closes)
    for position, had in enumerate(course.steps):
        yield from visit.wait(at[position])
        if run.trace is not None:
            _tell_signature(visit, stage, signed, position, had)
    if course.outcome == rule.LAPSED:
        yield from visit.wait(visit.closes)
    return _close(visit, stage, course, signed.lists, needs)


def _columns(visit: Visit, stage: Petition, signed: Signatures) -> tuple[list[int], list[int], list[int] | None]:
    """The list of each signature, when it is made, and the last minute it counts in, in minutes of the contest."""
    row, shift = visit.run.row, 0 if signed.on_record else visit.opens
    count = int(signed.count[row])
    at = np.maximum(signed.minutes[:count, row] + shift, visit.opens)
    until = rule.last_minutes(stage, at, None if signed.until is None else signed.until[:count, row] + shift)
    return signed.list_[:count, row].tolist(), at.tolist(), None if until is None else until.tolist()


def _close(visit: Visit, stage: Petition, course: rule.Course, lists: tuple[str, ...], needs: int) -> str:
    counts = {name: course.counts.get(code, 0) for code, name in enumerate(lists)}
    visit.note("needed", needs)
    visit.note("signatures", sum(counts.values()))
    if stage.collects == "for each challenger":
        for name, signatures_had in counts.items():
            if name != CAUSE:
                visit.note(f"signatures.{name}", signatures_had)
    had = max(counts.values(), default=0)
    best = max(counts, key=lambda name: counts[name], default=CAUSE)
    visit.tell(SignaturesTested, "" if best == CAUSE else best, stage.clause, needs, had)
    return visit.finish(course.outcome, numbers={"needed": needs, "had": had})


def _tell_signature(visit: Visit, stage: Petition, signed: Signatures, position: int, had: int) -> None:
    row = visit.run.row
    name = signed.lists[int(signed.list_[position, row])]
    who = "" if stage.secret else signed.blocs[int(signed.bloc[position, row])] or RECORD
    visit.tell(Signs, who, "", "" if name == CAUSE else name, had, 1)
