"""Nominations, in all runs of a cohort."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rulesim.engines.vector.cohort import NOBODY_YET
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.nominations import RECORD, Names, names, on_record, places, standing, withdrawals
from rulesim.model.nominations import Nominations
from rulesim.model.threshold import AllOf, AnyOf, Requirement, Spread, Threshold
from rulesim.rules import nominations as rule
from rulesim.rules.threshold import needed

Bar = Callable[[Threshold], Ints]


def play(visit: Visit) -> Finish:
    """Names are handed in until the window closes; then every candidate is tested for what it was at the opening."""
    stage, cohort = visit.stage, visit.cohort
    assert isinstance(stage, Nominations)
    assert visit.times.closes is not None
    field = {person: mask for person, mask in _field(visit, stage).items() if mask.any()}
    backed = names(visit.people, visit.occasion, field)
    gone, figures, on_ballot = _gone(visit), dict[str, Ints](), np.zeros_like(cohort.standing)
    for person, stands in field.items():
        position = visit.block.names.index(person)
        given = {bloc: _in_time(visit, bloc, got) for bloc, got in backed[person].items()}
        left = stands & ~gone[person] if person in gone else stands
        safe = left & cohort.standing[position] if stage.candidates == "as before" else np.zeros_like(left)
        bar, enough = _tested(visit, stage, person, given)
        on_ballot[position] = safe | (left & enough)
        total = sum(given.values(), visit.constant(0))
        figures[f"names.{person}"] = np.where(stands, total, -1)
        figures[f"on_ballot.{person}"] = np.where(stands, on_ballot[position], -1)
        figures[f"needed.{person}"] = np.where(left & ~safe, bar, -1)
    many = on_ballot.sum(axis=0)
    alone = np.where(many == 1, on_ballot.argmax(axis=0), NOBODY_YET)
    return Finish(np.select([many > 1, many == 1], [0, 1], 2), visit.times.closes, figures, on_ballot, alone)


def _field(visit: Visit, stage: Nominations) -> dict[str, Bools]:
    """In which runs each person stands and may; a sitting leader of whom nothing is said does."""
    run, vacant = visit.block.settled, visit.cohort.history.vacant
    stands = standing(visit.people, visit.occasion)
    recorded, found = on_record(visit.people, visit.occasion), {}
    for position, person in enumerate(visit.block.names):
        before = visit.cohort.standing[position] if stage.candidates != "anew" else np.zeros(len(visit.cohort), bool)
        joins = stands.get(person, np.full(len(visit.cohort), person == run.leader and not vacant and not recorded))
        wants = before if stage.candidates == "from before" else before | joins
        found[person] = wants & rule.may_stand(stage, person, run.leader, vacant)
    return found


def _gone(visit: Visit) -> dict[str, Bools]:
    """In which runs those who withdraw do so before the close."""
    closes = visit.times.closes
    assert closes is not None
    return {person: at < closes for person, at in withdrawals(visit.people, visit.occasion).items()}


def _in_time(visit: Visit, bloc: str, got: Names) -> Ints:
    """Names that come in before the close. Names on record were in time."""
    assert visit.times.closes is not None
    return got.count if bloc.startswith(RECORD) else got.before(visit.times.closes - visit.times.opens)


def _tested(visit: Visit, stage: Nominations, person: str, given: dict[str, Ints]) -> tuple[Ints, Bools]:
    """The fewest names that a candidate may need, and whether there are enough."""
    block, rules, closes = visit.block, visit.rules, visit.times.closes
    assert closes is not None
    need = stage.needs[rule.kind_of(stage, person, block.settled.leader, visit.cohort.history.vacant)]

    def bar(threshold: Threshold) -> Ints:
        return block.by_size(closes, lambda sizes: needed(threshold, sizes, rules.bodies))

    by_body: dict[str, Ints] = {}
    for bloc, many in given.items():
        on_file = bloc.startswith(RECORD)
        body = bloc.removeprefix(RECORD) or stage.by[0] if on_file else block.settled.scenario.blocs[bloc].of
        by_body[body] = by_body.get(body, visit.constant(0)) + many
    enough = _suffices(need, by_body, stage.by, bar, _places(visit, person), len(visit.cohort))
    return _lowest_bar(need, bar, len(visit.cohort)), enough


def _places(visit: Visit, person: str) -> Callable[[int], Bools]:
    """Whether a candidate's names come from so many places."""
    recorded, by_run = places(visit.people, visit.occasion, person)
    here = np.ones(len(visit.cohort), bool) if by_run is None else by_run
    return lambda wanted: (here & (recorded is None or recorded >= wanted)) | (~here & (wanted <= 0))


def _suffices(
    need: Requirement | None,
    names_by: dict[str, Ints],
    by: tuple[str, ...],
    bar: Bar,
    from_places: Callable[[int], Bools],
    runs: int,
) -> Bools:
    """Whether names meet a requirement. No requirement is met by right."""
    if need is None:
        return np.ones(runs, bool)
    if isinstance(need, Spread):
        return from_places(need.branches)
    if isinstance(need, AllOf | AnyOf):
        parts = need.all if isinstance(need, AllOf) else need.any
        met = np.array([_suffices(part, names_by, by, bar, from_places, runs) for part in parts])
        return np.asarray(met.all(axis=0) if isinstance(need, AllOf) else met.any(axis=0))
    counted = [names_by[body] for body in dict.fromkeys(need.by or by) if body in names_by]
    enough: Bools = sum(counted, np.zeros(runs, np.int64)) >= bar(need)
    return enough


def _lowest_bar(need: Requirement | None, bar: Bar, runs: int) -> Ints:
    """The fewest names that can meet a requirement; 0 by right."""
    if need is None or isinstance(need, Spread):
        return np.zeros(runs, np.int64)
    if isinstance(need, AllOf | AnyOf):
        parts = need.all if isinstance(need, AllOf) else need.any
        bars = np.array([_lowest_bar(part, bar, runs) for part in parts])
        return np.asarray(bars.max(axis=0) if isinstance(need, AllOf) else bars.min(axis=0))
    return bar(need)
