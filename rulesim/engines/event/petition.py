"""Petitions, signature by signature."""

import numpy as np

from rulesim.engines.event.events import SignaturesTested, Signs
from rulesim.engines.event.state import Steps, Visit
from rulesim.engines.mechanics.signatures import counting
from rulesim.engines.mechanics.times import deadline
from rulesim.luck.draws import Ints
from rulesim.luck.nominations import RECORD
from rulesim.luck.petition import Signatures, signatures
from rulesim.model.conduct import CAUSE
from rulesim.model.stages import Petition
from rulesim.rules import petition as rule


def play(visit: Visit[Petition]) -> Steps:
    """Members sign until the threshold is met or the window closes."""
    run, closes = visit.run, deadline(visit.run.settled, visit.name, visit.closes)
    needs, signed = run.needed(visit.stage.needs), signatures(run.people, visit.occasion)
    there, lists, at, until = _columns(visit, signed)
    course = rule.course(lists, at, until, needs, closes)
    for position, minute, had in zip(there.tolist(), at, course.steps, strict=False):
        yield from visit.wait(minute)
        if run.trace is not None:
            _tell_signature(visit, signed, position, had)
    if course.outcome == rule.LAPSED:
        yield from visit.wait(closes)
    return _close(visit, course, signed.lists, needs)


def _columns(visit: Visit[Petition], signed: Signatures) -> tuple[Ints, list[int], list[int], list[int] | None]:
    """The signatures that count, by position; the list of each, when it is made and the last minute it counts in, in
    minutes of the contest."""
    row = np.array([visit.run.row])
    counts, at, until = counting(visit.stage, signed, row, np.array([visit.opens]))
    there = np.flatnonzero(counts[:, 0])
    ends = None if until is None else until[there, 0].tolist()
    return there, signed.list_[there, visit.run.row].tolist(), at[there, 0].tolist(), ends


def _close(visit: Visit[Petition], course: rule.Course, lists: tuple[str, ...], needs: int) -> str:
    stage = visit.stage
    counts = {name: course.counts.get(code, 0) for code, name in enumerate(lists)}
    visit.note("needed", needs)
    visit.note("signatures", sum(counts.values()))
    if stage.collects == "for each challenger":
        for name, many in counts.items():
            if name != CAUSE:
                visit.note(f"signatures.{name}", many)
    had = max(counts.values(), default=0)
    best = max(counts, key=lambda name: counts[name], default=CAUSE)
    visit.tell(SignaturesTested, "" if best == CAUSE else best, stage.clause, needs, had)
    return visit.finish(course.outcome, numbers={"needed": needs, "had": had})


def _tell_signature(visit: Visit[Petition], signed: Signatures, position: int, had: int) -> None:
    row = visit.run.row
    name = signed.lists[int(signed.list_[position, row])]
    who = "" if visit.stage.secret else signed.blocs[int(signed.bloc[position, row])] or RECORD
    visit.tell(Signs, who, "", "" if name == CAUSE else name, had, 1)
