"""What is counted of runs without keeping them: counts that add up, piece by piece, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rulesim.engines.outcomes import NOT_REACHED, Column, Layout, Outcomes


@dataclass
class Summary:
    """Counts of runs. Whatever the pieces and their order, the sum is the same."""

    runs: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    leaders: Counter[str] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)
    milestones: Counter[str] = field(default_factory=Counter)
    """`stage.outcome` that some run had; `on_ballot.person` for whoever stood in some run, even if never on it."""
    decided: Counter[int] = field(default_factory=Counter)
    """By the minute at which it is decided."""
    earliest: dict[str, int] = field(default_factory=dict)
    """The first run of each path."""

    def add(self, other: Summary) -> None:
        """Adds the counts of other runs."""
        self.runs += other.runs
        self.endings.update(other.endings)
        self.leaders.update(other.leaders)
        self.paths.update(other.paths)
        self.milestones.update(other.milestones)
        self.decided.update(other.decided)
        for path, run in other.earliest.items():
            self.earliest[path] = min(run, self.earliest.get(path, run))

    def minute(self, part: int, of: int) -> int:
        """The earliest minute by which `part` of `of` of the runs are decided: exactly, from the counts."""
        so_far = 0
        for minute in sorted(self.decided):
            so_far += self.decided[minute]
            if so_far * of >= part * self.runs:
                return minute
        raise ValueError("nothing was played")


def summarise(outcomes: Outcomes) -> Summary:
    """The summary of a table of outcomes."""
    paths, firsts = np.unique(outcomes.codes("path"), return_index=True)
    minutes, counts = np.unique(outcomes.codes("decided"), return_counts=True)
    return Summary(
        len(outcomes),
        _words(outcomes, "ending"),
        _words(outcomes, "leader"),
        _words(outcomes, "path"),
        Counter(dict(_milestones(outcomes))),
        Counter(dict(zip(minutes.tolist(), counts.tolist(), strict=True))),
        {outcomes.paths[code]: outcomes.first + at for code, at in zip(paths.tolist(), firsts.tolist(), strict=True)},
    )


def _words(outcomes: Outcomes, column: str) -> Counter[str]:
    words = outcomes.vocabulary(column)
    counts = np.bincount(outcomes.codes(column), minlength=len(words)).tolist()
    return Counter({word: count for word, count in zip(words, counts, strict=True) if count})


def _milestones(outcomes: Outcomes) -> Iterator[tuple[str, int]]:
    for name in outcomes.layout.words:
        stage, _, what = name.rpartition(".")
        if what != "outcome" or f"{stage}.at" not in outcomes.layout.columns:
            continue
        codes = outcomes.codes(name)
        for code, outcome in enumerate(outcomes.layout.words[name]):
            if count := int((codes == code).sum()):
                yield f"{stage}.{outcome}", count
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
