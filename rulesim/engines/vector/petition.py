"""Petitions, in all runs of a cohort."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rulesim.engines.mechanics.signatures import counting
from rulesim.engines.mechanics.times import deadline
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.draws import Ints
from rulesim.luck.petition import first_signatures, lists_of, signatures
from rulesim.model.conduct import CAUSE, PetitionConduct
from rulesim.model.stages import Petition
from rulesim.rules.batch import petition as rule

Played = tuple[tuple[str, ...], rule.Course]
"""The lists that were signed, and how it went."""


def play(visit: Visit[Petition]) -> Finish:
    """Members sign until the threshold is met or the window closes."""
    stage, conduct = visit.stage, visit.people.conduct_at(visit.occasion, PetitionConduct)
    closes = deadline(visit.block.settled, visit.occasion.stage, visit.closes)
    needs, for_good = visit.needed(stage.needs, visit.opens), _for_good(stage, conduct)
    if for_good and conduct.given is None and conduct.momentum is None and len(lists_of(conduct)) == 1:
        lists, course = _in_waves(visit, conduct, needs, closes)
    else:
        lists, course = _one_by_one(visit, conduct, needs, closes, for_good)
    counts = dict(zip(lists, course.counts, strict=True))
    return Finish(course.outcome, course.at, dict(_figures(stage, needs, counts)))


def _figures(stage: Petition, needs: Ints, counts: dict[str, Ints]) -> Iterator[tuple[str, Ints]]:
    yield "needed", needs
    yield "signatures", sum(counts.values(), np.zeros_like(needs))
    if stage.collects == "for each challenger":
        yield from ((f"signatures.{name}", many) for name, many in counts.items() if name != CAUSE)


def _for_good(stage: Petition, conduct: PetitionConduct) -> bool:
    taken_back = stage.withdrawable and any(signing.takes_back != Fraction(0) for signing in conduct.sign.values())
    return stage.expires is None and not taken_back


def _in_waves(visit: Visit[Petition], conduct: PetitionConduct, needs: Ints, closes: Ints) -> Played:
    """For signatures that count for good, on one list, without momentum: times are drawn for as many as are needed."""
    waves = first_signatures(visit.people, visit.occasion, max(int(needs.max(initial=0)), 0))
    return lists_of(conduct), rule.course_of_waves(waves, needs, visit.opens, closes)


def _one_by_one(visit: Visit[Petition], conduct: PetitionConduct, needs: Ints, closes: Ints, for_good: bool) -> Played:
    """In all other petitions."""
    most = rule.most_needed(len(lists_of(conduct)), needs) if for_good else None
    signed = signatures(visit.block.people, visit.occasion, most)
    rows = visit.cohort.rows
    there, at, until = counting(visit.stage, signed, rows, visit.opens)
    made = rule.Signed(there, signed.list_[:, rows], at, until)
    return signed.lists, rule.course(made, len(signed.lists), needs, visit.opens, closes)
