"""Nominations: who stands, who nominates whom, and who has enough."""

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Literal

import numpy as np
import simpy

from rulesim.engines.event.events import NamesTested, Nominates, Stands, Withdraws
from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.nominations import RECORD, BlocNominations, by_body, nominations, places, standing, withdrawals
from rulesim.luck.people import everywhere
from rulesim.model.requirement import AllOf, AnyOf, Requirement, Several
from rulesim.model.stages import Nominations
from rulesim.rules import nominations as rule
from rulesim.rules.requirement import Backing, Check, checks, fewest_names, meets
from rulesim.rules.scores import Standing

Rule = Literal["by right", "names", "all", "any"]
_RULES: Mapping[type, Rule] = {NoneType: "by right", AllOf: "all", AnyOf: "any"}
"""What a requirement is called that is no number of names."""
Coming = dict[str, dict[str, list[tuple[int, int]]]]
"""By candidate and bloc, when nominations come in before the close, and how many."""


def play(visit: Visit[Nominations]) -> Steps:
    """Nominations come in until the window closes; then each candidate is tested, as what they were at the opening."""
    run, stage, closes = visit.run, visit.stage, visit.closes
    assert closes is not None
    before, vacant, leader = run.candidates, run.history.vacant, run.settled.leader
    field, stays = tuple(_field(visit)), list[str]()
    gone = {who: at for who, at in withdrawals(run.people, visit.occasion).items() if who in field and at < closes}
    coming = _coming(visit, field, closes)
    if run.trace is not None:
        yield from _hand_in(visit, coming, gone)
    yield from visit.wait(closes)
    for person in field:
        given = {bloc: sum(many for _, many in moments) for bloc, moments in coming[person].items()}
        visit.note(f"names.{person}", sum(given.values()))
        need = stage.needs[rule.kind_of(stage, person, leader, vacant)]
        if person not in gone and (rule.is_safe(stage, person in before) or _tested(visit, person, need, given)):
            stays.append(person)
        visit.note(f"on_ballot.{person}", int(person in stays))
    run.candidates = tuple(stays)
    run.lists.clear()
    if len(stays) == 1:
        run.winner = stays[0]
    return visit.finish(rule.KINDS[rule.outcome(len(stays))], run.candidates)


def _field(visit: Visit[Nominations]) -> Iterator[str]:
    """Everybody who wishes to stand, and may."""
    run, stage, vacant, leader = visit.run, visit.stage, visit.run.history.vacant, visit.run.settled.leader
    stands = standing(run.people, visit.occasion)
    for person in run.settled.scenario.people:
        forward = bool(stands[person][run.row]) if person in stands else None
        if rule.would_stand(stage, person in run.candidates, forward, sits=person == leader and not vacant):
            admitted = rule.may_stand(stage, person, leader, vacant)
            visit.tell(Stands, person, "" if admitted else stage.clause, admitted)
            if admitted:
                yield person


def _coming(visit: Visit[Nominations], field: Standing, closes: int) -> Coming:
    """What the candidates get; it is worked out once for all runs with these candidates."""
    people, where = visit.run.people, ("names", visit.occasion, field)
    each = everywhere(field, people.runs)
    backed = people.keep(where, lambda: nominations(people, visit.occasion, each))
    return {
        person: {bloc: _moments(visit, bloc, got, closes) for bloc, got in by_bloc.items()}
        for person, by_bloc in backed.items()
    }


def _moments(visit: Visit[Nominations], bloc: str, got: BlocNominations, closes: int) -> list[tuple[int, int]]:
    """The minutes at which nominations come in, and how many. Those on record were in time."""
    count = int(got.count[visit.run.row])
    if got.at_once:
        in_time = bloc.startswith(RECORD) or visit.opens < closes
        return [(visit.opens, count)] if count and in_time else []
    times = (got.minutes[:count, visit.run.row].astype(np.int64) + visit.opens).tolist()
    return [(at, 1) for at in times if at < closes]


def _hand_in(visit: Visit[Nominations], coming: Coming, gone: dict[str, int]) -> Iterator[simpy.Event]:
    """Tells, in order of time, of every nomination and withdrawal."""
    events = [(max(at, visit.opens), 1, person, "", 0) for person, at in gone.items()]
    for person, by_bloc in coming.items():
        events += [(at, 0, person, bloc, many) for bloc, moments in by_bloc.items() for at, many in moments]
    counts = dict.fromkeys(coming, 0)
    for at, withdraws, person, bloc, many in sorted(events, key=lambda event: event[:2]):
        yield from visit.wait(at)
        if withdraws:
            visit.tell(Withdraws, person, "", None)
            continue
        counts[person] += many
        visit.tell(Nominates, bloc, "", person, counts[person], many)


def _tested(visit: Visit[Nominations], person: str, need: Requirement | None, given: dict[str, int]) -> bool:
    run, by = visit.run, visit.stage.by
    recorded, by_run = places(run.people, visit.occasion, person)
    branches = recorded if by_run is None or by_run[run.row] else 0
    backing = Backing(by_body(run.people, given, by[0]), branches)
    visit.note(f"needed.{person}", int(fewest_names(need, run.needed)))
    if run.trace is not None:
        _tell_test(visit, person, need, backing)
    return bool(meets(need, backing, by, run.needed))


def _tell_test(
    visit: Visit[Nominations], person: str, need: Requirement | None, backing: Backing[int], decides: bool = True
) -> bool:
    """Tells of a requirement; returns whether it is met. The parts of one that decides are told of first, one by one;
    any other is one event though it may have parts."""
    of = backing, visit.stage.by, visit.run.needed
    called, met, found = _RULES.get(type(need), "names"), bool(meets(need, *of)), tuple[Check[int], ...]()
    if need is None:
        needed, had = 0, sum(backing.names.values())
    elif decides and isinstance(need, Several):
        needed, had = need.enough, sum(_tell_test(visit, person, part, backing, decides=False) for part in need.parts)
    else:
        found = tuple(checks(need, *of))
        whole = found[0] if len(found) == 1 else Check((), "", 1, int(met))
        needed, had = whole.needed, whole.needed if whole.had is None else whole.had
    visit.tell(NamesTested, person, visit.stage.clause, needed, had, called, decides, met, found)
    return met
