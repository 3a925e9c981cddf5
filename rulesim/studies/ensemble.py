"""What an ensemble says: who leads, by which path, when, and what happened on the way."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from rulesim.engines import ensemble
from rulesim.engines.outcomes import NOT_REACHED, Outcomes
from rulesim.model.contest import Contest, Settled
from rulesim.studies.shares import Estimate, of_runs, tally

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
    """Many runs of one settled contest."""

    contest: Contest
    settled: Settled
    seed: int
    outcomes: Outcomes
    elapsed_s: float = field(compare=False)

    @property
    def runs(self) -> int:
        return len(self.outcomes)

    @cached_property
    def endings(self) -> Mapping[str, Estimate]:
        """Share of runs by ending, the most frequent first."""
        return tally(self.outcomes.words("ending"), self.outcomes.layout.words["ending"])

    @cached_property
    def leaders(self) -> Mapping[str, Estimate]:
        """Share of runs by who leads at the end (ids of people, or `nobody`)."""
        return tally(self.outcomes.words("leader"), self.outcomes.layout.words["leader"])

    @cached_property
    def paths(self) -> Mapping[str, Estimate]:
        """Share of runs by path (`stage.outcome > stage.outcome`)."""
        return tally(self.outcomes.words("path"), self.outcomes.paths)

    @cached_property
    def milestones(self) -> Mapping[str, Estimate]:
        """Share of runs in which each stage had each outcome it ever had (`stage.outcome`), and in which each
        person who ever stood was on the ballot (`on_ballot.person`)."""
        found: dict[str, Estimate] = {}
        for name in self.settled.rules.stages:
            codes = self.outcomes.codes(f"{name}.outcome")
            for code, outcome in enumerate(self.outcomes.layout.words[f"{name}.outcome"]):
                if (codes == code).any():
                    found[f"{name}.{outcome}"] = of_runs(codes == code)
        for person in self.settled.scenario.people:
            columns = [
                self.outcomes.codes(name)
                for name in self.outcomes.layout.columns
                if name.endswith(f".on_ballot.{person}")
            ]
            if any((column != NOT_REACHED).any() for column in columns):
                found[f"on_ballot.{person}"] = of_runs(np.any([column == 1 for column in columns], axis=0))
        return found

    @cached_property
    def decided(self) -> Decided:
        """When the contest is decided."""
        minutes = np.percentile(self.outcomes.codes("decided"), (5, 50, 95), method="inverted_cdf")
        return Decided(*(self.moment(int(minute)) for minute in minutes))

    def moment(self, minute: int) -> datetime:
        """A minute of the contest on the calendar."""
        return self.settled.scenario.starts + timedelta(minutes=minute)

    def frame(self) -> pd.DataFrame:
        """One row a run, as a pandas frame (needs the extra `rulesim[frames]`)."""
        return self.outcomes.frame()

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


def run(
    contest: Contest,
    settled: Settled,
    runs: int,
    seed: int,
    workers: int = 0,
    progress: ensemble.Progress | None = None,
) -> Ensemble:
    """Plays a settled contest `runs` times."""
    started = time.perf_counter()
    (outcomes,) = ensemble.play([settled], runs, seed, workers, progress)
    return Ensemble(contest, settled, seed, outcomes, time.perf_counter() - started)
