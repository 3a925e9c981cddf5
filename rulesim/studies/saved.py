"""Saved runs, read back: what they say, and whether what they were made from is still the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rulesim.engines.outcomes import Layout, Outcomes, join, layout
from rulesim.loading.scenario import load, settle
from rulesim.model.contest import Contest
from rulesim.studies.columns import need_arrow
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.manifest import manifest
from rulesim.studies.origin import Origin
from rulesim.studies.parquet import read_groups, read_origin
from rulesim.studies.summary import Summary, summarise


@dataclass(frozen=True)
class Saved:
    """An ensemble read from a file; `changed` names what has changed since: files, or versions of parts."""

    ensemble: Ensemble
    origin: Origin
    changed_inputs: tuple[str, ...]
    changed_versions: tuple[str, ...]


def read_saved(path: Path) -> Saved:
    """Reads a file of saved runs: the counts at once, the rows when they are asked for.

    Titles and names come from the scenario and the rule book as they are now. Raises InputError if the file cannot
    be read, or the contest it is of is no longer there or has other columns.
    """
    need_arrow()
    origin = read_origin(path)
    made = origin.manifest
    contest = load(made.file, dict(made.overrides))
    settled = settle(contest, made.readings)
    columns, total = layout(settled), Summary()
    for table in read_groups(path, columns):
        total.add(summarise(table))
    rows = partial(read_rows, path, columns)
    result = Ensemble(contest, settled, made.seed, total, 0.0, rows, made.readings, origin.precision, made.engine)
    return Saved(result, origin, *_changed(contest, origin))


def _changed(contest: Contest, origin: Origin) -> tuple[tuple[str, ...], tuple[str, ...]]:
    then = origin.manifest
    now = manifest(contest, then.runs, then.seed, then.readings)
    inputs = sorted(name for name in {*then.inputs, *now.inputs} if then.inputs.get(name) != now.inputs.get(name))
    versions = sorted(
        f"{part} {then.versions.get(part, 'none')} then, {now.versions.get(part, 'none')} now"
        for part in {*then.versions, *now.versions}
        if then.versions.get(part) != now.versions.get(part)
    )
    return tuple(inputs), tuple(versions)


def read_rows(path: Path, columns: Layout) -> Outcomes:
    """All rows of a file. Raises InputError."""
    return join(read_groups(path, columns))
