"""Nominations: who stands, who backs whom, and who has enough names."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import simpy

from rulesim.engines.event.state import Run, Steps, Visit
from rulesim.luck.fields import everywhere
from rulesim.luck.nominations import RECORD, Names, by_body, names, places, standing, withdrawals
from rulesim.model.nominations import Nominations
from rulesim.model.requirement import AllOf, AnyOf, Requirement, Several
from rulesim.rules import nominations as rule
from rulesim.rules.requirement import Backing, Check, checks, fewest_names, meets

Given = dict[str, int]
"""Names in time, by bloc."""


def play(visit: Visit) -> Steps:
    """Names are handed in until the window closes; then every candidate is tested for what it was at the opening."""
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
    there = ", ".join(run.name(person) for person in stays) or "nobody"
    return visit.finish(rule.outcome(len(stays)), f"on the ballot: {there}")


def _field(visit: Visit, stage: Nominations) -> Iterator[str]:
    """Everybody who would stand, and may."""
    run, vacant, leader = visit.run, visit.run.history.vacant, visit.run.settled.leader
    stands = standing(run.people, visit.occasion)
    for person in run.settled.scenario.people:
        forward = bool(stands[person][run.row]) if person in stands else None
        if rule.would_stand(stage, person in run.candidates, forward, sits=person == leader and not vacant):
            admitted = rule.may_stand(stage, person, leader, vacant)
            _tell_standing(visit, stage, person, admitted)
            if admitted:
                yield person


def _backed(visit: Visit, field: tuple[str, ...]) -> dict[str, dict[str, Names]]:
    """What the candidates get, worked out once for all runs with these candidates."""
    people, where = visit.run.people, ("names", visit.occasion, field)
    each = everywhere(field, people.runs)
    return people.keep(where, lambda: names(people, visit.occasion, each))


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
            visit.tell("withdraws", run.name(person), "withdraws")
            continue
        counts[person] += many
        what = f"{'nominates' if many == 1 else f'{many} nominate'} {run.name(person)}"
        visit.tell("nominates", run.title(bloc), what, "", {"names": counts[person]}, run.name(person))


def _tested(visit: Visit, stage: Nominations, person: str, need: Requirement | None, given: Given) -> bool:
    """Tests a candidate against the requirement for its kind."""
    run = visit.run
    recorded, by_run = places(run.people, visit.occasion, person)
    branches = recorded if by_run is None or by_run[run.row] else 0
    backing = Backing(by_body(run.people, given, stage.by[0]), branches)
    enough = meets(need, backing, stage.by, run.needed)
    visit.note(f"needed.{person}", fewest_names(need, run.needed))
    if run.trace is not None:
        _tell_test(visit, stage, person, need, backing, enough)
    return enough


def _tell_standing(visit: Visit, stage: Nominations, person: str, admitted: bool) -> None:
    if visit.run.trace is not None:
        what = "stands" if admitted else "would stand, but may not"
        visit.tell("stands", visit.run.name(person), what, "" if admitted else stage.clause)


def _tell_test(
    visit: Visit, stage: Nominations, person: str, need: Requirement | None, backing: Backing, enough: bool
) -> None:
    run = visit.run
    verdict = "on the ballot" if enough else "not on the ballot"
    if need is None:
        tally = {"needed": 0, "had": sum(backing.names.values())}
        visit.tell("tested", run.name(person), "on the ballot by right: no names needed", stage.clause, tally)
    elif isinstance(need, Several):
        met = sum(_tell_part(visit, stage, person, part, backing) for part in need.parts)
        what = f"{verdict}: {_of_parts(isinstance(need, AllOf), enough)}"
        visit.tell("tested", run.name(person), what, stage.clause, {"needed": need.enough, "had": met})
    else:
        (check,) = checks(need, backing, stage.by, run.needed)
        noun = "name" if check.needed == 1 and check.bodies else check.called
        what = f"{check.needed} {noun} needed, {_had(check)} had: {verdict}"
        visit.tell("tested", run.name(person), what, stage.clause, _tally(check))


def _of_parts(all_of_them: bool, enough: bool) -> str:
    if all_of_them:
        return "all of these are met" if enough else "all of these are needed"
    return "one of these is enough" if enough else "none of these is met"


def _tell_part(visit: Visit, stage: Nominations, person: str, need: Requirement, backing: Backing) -> bool:
    """Tells of one of several requirements, in one event though it may have parts; returns whether it is met."""
    run = visit.run
    parts, met = checks(need, backing, stage.by, run.needed), meets(need, backing, stage.by, run.needed)
    tally = _tally(parts[0]) if len(parts) == 1 else {"needed": 1, "had": int(met)}
    glue = ", or " if isinstance(need, AnyOf) else ", and "
    visit.tell("tested", run.name(person), glue.join(_part(check, run) for check in parts), stage.clause, tally)
    return met


def _part(check: Check, run: Run) -> str:
    """`5 needed from regions, 4 had`, in the rule book's own words for bodies and places."""
    of = f"needed from {' and '.join(run.rules.bodies[body].name for body in check.bodies)}"
    return f"{check.needed} {of if check.bodies else f'{check.called} needed'}, {_had(check)} had"


def _had(check: Check) -> str:
    return "enough" if check.had is None else str(check.had)


def _tally(check: Check) -> dict[str, int]:
    return {"needed": check.needed, "had": check.needed if check.had is None else check.had}
