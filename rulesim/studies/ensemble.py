"""What an ensemble says: who leads, by which path, when, and what happened on the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from rulesim.engines import ensemble
from rulesim.engines.outcomes import Layout, Outcomes, join, layout
from rulesim.engines.pieces import ENGINE, Engine, piece_size
from rulesim.engines.workers import Where, open_workers
from rulesim.errors import RulesimError
from rulesim.model.contest import Contest, Settled
from rulesim.studies.precision import Reached, gather, reached
from rulesim.studies.shares import Estimate, estimate, tally
from rulesim.studies.summary import Summary, summarise

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Decided:
    """When the contest is decided: 5% of runs earlier than `p5`, half by `p50`, 95% by `p95`."""

    p5: datetime
    p50: datetime
    p95: datetime


@dataclass(frozen=True)
class Ensemble:
    """Many runs of one settled contest: their counts and, if they were kept, the rows themselves."""

    contest: Contest
    settled: Settled
    seed: int
    summary: Summary
    elapsed_s: float = field(compare=False)
    rows: Callable[[], Outcomes] | None = field(default=None, repr=False, compare=False)
    """Fetches one row a run; None if only counts were kept."""
    held: Mapping[str, str] = field(default_factory=dict)
    """Readings held from outside, beyond the scenario's own."""
    precision: Fraction | None = None
    """The precision that was asked for."""
    engine: Engine = ENGINE

    @property
    def runs(self) -> int:
        return self.summary.runs

    @cached_property
    def outcomes(self) -> Outcomes:
        """One row a run. Raises RulesimError if only counts were kept."""
        if self.rows is None:
            raise RulesimError("only counts were kept of these runs: play them with their rows, or save them to a file")
        return self.rows()

    @cached_property
    def layout(self) -> Layout:
        """The columns of the rows, kept or not."""
        return layout(self.settled)

    @cached_property
    def endings(self) -> Mapping[str, Estimate]:
        """Share of runs by ending, the most frequent first."""
        return tally(self.summary.endings, self.layout.words["ending"], self.runs)

    @cached_property
    def leaders(self) -> Mapping[str, Estimate]:
        """Share of runs by who leads at the end (ids of people, or `nobody`)."""
        return tally(self.summary.leaders, self.layout.words["leader"], self.runs)

    @cached_property
    def paths(self) -> Mapping[str, Estimate]:
        """Share of runs by path (`stage.outcome > stage.outcome`)."""
        return tally(self.summary.paths, sorted(self.summary.paths), self.runs)

    @cached_property
    def milestones(self) -> Mapping[str, Estimate]:
        """Share of runs in which each stage had each outcome it ever had (`stage.outcome`), and in which each
        person who ever stood was on the ballot (`on_ballot.person`)."""
        counts = self.summary.milestones
        return {name: estimate(counts[name], self.runs) for name in self._milestones() if name in counts}

    def _milestones(self) -> Iterator[str]:
        for stage in self.settled.rules.stages:
            yield from (f"{stage}.{outcome}" for outcome in self.layout.words[f"{stage}.outcome"])
        yield from (f"on_ballot.{person}" for person in self.settled.scenario.people)

    @cached_property
    def decided(self) -> Decided:
        """When the contest is decided."""
        return Decided(*(self.moment(self.summary.minute(part, 100)) for part in (5, 50, 95)))

    @cached_property
    def reached(self) -> Reached | None:
        """How closely every share above is known, if a precision was asked for."""
        if self.precision is None:
            return None
        return known(self.contest, self.settled, self.summary, self.precision)

    def moment(self, minute: int) -> datetime:
        """A minute of the contest on the calendar."""
        return self.settled.scenario.starts + timedelta(minutes=minute)

    def frame(self) -> pd.DataFrame:
        """One row a run, as a pandas frame (needs the extra `rulesim[frames]`). Raises RulesimError without rows."""
        return self.outcomes.frame()

    def save(self, path: str | Path) -> None:
        """Writes one row a run and the manifest into a new Parquet file, as `rulesim run --save` does.

        Needs the extra `rulesim[frames]`. Raises InputError if the file is there already, RulesimError without rows.
        """
        from rulesim.studies.save import save_rows

        save_rows(self, Path(path))

    def _repr_html_(self) -> str:
        people, title = self.contest.scenario.people, escape(self.contest.scenario.title)
        rows = "".join(
            f"<tr><td>{escape(people[who].name if who in people else who)}</td>"
            f"<td>{share.share:.1%}</td><td>{share.low:.1%} to {share.high:.1%}</td></tr>"
            for who, share in self.leaders.items()
        )
        head = "<tr><th>leads at the end</th><th>share of runs</th><th>95% interval</th></tr>"
        caption = f"<caption>{title}: {self.runs:,} runs, seed {self.seed}</caption>"
        return f"<table>{caption}{head}{rows}</table>"


@dataclass
class Played:
    """What is made of pieces of runs: their counts, and their tables if they are kept."""

    summary: Summary = field(default_factory=Summary)
    tables: list[Outcomes] = field(default_factory=list)

    def add(self, other: Played) -> None:
        """Adds other runs."""
        self.summary.add(other.summary)
        self.tables += other.tables

    def rows(self) -> Outcomes:
        """All rows as one table."""
        return join(self.tables)


def count(tables: list[Outcomes]) -> Played:
    """The counts of the one table of a piece."""
    (table,) = tables
    return Played(summarise(table))


def keep(tables: list[Outcomes]) -> Played:
    """The counts of the one table of a piece, and the table."""
    return Played(summarise(tables[0]), tables)


def run(
    contest: Contest,
    settled: Settled,
    runs: int,
    seed: int,
    workers: int = 0,
    progress: ensemble.Progress | None = None,
    *,
    cluster: str = "",
    rows: bool = True,
    held: Mapping[str, str] | None = None,
    precision: Fraction | None = None,
    engine: Engine = ENGINE,
) -> Ensemble:
    """Plays a settled contest `runs` times, or with a `precision` until every share is known so closely.

    Without `rows` only counts are kept, so that memory stays small however many runs are played.
    Raises ValueError without runs, and what `open_workers` raises.
    """
    if runs < 1:
        raise ValueError("a contest is played at least once")
    started, total = time.perf_counter(), Played()
    with open_workers(Where(workers, cluster), runs, engine) as share_out:
        play = partial(
            ensemble.play_pieces, [settled], seed,
            each=keep if rows else count, share_out=share_out, progress=progress, engine=engine,
        )  # fmt: skip
        look = partial(known, contest, settled, total.summary, precision) if precision else None
        gather(runs, piece_size(runs, engine), play, total.add, look)
    taken, fetch = time.perf_counter() - started, total.rows if rows else None
    return Ensemble(contest, settled, seed, total.summary, taken, fetch, held or {}, precision, engine)


def known(contest: Contest, settled: Settled, summary: Summary, precision: Fraction) -> Reached:
    """How closely every share is known that an ensemble with these counts would tell."""
    found = Ensemble(contest, settled, 0, summary, 0.0)
    told = (found.endings, found.leaders, found.paths, found.milestones)
    return reached(precision, (share for shares in told for share in shares.values()), found.runs)
