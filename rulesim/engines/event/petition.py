"""Petitions, signature by signature."""

from __future__ import annotations

from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.petition import CAUSE, signatures
from rulesim.model.stages import Petition
from rulesim.rules import petition as rule


def play(visit: Visit) -> Steps:
    """Members sign until the bar is met or the window closes."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Petition)
    assert visit.closes is not None
    needs = rule.bar(stage, run.sizes, run.rules.bodies)
    signed = signatures(run.people, visit.name, visit.number, visit.case)
    count = int(signed.count[run.row])
    minutes = signed.minutes[:count, run.row].tolist()
    lists = signed.list_[:count, run.row].tolist()
    blocs = signed.bloc[:count, run.row].tolist()
    shift = 0 if signed.on_record else visit.opens
    deciding = rule.deciding_signature(lists, needs)
    counts = dict.fromkeys(signed.lists, 0)
    if needs <= 0:
        return _close(visit, stage, rule.MET, counts, needs)
    for position, minute in enumerate(minutes):
        at = max(minute + shift, visit.opens)
        if at >= visit.closes:
            break
        yield from visit.wait(at)
        name = signed.lists[lists[position]]
        counts[name] += 1
        if run.trace is not None:
            visit.tell(
                "signs", run.title(signed.blocs[blocs[position]]), _signs(visit, name), "", {"signatures": counts[name]}
            )
        if position == deciding:
            return _close(visit, stage, rule.MET, counts, needs)
    yield from visit.wait(visit.closes)
    return _close(visit, stage, rule.LAPSED, counts, needs)


def _signs(visit: Visit, name: str) -> str:
    return "signs" if name == CAUSE else f"signs for {visit.run.name(name)}"


def _close(visit: Visit, stage: Petition, outcome: str, counts: dict[str, int], needs: int) -> str:
    visit.note("needed", needs)
    visit.note("signatures", sum(counts.values()))
    if stage.collects == "for each challenger":
        for name, signed in counts.items():
            if name != CAUSE:
                visit.note(f"signatures.{name}", signed)
    had = max(counts.values(), default=0)
    if visit.run.trace is not None:
        best = max(counts, key=lambda name: counts[name], default=CAUSE)
        who = stage.title if best == CAUSE else visit.run.name(best)
        visit.tell("tested", who, f"{needs} signatures needed, {had} had", stage.clause, {"needed": needs, "had": had})
    return visit.finish(outcome, f"{needs} needed, {had} had")
