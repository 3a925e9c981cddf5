"""Reports for the command line, and `rulesim report`: what saved runs show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument

from rulesim.cli.options import AsJson, Cluster, ReportFolder, Workers
from rulesim.cli.screen import answer, progress, say
from rulesim.errors import Exit, Place, fail

if TYPE_CHECKING:
    from rulesim.engines.workers import Where
    from rulesim.studies.findings import Findings
    from rulesim.studies.order import Order
    from rulesim.studies.saved import Saved

SavedFile = Annotated[Path, Argument(metavar="FILE", help="A file written by 'rulesim run --save'.")]


def report(
    file: SavedFile, workers: Workers = 0, cluster: Cluster = "", as_json: AsJson = False, folder: ReportFolder = None
) -> None:
    """Show saved runs again, and say whether the files they were made from have changed since."""
    from rulesim.engines.workers import Where
    from rulesim.reports import json
    from rulesim.reports.tables.ensemble import ensemble_table
    from rulesim.studies.saved import read_saved

    found = read_saved(file)
    _warn(found, file)
    if folder is not None and found.changed_inputs:
        changed = f"these files have changed: {', '.join(found.changed_inputs)}"
        raise fail("inputs-changed", Place(str(file)), changed, "expected the files that the runs were made from")
    ready(found.manifest.scenario, folder)
    answer(as_json, lambda: json.ensemble(found.ensemble, found.manifest), lambda: ensemble_table(found.ensemble))
    if folder is not None:
        _report(found, folder, Where(workers, cluster))


def _warn(found: Saved, file: Path) -> None:
    if found.changed_inputs:
        kept = "The figures are as saved; names are as the files now have them."
        say(f"{file}: changed since these runs were played: {', '.join(found.changed_inputs)}. {kept}")
    if found.changed_versions:
        say(f"{file}: played with other versions: {'; '.join(found.changed_versions)}.")


def _report(saved: Saved, folder: Path, where: Where) -> None:
    """Plays the same runs under every reading, since a saved file holds only one, and writes the report."""
    found = find_for_report(replace(saved.ensemble.order, precision=None, where=where))
    if found.ensemble.summary != saved.ensemble.summary:
        say("played again, these runs differ from those saved, so no report is written")
        raise typer.Exit(Exit.FAILED)
    write(found, folder)


def find_for_report(order: Order) -> Findings:
    """What a report shows of the runs ordered; a precision applies to their shares."""
    from rulesim.studies.findings import count_runs, find
    from rulesim.studies.order import vary

    variants = vary(order)
    with progress("Playing every reading", count_runs(variants)) as tell:
        return find(variants, tell, by_shares=True)


def ready(scenario: str, folder: Path | None) -> None:
    """Sees that a report on a scenario can be written, before anything is played. Raises InputError."""
    from rulesim.files import make_ready
    from rulesim.reports.write import path_of

    if folder is not None:
        make_ready(path_of(scenario, folder, "html"))


def write(found: Findings, folder: Path) -> None:
    """Writes a report and says where."""
    from rulesim.reports.write import write_report

    for path in write_report(found, folder):
        say(f"wrote {path}")
