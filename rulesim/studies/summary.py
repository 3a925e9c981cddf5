"""What is counted of runs without keeping them: counts that add up, in whatever order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Column, Outcomes
from rulesim.model.contest import Settled
from rulesim.model.stages import SILENCES, Ballot, Nominations


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How often each figure occurs, in two arrays, so that many figures take little memory."""

    figures: Column = field(default_factory=lambda: np.zeros(0, np.int64))
    """Each once, the least first."""
    counts: Column = field(default_factory=lambda: np.zeros(0, np.int64))

    @classmethod
    def of(cls, figures: Column) -> "Tally":
        """The tally of a column."""
        return cls(*np.unique(figures, return_counts=True))

    def __add__(self, other: "Tally") -> "Tally":
        figures, places = np.unique(np.concatenate([self.figures, other.figures]), return_inverse=True)
        counts = np.zeros_like(figures)
        np.add.at(counts, places, np.concatenate([self.counts, other.counts]))
        return Tally(figures, counts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self.items() == other.items()

    def items(self) -> list[tuple[int, int]]:
        """Every figure with how often it occurs, the least first."""
        return list(zip(self.figures.tolist(), self.counts.tolist(), strict=True))

    def total(self) -> int:
        """How many cases there are."""
        return int(self.counts.sum())

    def quantile(self, part: int, of: int) -> int:
        """The least figure that at least `part` of `of` of the cases do not exceed, exactly.

        Raises ValueError if there are no cases.
        """
        if not len(self.figures):
            raise ValueError("nothing was played")
        so_far = np.cumsum(self.counts)
        return int(self.figures[np.searchsorted(so_far, -(-part * self.total() // of))])


@dataclass
class Summary:
    """Counts of runs. However the runs are divided, and in whatever order they are added, the sum is the same."""

    runs: int = 0
    ways: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By path, ending, and leader at the end."""
    milestones: Counter[str] = field(default_factory=Counter)
    """`stage.outcome` that some run had; `on_ballot.person` for whoever stood in some run, even if never on it."""
    silent: Counter[str] = field(default_factory=Counter)
    """`ballot.figure`, by the runs in which something came up there of which the rules say nothing."""
    decided: dict[str, Tally] = field(default_factory=dict)
    """By leader at the end: the minutes at which the contest is decided."""
    nominated: dict[tuple[str, str, bool], Tally] = field(default_factory=dict)
    """By stage, person and whether on the ballot: how many nominations the person has."""
    needed: set[tuple[str, int]] = field(default_factory=set)
    """Stages, each with a number of nominations that somebody needs there in some run."""
    earliest: dict[str, int] = field(default_factory=dict)
    """The first run of each path."""

    def add(self, other: "Summary") -> None:
        """Adds the counts of other runs."""
        self.runs += other.runs
        self.ways.update(other.ways)
        self.milestones.update(other.milestones)
        self.silent.update(other.silent)
        for leader, minutes in other.decided.items():
            self.decided[leader] = self.decided.get(leader, Tally()) + minutes
        for where, figures in other.nominated.items():
            self.nominated[where] = self.nominated.get(where, Tally()) + figures
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

    @property
    def minutes(self) -> Tally:
        """When all of the runs are decided."""
        return sum(self.decided.values(), Tally())


def summarise(settled: Settled, outcomes: Outcomes) -> Summary:
    """The counts of some outcomes of a settled contest."""
    paths, firsts = np.unique(outcomes.codes("path"), return_index=True)
    return Summary(
        len(outcomes),
        Counter(dict(_ways(outcomes))),
        Counter(dict(_milestones(settled, outcomes))),
        Counter(dict(_silent(settled, outcomes))),
        dict(_decided(outcomes)),
        dict(_nominated(settled, outcomes)),
        set(_needed(settled, outcomes)),
        {outcomes.paths[code]: outcomes.first + at for code, at in zip(paths.tolist(), firsts.tolist(), strict=True)},
    )


def tallied(*columns: Column) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every combination of figures that occurs in some row, and in how many rows.

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


def _decided(outcomes: Outcomes) -> Iterator[tuple[str, Tally]]:
    minutes, leaders = outcomes.codes("decided"), outcomes.codes("leader")
    for leader in np.unique(leaders).tolist():
        yield outcomes.vocabulary("leader")[leader], Tally.of(minutes[leaders == leader])


def _nominated(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[tuple[str, str, bool], Tally]]:
    for stage, person in _nominees(settled):
        names, on_ballot = (outcomes.codes(f"{stage}.{figure}.{person}") for figure in ("names", "on_ballot"))
        for there in (False, True):
            here = (names != NOT_REACHED) & ((on_ballot == 1) == there)
            if here.any():
                yield (stage, person, there), Tally.of(names[here])


def _needed(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    for stage, person in _nominees(settled):
        for (number,), _ in tallied(outcomes.codes(f"{stage}.needed.{person}")):
            if number > 0:
                yield stage, number


def _nominees(settled: Settled) -> Iterator[tuple[str, str]]:
    """Every stage of nominations with everybody who could stand there."""
    stages = [name for name, stage in settled.rules.stages.items() if isinstance(stage, Nominations)]
    return ((stage, person) for stage in stages for person in settled.scenario.people)


def _milestones(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    for name in outcomes.layout.words:
        stage, _, what = name.rpartition(".")
        if what != "outcome" or f"{stage}.at" not in outcomes.layout.columns:
            continue
        for (code,), count in tallied(outcomes.codes(name)):
            if code != NOT_REACHED:
                yield f"{stage}.{outcomes.layout.words[name][code]}", count
    yield from _on_the_ballot(settled, outcomes)


def _on_the_ballot(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    """Everybody who stood in some run, with the runs in which they were on the last list before a ballot."""
    stages = [name for name, stage in settled.rules.stages.items() if isinstance(stage, Nominations)]
    earlier = [_earlier_lists(settled, path) for path in outcomes.paths]
    last = {name: ~np.array([name in found for found in earlier], bool)[outcomes.codes("path")] for name in stages}
    for person in settled.scenario.people:
        found = {name: outcomes.codes(f"{name}.on_ballot.{person}") for name in stages}
        if any((column != NOT_REACHED).any() for column in found.values()):
            there = [(column == 1) & last[name] for name, column in found.items()]
            yield f"on_ballot.{person}", int(np.any(there, axis=0).sum())


def _earlier_lists(settled: Settled, path: str) -> set[str]:
    """The nominations on a path after which others made the list of the ballot."""
    found, latest = set[str](), ""
    for name in (step.partition(".")[0] for step in path.split(" > ")):
        if isinstance(settled.rules.stages[name], Nominations):
            found = (found | {latest}) - {name}
            latest = name
        elif isinstance(settled.rules.stages[name], Ballot):
            latest = ""
    return found


def _silent(settled: Settled, outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    ballots = [name for name, stage in settled.rules.stages.items() if isinstance(stage, Ballot)]
    for name in (f"{ballot}.{figure}" for ballot in ballots for figure in SILENCES):
        runs = int((outcomes.codes(name) > 0).sum())
        if runs:
            yield name, runs
