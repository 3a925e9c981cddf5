"""Petitions, in all runs of a cohort."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rulesim.engines.faults import petition_without_end
from rulesim.engines.vector.signatures import Gathered, gather, kth
from rulesim.engines.vector.visit import Finish, Visit
from rulesim.luck.draws import Floats, Ints
from rulesim.luck.petition import first_signatures, lists_of, signatures
from rulesim.model.conduct import CAUSE, PetitionConduct
from rulesim.model.petition import Petition
from rulesim.rules import petition as rule


def play(visit: Visit) -> Finish:
    """Members sign until the bar is met or the window closes."""
    stage, conduct = visit.stage, visit.block.settled.conduct[visit.name][visit.case]
    assert isinstance(stage, Petition)
    assert isinstance(conduct, PetitionConduct)
    if visit.times.closes is None:
        raise petition_without_end(visit.block.settled, visit.name)
    needs = visit.block.by_size(visit.times.opens, lambda sizes: rule.bar(stage, sizes, visit.rules.bodies))
    gathered = _count(visit, conduct, needs) if _plain(stage, conduct) else _replay(visit, stage, conduct, needs)
    none_needed = needs <= 0
    met = none_needed | (gathered.at < visit.times.closes)
    at = np.where(none_needed, visit.times.opens, np.where(met, gathered.at, visit.times.closes)).astype(np.int64)
    counts = {name: np.where(none_needed, 0, many) for name, many in gathered.counts.items()}
    return Finish(np.where(met, 0, 1), at, dict(_figures(stage, needs, counts)))


def _figures(stage: Petition, needs: Ints, counts: dict[str, Ints]) -> Iterator[tuple[str, Ints]]:
    yield "needed", needs
    yield "signatures", sum(counts.values(), np.zeros_like(needs))
    if stage.collects == "for each challenger":
        yield from ((f"signatures.{name}", many) for name, many in counts.items() if name != CAUSE)


def _plain(stage: Petition, conduct: PetitionConduct) -> bool:
    """Whether signatures stand for good, count together and gather no momentum: then times are worked out only
    for as many as are needed."""
    simple = conduct.given is None and conduct.momentum is None and len(lists_of(conduct)) == 1
    return simple and stage.expires is None and not _taken_back(stage, conduct)


def _taken_back(stage: Petition, conduct: PetitionConduct) -> bool:
    return stage.withdrawable and any(signing.takes_back != Fraction(0) for signing in conduct.sign.values())


def _most(lists: int, needs: Ints) -> int:
    """With so many signatures that stand for good one of the lists has enough."""
    return lists * max(int(needs.max(initial=0)) - 1, 0) + 1


def _count(visit: Visit, conduct: PetitionConduct, needs: Ints) -> Gathered:
    """The minute of the last signature needed, and how many there are by then or by the close."""
    assert visit.times.closes is not None
    most = max(int(needs.max(initial=0)), 0)
    waves = first_signatures(visit.people, visit.occasion, most)
    at = kth(waves, needs)
    minute: Floats = np.floor(at) + visit.times.opens
    signed = np.minimum(_before(waves, visit.times.closes - visit.times.opens), needs)
    (name,) = lists_of(conduct)
    return Gathered(minute, {name: signed} if conduct.sign else {})


def _before(waves: list[Floats], minutes: Ints) -> Ints:
    """How many signatures come in before so many minutes have passed."""
    return sum(((wave < minutes).sum(axis=0) for wave in waves), np.zeros_like(minutes))


def _replay(visit: Visit, stage: Petition, conduct: PetitionConduct, needs: Ints) -> Gathered:
    """The same, signature by signature."""
    assert visit.times.closes is not None
    for_good = stage.expires is None and not _taken_back(stage, conduct)
    most = _most(len(lists_of(conduct)), needs) if for_good else None
    signed = signatures(visit.block.people, visit.occasion, most)
    rows, opens = visit.cohort.rows, visit.times.opens
    shift = 0 if signed.on_record else opens
    there = np.arange(len(signed.minutes))[:, None] < signed.count[rows]
    at = np.maximum(signed.minutes[:, rows] + shift, opens)
    until = None
    if signed.until is not None and stage.withdrawable:
        until = signed.until[:, rows] + shift
    if stage.expires is not None:
        until = at + stage.expires if until is None else np.minimum(at + stage.expires, until)
    return gather(there, at, until, signed.list_[:, rows], signed.lists, needs, visit.times.closes)
