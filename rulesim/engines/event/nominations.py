"""Nominations: who stands, who backs whom, and who has enough names."""

from __future__ import annotations

from collections.abc import Iterator

import simpy

from rulesim.engines.event.state import Run, Steps, Visit
from rulesim.luck.nominations import Names, names, standing, withdrawals
from rulesim.model.stages import Nominations
from rulesim.model.threshold import AllOf, AnyOf, Requirement
from rulesim.rules import nominations as rule
from rulesim.rules.threshold import needed

Given = dict[str, dict[str, int]]
"""Names in time, by candidate and bloc."""


def play(visit: Visit) -> Steps:
    """Names are handed in until the window closes; then every candidate is tested for what it was at the opening."""
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Nominations)
    kinds = {
        person: rule.kind_of(stage, person, run.settled.leader, run.vacant) for person in run.settled.scenario.people
    }
    field = tuple(person for person in _candidates(visit) if _admitted(visit, stage, person))
    backed = names(run.people, visit.name, visit.number, visit.case, field)
    yield from _hand_in(visit, field, backed)
    yield from visit.wait(_closes(visit))
    gone = _gone(visit, field)
    left = tuple(person for person in field if person not in gone)
    given = {person: {bloc: _in_time(visit, got) for bloc, got in backed[person].items()} for person in field}
    run.candidates = tuple(
        person for person in left if _tested(visit, person, stage.needs[kinds[person]], given[person])
    )
    if len(run.candidates) == 1:
        run.winner = run.candidates[0]
    for person in field:
        visit.note(f"names.{person}", sum(given[person].values()))
        visit.note(f"on_ballot.{person}", int(person in run.candidates))
    there = ", ".join(run.name(person) for person in run.candidates) or "nobody"
    return visit.finish(rule.outcome(len(run.candidates)), f"on the ballot: {there}")


def _candidates(visit: Visit) -> Iterator[str]:
    """Everybody who stands; a sitting leader of whom nothing is said does."""
    run = visit.run
    stands = standing(run.people, visit.name, visit.number, visit.case)
    for person in run.settled.scenario.people:
        if person in stands:
            if stands[person][run.row]:
                yield person
        elif person == run.settled.leader and not run.vacant:
            yield person


def _admitted(visit: Visit, stage: Nominations, person: str) -> bool:
    run = visit.run
    admitted = rule.may_stand(stage, person, run.settled.leader, run.vacant)
    if run.trace is not None:
        what = "stands" if admitted else "would stand, but may not"
        visit.tell("stands", run.name(person), what, "" if admitted else stage.clause)
    return admitted


def _in_time(visit: Visit, got: Names) -> int:
    if got.minutes is None:
        return sum(many for _, many in _moments(visit, got))
    times = got.minutes[: int(got.count[visit.run.row]), visit.run.row]
    return int((times + visit.opens < _closes(visit)).sum())


def _gone(visit: Visit, field: tuple[str, ...]) -> dict[str, int]:
    """Those who withdraw before the close, and when."""
    gone = withdrawals(visit.run.people, visit.name, visit.case)
    return {person: at for person, at in gone.items() if person in field and at < _closes(visit)}


def _closes(visit: Visit) -> int:
    assert visit.closes is not None
    return visit.closes


def _hand_in(visit: Visit, field: tuple[str, ...], backed: dict[str, dict[str, Names]]) -> Iterator[simpy.Event]:
    """Tells, in order of time, of every name and withdrawal; without a trace nothing needs telling."""
    run = visit.run
    if run.trace is None:
        return
    events = [(max(at, visit.opens), 1, person, "", 0) for person, at in _gone(visit, field).items()]
    for person in field:
        for bloc, got in backed[person].items():
            events += [(at, 0, person, bloc, many) for at, many in _moments(visit, got)]
    counts = dict.fromkeys(field, 0)
    for at, withdraws, person, bloc, many in sorted(events, key=lambda event: event[:2]):
        yield from visit.wait(at)
        if withdraws:
            visit.tell("withdraws", run.name(person), "withdraws")
            continue
        counts[person] += many
        what = f"{'nominates' if many == 1 else f'{many} nominate'} {run.name(person)}"
        visit.tell("nominates", run.title(bloc), what, "", {"names": counts[person]})


def _moments(visit: Visit, got: Names) -> list[tuple[int, int]]:
    """The minutes at which names come in, and how many."""
    count = int(got.count[visit.run.row])
    if got.minutes is None:
        return [(visit.opens, count)] if count and visit.opens < _closes(visit) else []
    times = (got.minutes[:count, visit.run.row] + visit.opens).tolist()
    return [(at, 1) for at in times if at < _closes(visit)]


def _tested(visit: Visit, person: str, need: Requirement | None, given: dict[str, int]) -> bool:
    run, stage = visit.run, visit.stage
    assert isinstance(stage, Nominations)
    by_body = _by_body(run, stage, given)
    enough = rule.suffices(need, by_body, stage.by, run.sizes, run.rules.bodies)
    needs = lowest_bar(need, run)
    visit.note(f"needed.{person}", needs)
    if run.trace is not None:
        had = sum(given.values())
        if need is None:
            visit.tell(
                "tested",
                run.name(person),
                "on the ballot by right: no names needed",
                stage.clause,
                {"needed": 0, "had": had},
            )
        else:
            verdict = "on the ballot" if enough else "not on the ballot"
            what = f"{needs} names needed, {had} had: {verdict}"
            visit.tell("tested", run.name(person), what, stage.clause, {"needed": needs, "had": had})
    return enough


def _by_body(run: Run, stage: Nominations, given: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bloc, many in given.items():
        body = run.settled.scenario.blocs[bloc].of if bloc else stage.by[0]
        found[body] = found.get(body, 0) + many
    return found


def lowest_bar(need: Requirement | None, run: Run) -> int:
    """The fewest names that can meet a requirement; 0 by right."""
    if need is None:
        return 0
    if isinstance(need, AllOf):
        return max(lowest_bar(part, run) for part in need.all)
    if isinstance(need, AnyOf):
        return min(lowest_bar(part, run) for part in need.any)
    return needed(need, run.sizes, run.rules.bodies)
