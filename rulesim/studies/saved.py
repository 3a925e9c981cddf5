"""Saved runs, read back, and whether what they were made from is still the same."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rulesim.engines.outcomes import layout
from rulesim.engines.pieces import Piece
from rulesim.loading.scenario import load
from rulesim.model.contest import Settled
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.manifest import Manifest, changes, manifest
from rulesim.studies.order import Order
from rulesim.studies.parquet import read_groups, read_provenance, read_rows
from rulesim.studies.summary import Summary, summarise


@dataclass(frozen=True)
class Saved:
    """An ensemble read from a file, and what has changed since: files, or versions of libraries."""

    ensemble: Ensemble
    manifest: Manifest
    changed_inputs: tuple[str, ...]
    changed_versions: tuple[str, ...]


def read_saved(path: Path) -> Saved:
    """Reads a file of saved runs: the counts at once, the rows when they are asked for.

    Titles and names come from the scenario and the rule book as they are now. Raises InputError if the file cannot
    be read, or its contest no longer exists or has other columns.
    """
    made = read_provenance(path)
    then = made.manifest
    contest = load(then.file, dict(then.overrides), path)
    order = Order(contest, then.runs, then.seed, then.readings, made.precision, engine=then.engine)
    return Saved(in_file(path, order, count_rows_of(path, order.settled, then.runs), 0.0), then, *_changed(order, then))


def in_file(path: Path, order: Order, summary: Summary, elapsed_s: float) -> Ensemble:
    """The ensemble whose rows are in a file."""
    return Ensemble(
        order, order.settled, summary, elapsed_s, partial(read_rows, path, layout(order.settled), summary.runs)
    )


def count_rows_of(path: Path, settled: Settled, runs: int) -> Summary:
    """The counts of so many runs in a file. Raises InputError if they are not there."""
    total = Summary()
    for table in read_groups(path, layout(settled), Piece(0, runs)):
        total.add(summarise(settled, table))
    return total


def _changed(order: Order, then: Manifest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    now = manifest(order, order.runs)
    inputs = sorted(name for name, _, _ in changes(then.inputs, now.inputs))
    parts = changes(then.versions, now.versions)
    versions = sorted(f"{part} was {was or 'none'}, is now {is_now or 'none'}" for part, was, is_now in parts)
    return tuple(inputs), tuple(versions)
