"""Nominations: who stands, who nominates whom, and who has enough."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
import simpy

from rulesim.engines.event.events import NamesTested, Nominates, Stands, Withdraws
from rulesim.engines.event.state import Steps, Visit
from rulesim.luck.nominations import RECORD, BlocNominations, by_body, nominations, places, standing, withdrawals
from rulesim.luck.people import everywhere
from rulesim.model.nominations import Nominations
from rulesim.model.requirement import AllOf, AnyOf, Requirement, Several
from rulesim.rules import nominations as rule
from rulesim.rules.requirement import Backing, Check, checks, fewest_names, meets

Backed = dict[str, dict[str, BlocNominations]]
"""By candidate and bloc, the nominations that come in."""
Given = dict[str, int]
"""Nominations in time, by bloc."""


def play(visit: Visit) -> Steps:
    """Nominations come in until the window closes; then each candidate is tested, as what they were at the opening."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Nominations)
    before, vacant, leader = run.candidates, run.history.vacant, run.settled.leader
    field = tuple(_field(visit, stage))
    backed = _backed(visit, field)
    yield from _hand_in(visit, field, backed)
    yield from visit.wait(_closes(visit))
    gone, stays = _gone(visit, field), list[str]()
    for person in field:
        given = {bloc: _in_time(visit, bloc, got) for bloc, got in backed[person].items()}
        visit.note(f"names.{person}", sum(given.values()))
        need = stage.needs[rule.kind_of(stage, person, leader, vacant)]
        if person not in gone and (rule.is_safe(stage, person in before) or _tested(visit, stage, person, need, given)):
            stays.append(person)
        visit.note(f"on_ballot.{person}", int(person in stays))
    run.candidates = tuple(stays)
    if len(stays) == 1:
        run.winner = stays[0]
    return visit.finish(rule.KINDS[rule.outcome(len(stays))], run.candidates)


def _field(visit: Visit, stage: Nominations) -> Iterator[str]:
    """Everybody who wishes to stand, and may."""
    run, vacant, leader = visit.run, visit.run.history.vacant, visit.run.settled.leader
    stands = standing(run.people, visit.occasion)
    for person in run.settled.scenario.people:
        forward = bool(stands[person][run.row]) if person in stands else None
        if rule.would_stand(stage, person in run.candidates, forward, sits=person == leader and not vacant):
            admitted = rule.may_stand(stage, person, leader, vacant)
            visit.tell(Stands, person, "" if admitted else stage.clause, admitted)
            if admitted:
                yield person


def _backed(visit: Visit, field: tuple[str, ...]) -> Backed:
    """What the candidates get, worked out once for all runs with these candidates."""
    people, where = visit.run.people, ("names", visit.occasion, field)
    each = everywhere(field, people.runs)
    return people.keep(where, lambda: nominations(people, visit.occasion, each))


def _closes(visit: Visit) -> int:
    assert visit.closes is not None
    return visit.closes


def _gone(visit: Visit, field: tuple[str, ...]) -> dict[str, int]:
    """Those who withdraw before the close, and when."""
    gone = withdrawals(visit.run.people, visit.occasion)
    return {person: at for person, at in gone.items() if person in field and at < _closes(visit)}


def _in_time(visit: Visit, bloc: str, got: BlocNominations) -> int:
    return sum(many for _, many in _moments(visit, bloc, got))


def _moments(visit: Visit, bloc: str, got: BlocNominations) -> list[tuple[int, int]]:
    """The minutes at which nominations come in, and how many. Those on record were in time."""
    count = int(got.count[visit.run.row])
    if got.at_once:
        in_time = bloc.startswith(RECORD) or visit.opens < _closes(visit)
        return [(visit.opens, count)] if count and in_time else []
    times = (got.minutes[:count, visit.run.row].astype(np.int64) + visit.opens).tolist()
    return [(at, 1) for at in times if at < _closes(visit)]


def _hand_in(
    visit: Visit, field: tuple[str, ...], backed: dict[str, dict[str, BlocNominations]]
) -> Iterator[simpy.Event]:
    """Tells, in order of time, of every nomination and withdrawal; nothing is told without a trace."""
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


def _tested(visit: Visit, stage: Nominations, person: str, need: Requirement | None, given: Given) -> bool:
    """Tests a candidate against the requirement for its kind."""
    run = visit.run
    recorded, by_run = places(run.people, visit.occasion, person)
    branches = recorded if by_run is None or by_run[run.row] else 0
    backing = Backing(by_body(run.people, given, stage.by[0]), branches)
    enough = bool(meets(need, backing, stage.by, run.needed))
    visit.note(f"needed.{person}", int(fewest_names(need, run.needed)))
    if run.trace is not None:
        _tell_test(visit, stage, person, need, backing, enough)
    return enough


def _tell_test(
    visit: Visit, stage: Nominations, person: str, need: Requirement | None, backing: Backing[int], enough: bool
) -> None:
    if need is None:
        had = sum(backing.names.values())
        visit.tell(NamesTested, person, stage.clause, 0, had, "by right", decides=True, met=True, checks=())
    elif isinstance(need, Several):
        met = sum(_tell_part(visit, stage, person, part, backing, decides=False) for part in need.parts)
        visit.tell(
            NamesTested, person, stage.clause, need.enough, met, _rule(need), decides=True, met=enough, checks=()
        )
    else:
        _tell_part(visit, stage, person, need, backing, decides=True)


def _rule(need: Requirement) -> Literal["names", "all", "any"]:
    return "all" if isinstance(need, AllOf) else "any" if isinstance(need, AnyOf) else "names"


def _tell_part(
    visit: Visit, stage: Nominations, person: str, need: Requirement, backing: Backing[int], decides: bool
) -> bool:
    """Tells of one requirement, in one event though it may have parts; returns whether it is met."""
    of = need, backing, stage.by, visit.run.needed
    found, met = tuple(checks(*of)), bool(meets(*of))
    needed, had = _numbers(found[0]) if len(found) == 1 else (1, int(met))
    visit.tell(NamesTested, person, stage.clause, needed, had, _rule(need), decides=decides, met=met, checks=found)
    return met


def _numbers(check: Check[int]) -> tuple[int, int]:
    return check.needed, check.needed if check.had is None else check.had
