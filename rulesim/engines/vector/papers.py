"""Papers of a ballot that a later ballot counts again, in all runs of a cohort."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from rulesim.engines.mechanics.rounds import fields_so_far
from rulesim.engines.vector.by_run import ByRun
from rulesim.luck.ballot import Standing
from rulesim.luck.draws import Bools, Ints
from rulesim.luck.people import Occasion

NOT_CAST = -1
_BITS = 62


@dataclass(frozen=True, slots=True)
class HeldRound(ByRun):
    """A round as it was held in some runs: who stood, and in which minute."""

    standing: Bools
    where: Bools
    at: Ints

    def but(self, stopped: Bools) -> Self:
        """Without the runs in which it was not held after all."""
        return replace(self, where=self.where & ~stopped)


@dataclass(frozen=True, slots=True)
class CastPapers(ByRun):
    """The papers of a ballot: in each run the visit (NOT_CAST if there are none) and case of conduct; the rounds."""

    visit: Ints
    case: Ints
    rounds: tuple[HeldRound, ...]

    def after(self, before: Self | None) -> Self:
        """Together with those of an earlier visit, in the runs where no round was held in this one."""
        cast = np.zeros(len(self.visit), bool)
        for round_ in self.rounds:
            cast |= round_.where
        if before is None:
            return replace(self, visit=np.where(cast, self.visit, NOT_CAST))
        kept = (round_.but(cast) for round_ in before.rounds)
        visit, case = np.where(cast, self.visit, before.visit), np.where(cast, self.case, before.case)
        return replace(self, visit=visit, case=case, rounds=(*kept, *self.rounds))


def again(
    ballot: str, kept: Mapping[str, CastPapers], rounds: Sequence[HeldRound], names: tuple[str, ...]
) -> Iterator[tuple[Occasion, tuple[Standing, ...], Ints]]:
    """Which papers of a ballot are counted, and who stood in each round so far, those of `rounds` included; and the
    runs, by their positions, in which this is so."""
    papers = kept.get(ballot)
    if papers is None:
        return
    every = [mark for round_ in (*papers.rounds, *rounds) for mark in _marks(round_)]
    keys = np.stack([papers.visit, papers.case, *every])
    distinct, which = np.unique(keys, axis=1, return_inverse=True)
    each = len(range(0, len(names), _BITS))
    for number, (visit, case, *words) in enumerate(distinct.T.tolist()):
        parts = words[: len(papers.rounds) * each], words[len(papers.rounds) * each :]
        path = fields_so_far(*(_fields(_whole_marks(part, each), names) for part in parts))
        if visit != NOT_CAST:
            yield Occasion(ballot, visit, case), path, np.flatnonzero(which.reshape(-1) == number)


def _marks(round_: HeldRound) -> Iterator[Ints]:
    """Who stood in a round, a bit for everybody, in as many whole numbers as that takes; NOT_CAST where it was not
    held."""
    for first in range(0, len(round_.standing), _BITS):
        some = round_.standing[first : first + _BITS]
        yield np.where(round_.where, (1 << np.arange(len(some), dtype=np.int64)) @ some, NOT_CAST)


def _whole_marks(words: Sequence[int], each: int) -> Iterator[int]:
    """A single number for each round that was held, from `each` of them a round."""
    for first in range(0, len(words), each):
        if words[first] != NOT_CAST:
            yield sum(word << place * _BITS for place, word in enumerate(words[first : first + each]))


def _fields(marks: Iterable[int], names: Sequence[str]) -> Iterator[Standing]:
    """Who stood in each round."""
    return (tuple(name for place, name in enumerate(names) if mark >> place & 1) for mark in marks)
