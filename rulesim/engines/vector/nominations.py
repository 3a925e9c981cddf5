"""Nominations, in all runs of a cohort."""

from functools import partial

import numpy as np

from rulesim.engines.mechanics.effects import NOBODY_YET
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.nominations import RECORD, BlocNominations, by_body, nominations, places, standing, withdrawals
from rulesim.model.stages import Nominations
from rulesim.rules.nominations import is_safe, kind_of, may_stand, outcome, would_stand
from rulesim.rules.requirement import Backing, fewest_names, meets

_ENOUGH = np.iinfo(np.int64).max


def play(visit: Visit[Nominations]) -> Finish:
    """Nominations come in until the window closes; then each candidate is tested, as what they were at the opening."""
    stage, before, closes = visit.stage, visit.cohort.standing, visit.closes
    assert closes is not None
    field = {person: mask for person, mask in _field(visit).items() if mask.any()}
    backed = nominations(visit.people, visit.occasion, field)
    gone = withdrawals(visit.people, visit.occasion)
    figures, on_ballot = dict[str, Ints](), np.zeros_like(before)
    for person, stands in field.items():
        position = visit.block.names.index(person)
        given = {bloc: _in_time(visit, bloc, got, closes) for bloc, got in backed[person].items()}
        left = stands & (gone[person] >= closes) if person in gone else stands
        safe = left & is_safe(stage, before[position])
        needed, enough = _tested(visit, person, given, closes)
        on_ballot[position] = safe | (left & enough)
        figures[f"names.{person}"] = np.where(stands, sum(given.values(), visit.people.constant(0)), -1)
        figures[f"on_ballot.{person}"] = np.where(stands, on_ballot[position], -1)
        figures[f"needed.{person}"] = np.where(left & ~safe, needed, -1)
    many = on_ballot.sum(axis=0)
    winner = np.where(many == 1, on_ballot.argmax(axis=0), NOBODY_YET)
    return Finish(outcome(many), closes, figures, on_ballot, winner=winner)


def _field(visit: Visit[Nominations]) -> dict[str, Bools]:
    """In which runs each person wishes to stand, and may."""
    stage, leader, vacant = visit.stage, visit.block.settled.leader, visit.cohort.history.vacant
    stands = standing(visit.people, visit.occasion)
    found = {}
    for person, before in zip(visit.block.names, visit.cohort.standing, strict=True):
        would = would_stand(stage, before, stands.get(person), sits=person == leader and not vacant)
        found[person] = would & may_stand(stage, person, leader, vacant)
    return found


def _in_time(visit: Visit[Nominations], bloc: str, got: BlocNominations, closes: Ints) -> Ints:
    """Nominations that come in before the close. Those on record were in time."""
    return got.count if bloc.startswith(RECORD) else got.before(closes - visit.opens)


def _tested(
    visit: Visit[Nominations], person: str, given: dict[str, Ints], closes: Ints
) -> tuple[Ints | int, Bools | bool]:
    """The fewest nominations that a candidate may need, and whether there are enough."""
    stage = visit.stage
    need = stage.needs[kind_of(stage, person, visit.block.settled.leader, visit.cohort.history.vacant)]
    branches, by_run = places(visit.people, visit.occasion, person)
    backing = Backing(by_body(visit.people, given, stage.by[0]), branches if by_run is None else by_run * _ENOUGH)
    bar = partial(visit.needed, at=closes)
    return fewest_names(need, bar), meets(need, backing, stage.by, bar)
