"""Nominations: who stands, who backs whom, and who has enough names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import simpy

from rulesim.engines.event.events import Nominates, Stands, Withdraws
from rulesim.engines.event.state import Run, Steps, Visit
from rulesim.engines.event.tested import NamesTested
from rulesim.luck.fields import everywhere
from rulesim.luck.nominations import RECORD, Names, names, on_record, places, standing, withdrawals
from rulesim.model.nominations import CandidateKind, Nominations
from rulesim.model.threshold import AllOf, AnyOf, Requirement, Spread
from rulesim.rules import nominations as rule
from rulesim.rules.threshold import needed

Given = dict[str, int]
"""Names in time, by bloc."""


def play(visit: Visit) -> Steps:
    """Names are handed in until the window closes; then every candidate is tested for what it was at the opening."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Nominations)
    kinds = {who: rule.kind_of(stage, who, run.settled.leader, run.vacant) for who in run.settled.scenario.people}
    before = run.candidates if stage.candidates == "as before" else ()
    field = tuple(person for person in _candidates(visit, stage) if _admitted(visit, stage, person))
    backed = _backed(visit, field)
    yield from _hand_in(visit, field, backed)
    yield from visit.wait(_closes(visit))
    gone = _gone(visit, field)
    given = {person: {bloc: _in_time(visit, bloc, got) for bloc, got in backed[person].items()} for person in field}
    left = [person for person in field if person not in gone]
    run.candidates = tuple(who for who in left if who in before or _tested(visit, stage, who, kinds[who], given[who]))
    if len(run.candidates) == 1:
        run.winner = run.candidates[0]
    for person in field:
        visit.note(f"names.{person}", sum(given[person].values()))
        visit.note(f"on_ballot.{person}", int(person in run.candidates))
    return visit.finish(rule.outcome(len(run.candidates)), run.candidates)


def _candidates(visit: Visit, stage: Nominations) -> Iterator[str]:
    """Everybody who stands; a sitting leader of whom nothing is said does."""
    run = visit.run
    stands = standing(run.people, visit.occasion)
    for person in run.settled.scenario.people:
        if stage.candidates != "anew" and person in run.candidates:
            yield person
        elif stage.candidates == "from before":
            continue
        elif person in stands:
            if stands[person][run.row]:
                yield person
        elif person == run.settled.leader and not run.vacant and not on_record(run.people, visit.occasion):
            yield person


def _backed(visit: Visit, field: tuple[str, ...]) -> dict[str, dict[str, Names]]:
    """What the candidates get, worked out once for all runs with these candidates."""
    people, where = visit.run.people, ("names", visit.occasion, field)
    each = everywhere(field, people.runs)
    return people.keep(where, lambda: names(people, visit.occasion, each))


def _admitted(visit: Visit, stage: Nominations, person: str) -> bool:
    run = visit.run
    admitted = rule.may_stand(stage, person, run.settled.leader, run.vacant)
    visit.tell(Stands, person, "" if admitted else stage.clause, admitted)
    return admitted


def _closes(visit: Visit) -> int:
    assert visit.closes is not None
    return visit.closes


def _gone(visit: Visit, field: tuple[str, ...]) -> dict[str, int]:
    """Those who withdraw before the close, and when."""
    gone = withdrawals(visit.run.people, visit.occasion)
    return {person: at for person, at in gone.items() if person in field and at < _closes(visit)}


def _in_time(visit: Visit, bloc: str, got: Names) -> int:
    return sum(many for _, many in _moments(visit, bloc, got))


def _moments(visit: Visit, bloc: str, got: Names) -> list[tuple[int, int]]:
    """The minutes at which names come in, and how many. Names on record were in time."""
    count = int(got.count[visit.run.row])
    if got.at_once:
        in_time = bloc.startswith(RECORD) or visit.opens < _closes(visit)
        return [(visit.opens, count)] if count and in_time else []
    times = (got.minutes[:count, visit.run.row].astype(np.int64) + visit.opens).tolist()
    return [(at, 1) for at in times if at < _closes(visit)]


