"""Reports asked for on the command line; `rulesim report`: what saved runs say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rulesim.cli.options import AsJson, Cluster, ReportFolder, Workers
from rulesim.cli.screen import err, out, print_json, progress
from rulesim.cli.stopping import hearing
from rulesim.errors import Exit, Place, fail

if TYPE_CHECKING:
    from rulesim.engines.workers import Where
    from rulesim.studies.findings import Findings
    from rulesim.studies.order import Order
    from rulesim.studies.saved import Saved

SavedFile = Annotated[Path, typer.Argument(metavar="FILE", help="A file that 'rulesim run --save' wrote.")]


def report(
    file: SavedFile,
    workers: Workers = 0,
    cluster: Cluster = "",
    as_json: AsJson = False,
    folder: ReportFolder = None,
) -> None:
    """Tell again what saved runs say, and whether what they were made from has changed since."""
    from rulesim.engines.workers import Where
    from rulesim.reports import json
    from rulesim.reports.tables.ensemble import ensemble_table
    from rulesim.studies.saved import read_saved

    found = read_saved(file)
    _warn(found, file)
    if folder is not None and found.changed_inputs:
        place, expected = Place(str(file)), "expected the files that the runs were made from"
        raise fail("inputs-changed", place, f"other files now: {', '.join(found.changed_inputs)}", expected)
    if as_json:
        print_json(json.ensemble(found.ensemble, found.origin.manifest))
    else:
        out().print(ensemble_table(found.ensemble))
    if folder is not None:
        _report(found, folder, Where(workers, cluster))


def _warn(found: Saved, file: Path) -> None:
    if found.changed_inputs:
        kept = "The figures are as saved; names are as the files now have them."
        _say(f"{file}: changed since these runs were played: {', '.join(found.changed_inputs)}. {kept}")
    if found.changed_versions:
        _say(f"{file}: played with other versions: {'; '.join(found.changed_versions)}.")


def _say(text: str) -> None:
    err().print(text, soft_wrap=True)


def _report(saved: Saved, folder: Path, where: Where) -> None:
    """Plays every reading of the same runs anew, for a saved file holds one, and writes the report."""
    found = find_for_report(replace(saved.ensemble.order, precision=None, where=where))
    if found.ensemble.summary != saved.ensemble.summary:
        _say("played again, these runs differ from those saved, so no report is written")
        raise typer.Exit(Exit.FAILED)
    write(found, folder)


def find_for_report(order: Order) -> Findings:
    """What a report tells of the runs that are ordered; a precision is that of their shares."""
    from rulesim.studies.findings import count_runs, find
    from rulesim.studies.variants import vary

    variants = vary(order)
    with hearing(), progress("Playing every reading", count_runs(variants)) as tell:
        return find(variants, tell, by_shares=True)


def write(found: Findings, folder: Path) -> None:
    """Writes a report and says where."""
    from rulesim.reports.write import write_report

    for path in write_report(found, folder):
        err().print(f"wrote {path}")
