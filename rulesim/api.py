"""The public interface: load a contest, play it, ask about its readings, trace one run."""

import json
import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from pathlib import Path
from typing import SupportsFloat, SupportsIndex
from warnings import warn

from rulesim.engines.event.play import trace_run
from rulesim.engines.event.trace import Trace
from rulesim.engines.workers import Where
from rulesim.errors import Place, fail
from rulesim.loading.library import RULEBOOKS, SCENARIOS, names
from rulesim.loading.scenario import load as _load
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest as _Contest
from rulesim.model.contest import Settled
from rulesim.model.quantities import parse_fraction
from rulesim.model.scenario import Scenario
from rulesim.reports.words.differences import differences
from rulesim.reports.words.events import Entry, entry
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.order import Order, vary
from rulesim.studies.play import play
from rulesim.studies.precision import most_runs
from rulesim.studies.readings import ReadingsStudy, study_readings
from rulesim.studies.replay import Replay
from rulesim.studies.replay import replay as _replay


@dataclass(frozen=True, repr=False)
class ToldTrace(Trace):
    """A trace whose events can also be read in words; printed, it is one line for each event."""

    contest: _Contest

    @property
    def told(self) -> tuple[Entry, ...]:
        """Each event in words, in order: `at`, `who` and `what`, and the facts themselves as `event`."""
        return tuple(entry(event, self.contest) for event in self.events)

    def __str__(self) -> str:
        return "\n".join(map(str, self.told))

    def __repr__(self) -> str:
        return f"<Trace of run {self.run}, seed {self.seed}: {len(self.events)} events, ending {self.ending}>"


@dataclass(frozen=True)
class ToldReplay(Replay):
    """A replay; printed, it is one sentence for each difference, and nothing if the record is matched."""

    def __str__(self) -> str:
        return "\n".join(differences(self))


_RUNS = 1000


def _whole(name: str, value: SupportsFloat, least: int = 0) -> int:
    """A whole number, of whatever type: `40.0` and NumPy's own are numbers too. Raises InputError."""
    number = float(value) if isinstance(value, Real) else math.nan
    if not number.is_integer():
        raise fail("not-a-number", Place(name), f"'{value}'", "expected a whole number")
    exact = operator.index(value) if isinstance(value, SupportsIndex) else int(number)
    if exact < least:
        raise fail("number-too-small", Place(name), f"'{value}'", f"expected {least} or more")
    return exact


def _order(
    contest: _Contest,
    runs: int | None,
    seed: int,
    readings: Mapping[str, str] | None,
    precision: str | Fraction | None,
    rows: bool,
    workers: int,
    cluster: str,
) -> Order:
    """What is to be played. Raises InputError."""
    asked = None if precision is None else parse_fraction(precision)
    most = most_runs(None if runs is None else _whole("runs", runs, 1), asked, _RUNS)
    where = Where(_whole("workers", workers), cluster)
    return Order(contest, most, _whole("seed", seed), readings or {}, asked, rows, where)


def _written(value: object) -> str:
    """A value as a file would have it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_within(key)}: {_within(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_within, value)) + "]"
    if isinstance(value, Real) and not isinstance(value, int | Fraction) and math.isfinite(value):
        exact = Decimal(str(value))
        return str(int(exact)) if exact == int(exact) else f"{exact:f}"
    return str(value)


def _within(value: object) -> str:
    """A value in a list or group, where text needs its quotation marks."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else _written(value)


class Contest:
    """A scenario with its rule book, resolved and ready to be played.

    An argument `readings` gives the reading held throughout for each question that it names, as `--reading` does.
    """

    def __init__(self, resolved: _Contest):
        self.resolved = resolved

    @property
    def scenario(self) -> Scenario:
        """The scenario, every default explicit."""
        return self.resolved.scenario

    def settle(self, readings: Mapping[str, str] | None = None) -> Settled:
        """What the engine plays: every contested value replaced by one value. Raises InputError."""
        return settle(self.resolved, readings)

    def run(
        self,
        runs: int | None = None,
        seed: int = 1,
        readings: Mapping[str, str] | None = None,
        workers: int = 0,
        *,
        cluster: str = "",
        rows: bool = True,
        precision: str | Fraction | None = None,
    ) -> Ensemble:
        """Plays the contest `runs` times (1,000 by default). Run k is the same whatever `runs` and `workers`.

        With a `precision` such as `"0.5%"` it plays whole blocks until every share is known to within that margin
        (half the width of its 95% interval), but never more than `runs`. Without `rows` only totals are kept, so
        that memory stays small. `cluster` is the address of a Dask scheduler. Raises InputError.
        """
        return play(_order(self.resolved, runs, seed, readings, precision, rows, workers, cluster))

    def readings(
        self,
        runs: int | None = None,
        seed: int = 1,
        readings: Mapping[str, str] | None = None,
        combinations: bool = False,
        workers: int = 0,
        *,
        cluster: str = "",
        rows: bool = True,
        precision: str | Fraction | None = None,
    ) -> ReadingsStudy:
        """Plays every reading of every question on the same luck. Raises InputError.

        With a `precision` it plays until the share of flips of every question is known that closely.
        """
        order = _order(self.resolved, runs, seed, readings, precision, rows, workers, cluster)
        return study_readings(vary(order, combinations))

    def trace(self, run: int = 0, seed: int = 1, readings: Mapping[str, str] | None = None) -> ToldTrace:
        """Run number `run`, event by event: `events` are facts, `told` puts them into words. Raises InputError."""
        one = trace_run(self.settle(readings), _whole("seed", seed), _whole("run", run))
        return ToldTrace(one.run, one.seed, one.readings, one.events, one.ending, one.leader, self.resolved)

    def replay(self) -> ToldReplay:
        """Plays the contest once from its record and compares the result with what the record expects."""
        found = _replay(self.resolved)
        return ToldReplay(found.contest, found.differences, found.disputed, found.trace)

    def __repr__(self) -> str:
        return f"<Contest {self.scenario.scenario}: {self.scenario.title}>"


def load(name: str | Path, overrides: Mapping[str, object] | None = None) -> Contest:
    """The contest of a bundled scenario (`labour-2016`) or of a scenario file.

    `overrides` replaces values by path, as `--set` does. Raises InputError with every fault found.
    """
    return Contest(_load(str(name), {path: _written(value) for path, value in (overrides or {}).items()}))


def read(path: str | Path) -> Ensemble:
    """The ensemble in a file written by `save` or `rulesim run --save`; its rows are read when they are asked for.

    Warns if a file it was made from has since changed. Raises InputError if the file cannot be read.
    """
    from rulesim.studies.saved import read_saved

    found = read_saved(Path(path))
    if found.changed_inputs:
        warn(f"changed since these runs were played: {', '.join(found.changed_inputs)}", stacklevel=2)
    return found.ensemble


def scenarios() -> tuple[str, ...]:
    """Names of the bundled scenarios."""
    return names(SCENARIOS)


def rulebooks() -> tuple[str, ...]:
    """Names of the bundled rule books."""
    return names(RULEBOOKS)
