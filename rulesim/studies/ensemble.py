"""What an ensemble shows: who is leader at the end, by which path, when, and what happened on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from rulesim.engines.outcomes import Layout, Outcomes, layout
from rulesim.engines.pieces import GROUP, cut
from rulesim.errors import RulesimError
from rulesim.model.contest import Contest, Settled
from rulesim.model.stages import SILENCES
from rulesim.studies.manifest import Provenance, manifest
from rulesim.studies.order import Order
from rulesim.studies.precision import Reached, reached
from rulesim.studies.shares import Estimate, estimate, tally
from rulesim.studies.summary import Summary

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Decided:
    """When the contest is decided: 5% of runs earlier than `p5`, half by `p50`, 95% by `p95`."""

    p5: datetime
    p50: datetime
    p95: datetime


@dataclass(frozen=True)
class Ensemble:
    """Many runs of one settled contest: their counts and, if they were kept, the rows themselves."""

    order: Order
    settled: Settled
    """What was played: the contest as ordered, or a variant of it."""
    summary: Summary
    elapsed_s: float = field(compare=False)
    rows: Callable[[], Outcomes] | None = field(default=None, repr=False, compare=False)
    """Fetches one row for each run; None if only totals were kept."""

    @property
    def contest(self) -> Contest:
        return self.order.contest

    @property
    def seed(self) -> int:
        return self.order.seed

    @property
    def runs(self) -> int:
        return self.summary.runs

    @cached_property
    def outcomes(self) -> Outcomes:
        """One row for each run. Raises RulesimError if only totals were kept."""
        if self.rows is None:
            raise RulesimError("only totals were kept of these runs: play them with rows=True, or save them to a file")
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
        paths = self.summary.paths
        return tally(paths, sorted(paths), self.runs)

    @cached_property
    def milestones(self) -> Mapping[str, Estimate]:
        """Share of runs with each outcome of each stage (`stage.outcome`), and with each person who ever stood on the
        ballot (`on_ballot.person`)."""
        counts, words = self.summary.milestones, self.layout.words
        had = (f"{stage}.{outcome}" for stage in self.settled.rules.stages for outcome in words[f"{stage}.outcome"])
        stood = (f"on_ballot.{person}" for person in self.settled.scenario.people)
        return {name: estimate(counts[name], self.runs) for name in (*had, *stood) if name in counts}

    @cached_property
    def silent(self) -> Mapping[str, Estimate]:
        """Share of runs in which something came up of which the rules say nothing: `ballot.silent_ties`,
        `ballot.empty_rounds`, `ballot.no_candidate`."""
        ballots = (f"{stage}.{figure}" for stage in self.settled.rules.stages for figure in SILENCES)
        counts = self.summary.silent
        return {name: estimate(counts[name], self.runs) for name in ballots if name in counts}

    @cached_property
    def decided(self) -> Decided:
        """When the contest is decided."""
        minutes = self.summary.minutes
        return Decided(*(self.moment(minutes.quantile(part, 100)) for part in (5, 50, 95)))

    @cached_property
    def reached(self) -> Reached | None:
        """How closely every share above is known, if a precision was asked for."""
        return known(self.order, self.summary) if self.order.precision else None

    def moment(self, minute: int) -> datetime:
        """A minute of the contest on the calendar."""
        return self.settled.scenario.starts + timedelta(minutes=minute)

    def frame(self) -> pd.DataFrame:
        """One row for each run, in pandas (needs the extra `rulesim[frames]`). Raises RulesimError without rows."""
        return self.outcomes.frame()

    def save(self, path: str | Path) -> None:
        """Writes one row for each run, and the manifest, into a new Parquet file, as `rulesim run --save` does.

        Needs the extra `rulesim[frames]`. Raises InputError if the file exists, RulesimError without rows.
        """
        from rulesim.studies.parquet import refuse_to_replace, write_new

        target = Path(path)
        refuse_to_replace(target)
        made = Provenance(manifest(self.order, self.runs, target.parent), self.order.precision)
        write_new(target, self.layout, made, (self.outcomes.part(*piece) for piece in cut(0, self.runs, GROUP)))

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


def known(order: Order, summary: Summary) -> Reached:
    """How closely every share of an ensemble with these counts is known. The order has a precision."""
    assert order.precision is not None
    found = Ensemble(order, order.settled, summary, 0.0)
    shares = (found.endings, found.leaders, found.paths, found.milestones)
    return reached(order.precision, (share for some in shares for share in some.values()), found.runs)