def _hand_in(visit: Visit, field: tuple[str, ...], backed: dict[str, dict[str, Names]]) -> Iterator[simpy.Event]:
    """Tells, in order of time, of every name and withdrawal; without a trace nothing needs telling."""
    run = visit.run
    if run.trace is None:
        return
    events = [(max(at, visit.opens), 1, person, "", 0) for person, at in _gone(visit, field).items()]
    for person in field:
        for bloc, got in backed[person].items():
            events += [(at, 0, person, bloc, many) for at, many in _moments(visit, bloc, got)]
    counts = dict.fromkeys(field, 0)
    for at, withdraws, person, bloc, many in sorted(events, key=lambda event: event[:2]):
        yield from visit.wait(at)
        if withdraws:
            visit.tell(Withdraws, person, "", None)
            continue
        counts[person] += many
        visit.tell(Nominates, bloc, "", person, counts[person], many)


def _tested(visit: Visit, stage: Nominations, person: str, kind: CandidateKind, given: Given) -> bool:
    """Tests a candidate against the requirement for its kind, and tells of every part of it."""
    run = visit.run
    need = stage.needs[kind]
    backing = _backing(visit, stage, person, given, need)
    enough = rule.suffices(need, backing, stage.by, run.sizes, run.rules.bodies)
    visit.note(f"needed.{person}", lowest_bar(need, run))
    if run.trace is not None:
        _tell_test(visit, stage, person, need, backing, enough)
    return enough


def _tell_test(
    visit: Visit, stage: Nominations, person: str, need: Requirement | None, backing: rule.Backing, enough: bool
) -> None:
    if need is None:
        had = sum(backing.names.values())
        visit.tell(NamesTested, person, stage.clause, 0, had, "by right", decides=True, met=True, checks=())
    elif isinstance(need, AllOf | AnyOf):
        parts = need.all if isinstance(need, AllOf) else need.any
        met = sum(_tell_part(visit, stage, person, part, backing, decides=False) for part in parts)
        wanted = len(parts) if isinstance(need, AllOf) else 1
        visit.tell(NamesTested, person, stage.clause, wanted, met, _rule(need), decides=True, met=enough, checks=())
    else:
        _tell_part(visit, stage, person, need, backing, decides=True)


def _rule(need: Requirement) -> Literal["names", "all", "any"]:
    return "all" if isinstance(need, AllOf) else "any" if isinstance(need, AnyOf) else "names"


def _tell_part(
    visit: Visit, stage: Nominations, person: str, need: Requirement, backing: rule.Backing, decides: bool
) -> bool:
    """Tells of one requirement, in one event though it may have parts; returns whether it is met."""
    run = visit.run
    checks = tuple(rule.checks(need, backing, stage.by, run.sizes, run.rules.bodies))
    met = rule.suffices(need, backing, stage.by, run.sizes, run.rules.bodies)
    needed, had = _numbers(checks[0]) if len(checks) == 1 else (1, int(met))
    visit.tell(NamesTested, person, stage.clause, needed, had, _rule(need), decides=decides, met=met, checks=checks)
    return met


def _numbers(check: rule.Check) -> tuple[int, int]:
    return check.needed, check.needed if check.had is None else check.had


def _backing(visit: Visit, stage: Nominations, person: str, given: Given, need: Requirement | None) -> rule.Backing:
    run = visit.run
    found: dict[str, int] = {}
    for bloc, many in given.items():
        body = (
            bloc.removeprefix(RECORD) or stage.by[0] if bloc.startswith(RECORD) else run.settled.scenario.blocs[bloc].of
        )
        found[body] = found.get(body, 0) + many
    recorded, by_run = places(run.people, visit.occasion, person)
    branches = recorded if by_run is None or by_run[run.row] else 0
    return rule.Backing(found, branches)


def lowest_bar(need: Requirement | None, run: Run) -> int:
    """The fewest names that can meet a requirement; 0 by right."""
    if need is None or isinstance(need, Spread):
        return 0
    if isinstance(need, AllOf):
        return max(lowest_bar(part, run) for part in need.all)
    if isinstance(need, AnyOf):
        return min(lowest_bar(part, run) for part in need.any)
    return needed(need, run.sizes, run.rules.bodies)
