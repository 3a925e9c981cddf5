"""What is counted of runs without keeping them: counts that add up, piece by piece, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Column, Layout, Outcomes
from rulesim.model.contest import Settled
from rulesim.model.stages import Nominations

_DAY = 24 * 60


@dataclass
class Summary:
    """Counts of runs. Whatever the pieces and their order, the sum is the same."""

    runs: int = 0
    ways: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By path, ending, and who leads then."""
    milestones: Counter[str] = field(default_factory=Counter)
    """`stage.outcome` that some run had; `on_ballot.person` for whoever stood in some run, even if never on it."""
    decided: Counter[int] = field(default_factory=Counter)
    """By the minute at which it is decided."""
    weeks: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By the week in which it is decided (0: from the Monday before the contest starts) and who leads then."""
    nominated: Counter[tuple[str, str, int, bool]] = field(default_factory=Counter)
    """By stage, person, how many nominations they have there, and whether they are on the ballot."""
    needed: set[tuple[str, int]] = field(default_factory=set)
    """Stages, each with a number of nominations that somebody needs there in some run."""
    earliest: dict[str, int] = field(default_factory=dict)
    """The first run of each path."""

    def add(self, other: Summary) -> None:
        """Adds the counts of other runs."""
        self.runs += other.runs
        self.ways.update(other.ways)
        self.milestones.update(other.milestones)
        self.decided.update(other.decided)
        self.weeks.update(other.weeks)
        self.nominated.update(other.nominated)
        self.needed |= other.needed
        for path, run in other.earliest.items():
            self.earliest[path] = min(run, self.earliest.get(path, run))

    @property
    def paths(self) -> Counter[str]:
        return self._by(0)

    @property
    def endings(self) -> Counter[str]:
        return self._by(1)

    @property
    def leaders(self) -> Counter[str]:
        return self._by(2)

    def _by(self, part: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for way, count in self.ways.items():
            found[way[part]] += count
        return found

    def minute(self, part: int, of: int) -> int:
        """The earliest minute by which `part` of `of` of the runs are decided. Raises ValueError without runs."""
        return quantile(self.decided, part, of)


def quantile(counts: Counter[int], part: int, of: int) -> int:
    """The least figure that at least `part` of `of` of the cases do not exceed: exactly, from how often each occurs.

    Raises ValueError if there are no cases.
    """
    total, so_far = counts.total(), 0
    for figure in sorted(counts):
        so_far += counts[figure]
        if so_far * of >= part * total:
            return figure
    raise ValueError("nothing was played")


def summarise(settled: Settled, outcomes: Outcomes) -> Summary:
    """The summary of the outcomes of a settled contest."""
    paths, firsts = np.unique(outcomes.codes("path"), return_index=True)
    return Summary(
        len(outcomes),
        Counter(dict(_ways(outcomes))),
        Counter(dict(_milestones(outcomes))),
        Counter({minute: count for (minute,), count in tallied(outcomes.codes("decided"))}),
        Counter(dict(_weeks(settled.scenario.starts, outcomes))),
        Counter(dict(_nominated(settled, outcomes))),
        set(_needed(settled, outcomes)),
        {outcomes.paths[code]: outcomes.first + at for code, at in zip(paths.tolist(), firsts.tolist(), strict=True)},
    )


def tallied(*columns: Column) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every combination of figures that stands in some row, and in how many rows.

    Raises ValueError if so many combinations are possible that they cannot be numbered in 64 bits.
    """
    least = [int(column.min()) for column in columns]
    shape = tuple(int(column.max()) - low + 1 for column, low in zip(columns, least, strict=True))
    codes = np.ravel_multi_index([column - low for column, low in zip(columns, least, strict=True)], shape)
    if np.prod(shape, dtype=float) <= 8 * len(codes):
        every = np.bincount(codes)
        found = np.flatnonzero(every)
        counts = every[found]
    else:
        found, counts = np.unique(codes, return_counts=True)
    figures = [(part + low).tolist() for part, low in zip(np.unravel_index(found, shape), least, strict=True)]
    return zip(zip(*figures, strict=True), counts.tolist(), strict=True)


def _ways(outcomes: Outcomes) -> Iterator[tuple[tuple[str, str, str], int]]:
    paths, endings, leaders = (outcomes.vocabulary(name) for name in ("path", "ending", "leader"))
    codes = tallied(*(outcomes.codes(name) for name in ("path", "ending", "leader")))
    return (((paths[path], endings[ending], leaders[leader]), count) for (path, ending, leader), count in codes)


def _weeks(starts: datetime, outcomes: Outcomes) -> Iterator[tuple[tuple[int, str], int]]:
    since_monday = (starts.weekday() * 24 + starts.hour) * 60 + starts.minute
    weeks, leaders = (outcomes.codes("decided") + since_monday) // (7 * _DAY), outcomes.vocabulary("leader")
    return (((week, leaders[leader]), count) for (week, leader), count in tallied(weeks, outcomes.codes("leader")))


def _nominated(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[tuple[str, str, int, bool], int]]:
    for stage, person in _nominees(settled):
        names, on_ballot = (outcomes.codes(f"{stage}.{figure}.{person}") for figure in ("names", "on_ballot"))
        for (number, there), count in tallied(names, (on_ballot == 1).astype(np.int64)):
            if number != NOT_REACHED:
                yield (stage, person, number, bool(there)), count


def _needed(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    for stage, person in _nominees(settled):
        for (number,), _ in tallied(outcomes.codes(f"{stage}.needed.{person}")):
            if number > 0:
                yield stage, number


def _nominees(settled: Settled) -> Iterator[tuple[str, str]]:
    """Every stage of nominations with everybody who could stand there."""
    stages = [name for name, stage in settled.rules.stages.items() if isinstance(stage, Nominations)]
    return ((stage, person) for stage in stages for person in settled.scenario.people)


def _milestones(outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    for name in outcomes.layout.words:
        stage, _, what = name.rpartition(".")
        if what != "outcome" or f"{stage}.at" not in outcomes.layout.columns:
            continue
        for (code,), count in tallied(outcomes.codes(name)):
            if code != NOT_REACHED:
                yield f"{stage}.{outcomes.layout.words[name][code]}", count
    for person, columns in _stands(outcomes.layout).items():
        found: list[Column] = [outcomes.codes(name) for name in columns]
        if any((column != NOT_REACHED).any() for column in found):
            yield f"on_ballot.{person}", int(np.any([column == 1 for column in found], axis=0).sum())


def _stands(layout: Layout) -> dict[str, list[str]]:
    """For each person, the columns that say whether they were on a ballot."""
    found: dict[str, list[str]] = {}
    for name in layout.columns:
        _, mark, person = name.rpartition(".on_ballot.")
        if mark:
            found.setdefault(person, []).append(name)
    return found
