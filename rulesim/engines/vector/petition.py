"""Petitions, in all runs of a cohort."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rulesim.engines.faults import petition_without_end
from rulesim.engines.mechanics.times import later
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.draws import Ints
from rulesim.luck.petition import first_signatures, lists_of, signatures
from rulesim.model.conduct import CAUSE, PetitionConduct
from rulesim.model.petition import Petition
from rulesim.rules.batch import petition as rule
from rulesim.rules.petition import last_minutes


def play(visit: Visit) -> Finish:
    """Members sign until the threshold is met or the window closes."""
    stage, conduct = visit.stage, visit.block.settled.conduct[visit.name][visit.case]
    assert isinstance(stage, Petition)
    assert isinstance(conduct, PetitionConduct)
    if visit.times.closes is None:
        raise petition_without_end(visit.block.settled, visit.name)
    needs, for_good = visit.needed(stage.needs, visit.times.opens), _for_good(stage, conduct)
    if for_good and conduct.given is None and conduct.momentum is None and len(lists_of(conduct)) == 1:
        lists, course = _in_waves(visit, conduct, needs, visit.times.closes)
    else:
        lists, course = _one_by_one(visit, stage, conduct, needs, visit.times.closes, for_good)
    counts = dict(zip(lists, course.counts, strict=True))
    return Finish(course.outcome, course.at, dict(_figures(stage, needs, counts)))


def _figures(stage: Petition, needs: Ints, counts: dict[str, Ints]) -> Iterator[tuple[str, Ints]]:
    yield "needed", needs
    yield "signatures", sum(counts.values(), np.zeros_like(needs))
    if stage.collects == "for each challenger":
        yield from ((f"signatures.{name}", many) for name, many in counts.items() if name != CAUSE)


def _for_good(stage: Petition, conduct: PetitionConduct) -> bool:
    """Whether every signature counts for good."""
    taken_back = stage.withdrawable and any(signing.takes_back != Fraction(0) for signing in conduct.sign.values())
    return stage.expires is None and not taken_back


def _in_waves(visit: Visit, conduct: PetitionConduct, needs: Ints, closes: Ints) -> tuple[tuple[str, ...], rule.Course]:
    """For signatures that count for good, on one list, without momentum: times are drawn for as many as are needed."""
    waves = first_signatures(visit.people, visit.occasion, max(int(needs.max(initial=0)), 0))
    return lists_of(conduct), rule.course_of_waves(waves, needs, visit.times.opens, closes)


def _one_by_one(
    visit: Visit, stage: Petition, conduct: PetitionConduct, needs: Ints, closes: Ints, for_good: bool
) -> tuple[tuple[str, ...], rule.Course]:
    """In all other petitions."""
    most = rule.most_needed(len(lists_of(conduct)), needs) if for_good else None
    signed = signatures(visit.block.people, visit.occasion, most)
    rows, opens = visit.cohort.rows, visit.times.opens
    shift = 0 if signed.on_record else opens
    there = np.arange(len(signed.minutes))[:, None] < signed.count[rows]
    at = later(signed.minutes[:, rows] + shift, opens)
    until = last_minutes(stage, at, None if signed.until is None else signed.until[:, rows] + shift)
    made = rule.Signed(there, signed.list_[:, rows], at, until)
    return signed.lists, rule.course(made, len(signed.lists), needs, opens, closes)
