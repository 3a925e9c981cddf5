"""Petitions, in all runs of a cohort."""

from collections.abc import Iterator

import numpy as np

from rulesim.engines.mechanics.signatures import counting, is_in_waves, most_that_matter
from rulesim.engines.mechanics.times import deadline
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.draws import Ints
from rulesim.luck.petition import Signatures, first_signatures, lists_of, signatures
from rulesim.model.conduct import CAUSE, PetitionConduct
from rulesim.model.stages import Petition
from rulesim.rules.batch import petition as rule

Played = tuple[tuple[str, ...], rule.Course]
"""The lists that were signed, and how it went."""
_AT_ONCE, _TALL = 2**20, 2**13
"""About so many signatures, in all runs together, are put in order at once; one run alone where it has very many."""


def play(visit: Visit[Petition]) -> Finish:
    """Members sign until the threshold is met or the window closes."""
    stage, conduct = visit.stage, visit.people.conduct_at(visit.occasion, PetitionConduct)
    closes = deadline(visit.block.settled, visit.occasion.stage, visit.closes)
    needs = visit.needed(stage.needs, visit.opens)
    played = _in_waves if is_in_waves(stage, conduct) else _one_by_one
    lists, course = played(visit, conduct, needs, closes)
    counts = dict(zip(lists, course.counts, strict=True))
    return Finish(course.outcome, course.at, dict(_figures(stage, needs, counts)))


def _figures(stage: Petition, needs: Ints, counts: dict[str, Ints]) -> Iterator[tuple[str, Ints]]:
    yield "needed", needs
    yield "signatures", sum(counts.values(), np.zeros_like(needs))
    if stage.collects == "for each challenger":
        yield from ((f"signatures.{name}", many) for name, many in counts.items() if name != CAUSE)


def _in_waves(visit: Visit[Petition], conduct: PetitionConduct, needs: Ints, closes: Ints) -> Played:
    """For signatures that count for good, on one list, without momentum: times are drawn for as many as are needed."""
    waves = first_signatures(visit.people, visit.occasion, max(int(needs.max(initial=0)), 0))
    return lists_of(conduct), rule.course_of_waves(waves, needs, visit.opens, closes)


def _one_by_one(visit: Visit[Petition], conduct: PetitionConduct, needs: Ints, closes: Ints) -> Played:
    """In all other petitions, some runs at a time."""
    most = most_that_matter(visit.stage, conduct, int(needs.max(initial=0)))
    signed = signatures(visit.block.people, visit.occasion, most)
    runs, same = _apart(signed, np.stack([visit.opens, needs, closes]))
    step = 1 if len(signed.minutes) > _TALL else _AT_ONCE // max(1, len(signed.minutes))
    parts = [_course(visit, signed, runs[first : first + step], needs, closes) for first in range(0, len(runs), step)]
    outcome, at = (np.concatenate([getattr(part, name) for part in parts])[same] for name in ("outcome", "at"))
    counts = tuple(np.concatenate(each)[same] for each in zip(*(part.counts for part in parts), strict=True))
    return signed.lists, rule.Course(outcome, at, counts)


def _apart(signed: Signatures, bounds: Ints) -> tuple[Ints, Ints]:
    """The runs that must be looked at, and for each run which of these tells how it goes: a record is the same in all
    that open and close alike and need as many."""
    if not signed.on_record:
        return np.arange(bounds.shape[1]), np.arange(bounds.shape[1])
    _, runs, same = np.unique(bounds, axis=1, return_index=True, return_inverse=True)
    return runs, same.reshape(-1)


def _course(visit: Visit[Petition], signed: Signatures, runs: Ints, needs: Ints, closes: Ints) -> rule.Course:
    """How it goes in some runs of the cohort."""
    rows, opens = visit.cohort.rows[runs], visit.opens[runs]
    there, at, until = counting(visit.stage, signed, rows, opens)
    made = rule.Signed(there, signed.list_[:, rows], at, until)
    return rule.course(made, len(signed.lists), needs[runs], opens, closes[runs])
