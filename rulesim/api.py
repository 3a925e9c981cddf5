"""The public interface: load a contest, play it, ask about its readings, trace one run."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from warnings import warn

from rulesim.engines.event.play import trace_run
from rulesim.engines.workers import Where
from rulesim.loading.library import RULEBOOKS, SCENARIOS, names
from rulesim.loading.scenario import load as _load
from rulesim.loading.scenario import settle
from rulesim.model.contest import Contest as _Contest
from rulesim.model.contest import Settled
from rulesim.model.quantities import parse_fraction
from rulesim.model.scenario import Scenario
from rulesim.reports.words.told import ToldReplay, ToldTrace, with_words
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.order import Order, vary
from rulesim.studies.play import play
from rulesim.studies.precision import most_runs
from rulesim.studies.readings import ReadingsStudy, study_readings
from rulesim.studies.replay import replay as _replay
from rulesim.studies.saved import read_saved


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
        return play(self._order(runs, seed, readings, Where(workers, cluster), rows, precision))

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
        order = self._order(runs, seed, readings, Where(workers, cluster), rows, precision)
        return study_readings(vary(order, combinations))

    def _order(
        self,
        runs: int | None,
        seed: int,
        readings: Mapping[str, str] | None,
        where: Where,
        rows: bool,
        precision: str | Fraction | None,
    ) -> Order:
        asked = None if precision is None else parse_fraction(precision)
        return Order(self.resolved, most_runs(runs, asked, 1000), seed, readings or {}, asked, rows, where)

    def trace(self, run: int = 0, seed: int = 1, readings: Mapping[str, str] | None = None) -> ToldTrace:
        """Run number `run`, event by event: `events` are facts, `told` puts them into words. Raises InputError."""
        return with_words(trace_run(self.settle(readings), seed, run), self.resolved)

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
    return Contest(_load(str(name), {path: str(value) for path, value in (overrides or {}).items()}))


def read(path: str | Path) -> Ensemble:
    """The ensemble in a file written by `save` or `rulesim run --save`; its rows are read when they are asked for.

    Warns if a file it was made from has since changed. Raises InputError if the file cannot be read.
    """
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
