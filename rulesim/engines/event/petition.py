"""Petitions, signature by signature."""

from __future__ import annotations

from rulesim.engines.event.events import Signs
from rulesim.engines.event.state import Steps, Visit
from rulesim.engines.event.tested import SignaturesTested
from rulesim.engines.faults import petition_without_end
from rulesim.luck.nominations import RECORD
from rulesim.luck.petition import Signatures, signatures
from rulesim.model.conduct import CAUSE
from rulesim.model.petition import Petition
from rulesim.rules import petition as rule


def play(visit: Visit) -> Steps:
    """Members sign until the bar is met or the window closes."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Petition)
    if visit.closes is None:
        raise petition_without_end(run.settled, visit.name)
    needs = rule.bar(stage, run.sizes, run.rules.bodies)
    signed = signatures(run.people, visit.occasion)
    at, lists, until = _columns(visit, stage, signed)
    if needs <= 0:
        return _close(visit, stage, rule.MET, signed, {}, needs)
    deciding = rule.deciding_signature(lists, at, until, needs)
    last = len(at) - 1 if deciding is None else deciding
    for position in range(last + 1):
        if at[position] >= visit.closes:
            break
        yield from visit.wait(at[position])
        _tell_signature(visit, stage, signed, position, lists, at, until)
        if position == deciding:
            return _close(visit, stage, rule.MET, signed, _standing(lists, at, until, position), needs)
    yield from visit.wait(visit.closes)
    made = sum(minute < visit.closes for minute in at)
    return _close(visit, stage, rule.LAPSED, signed, _standing(lists, at, until, made - 1, visit.closes), needs)


def _columns(visit: Visit, stage: Petition, signed: Signatures) -> tuple[list[int], list[int], list[int] | None]:
    """When each signature is made, on which list, and until when it counts, in minutes of the contest."""
    row, shift = visit.run.row, 0 if signed.on_record else visit.opens
    count = int(signed.count[row])
    at = [max(minute + shift, visit.opens) for minute in signed.minutes[:count, row].tolist()]
    lists = signed.list_[:count, row].tolist()
    until = None
    if signed.until is not None and stage.withdrawable:
        until = [minute + shift for minute in signed.until[:count, row].tolist()]
    if stage.expires is not None:
        ends = [minute + stage.expires for minute in at]
        until = ends if until is None else [min(pair) for pair in zip(ends, until, strict=True)]
    return at, lists, until


def _standing(
    lists: list[int], at: list[int], until: list[int] | None, position: int, minute: int | None = None
) -> dict[int, int]:
    """How many signatures on each list count once the one at `position` is made, or at a later minute."""
    now = at[position] if minute is None and position >= 0 else (minute or 0)
    counts: dict[int, int] = {}
    for other in range(position + 1):
        if until is None or until[other] >= now:
            counts[lists[other]] = counts.get(lists[other], 0) + 1
    return counts


def _tell_signature(
    visit: Visit,
    stage: Petition,
    signed: Signatures,
    position: int,
    lists: list[int],
    at: list[int],
    until: list[int] | None,
) -> None:
    run = visit.run
    if run.trace is None:
        return
    name = signed.lists[lists[position]]
    counts = _standing(lists, at, until, position) if until is not None else None
    if counts is None:
        visit.running[name] = visit.running.get(name, 0) + 1
    count = visit.running[name] if counts is None else counts[lists[position]]
    who = "" if stage.secret else signed.blocs[int(signed.bloc[position, run.row])] or RECORD
    visit.tell(Signs, who, "", "" if name == CAUSE else name, count, 1)


def _close(
    visit: Visit, stage: Petition, outcome: str, signed: Signatures, standing: dict[int, int], needs: int
) -> str:
    counts = {name: standing.get(code, 0) for code, name in enumerate(signed.lists)}
    visit.note("needed", needs)
    visit.note("signatures", sum(counts.values()))
    if stage.collects == "for each challenger":
        for name, signatures_had in counts.items():
            if name != CAUSE:
                visit.note(f"signatures.{name}", signatures_had)
    had = max(counts.values(), default=0)
    if visit.run.trace is not None:
        best = max(counts, key=lambda name: counts[name], default=CAUSE)
        visit.tell(SignaturesTested, "" if best == CAUSE else best, stage.clause, needs, had)
    return visit.finish(outcome, numbers={"needed": needs, "had": had})
