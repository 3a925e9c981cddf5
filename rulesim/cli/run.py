"""`rulesim run`: play a scenario many times."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rulesim.cli.options import (
    AsJson,
    Cluster,
    Precision,
    ReadingOption,
    ReportFolder,
    RunsOrEnough,
    ScenarioName,
    Seed,
    SetOption,
    Workers,
    held,
    overrides,
)
from rulesim.cli.options import precision as precision_of
from rulesim.cli.screen import err, out, print_json, progress
from rulesim.cli.stopping import hearing
from rulesim.errors import Exit, Place, fail

if TYPE_CHECKING:
    from rulesim.engines.workers import Where
    from rulesim.studies.ensemble import Ensemble
    from rulesim.studies.save import Order

RUNS = 2000
Save = Annotated[
    Path | None, typer.Option("--save", metavar="FILE", help="Write every run as a row of a new Parquet file.")
]
Resume = Annotated[bool, typer.Option("--resume", help="With --save: go on where an earlier playing was stopped.")]


def run(
    scenario: ScenarioName,
    runs: RunsOrEnough = None,
    seed: Seed = 1,
    reading: ReadingOption = None,
    set_: SetOption = None,
    precision: Precision = None,
    workers: Workers = 0,
    cluster: Cluster = "",
    save: Save = None,
    resume: Resume = False,
    as_json: AsJson = False,
    report: ReportFolder = None,
) -> None:
    """Play a scenario many times: who leads at the end, by which path, and when."""
    from rulesim.engines.workers import Where
    from rulesim.loading.scenario import load, settle
    from rulesim.reports import json, tables
    from rulesim.studies.manifest import manifest
    from rulesim.studies.precision import most_runs
    from rulesim.studies.save import Order

    if resume and save is None:
        raise fail("option-form", Place("--resume"), "nothing to go on with", "expected --save FILE too")
    fixed, asked, where = held(reading), precision_of(precision), Where(workers, cluster)
    contest = load(scenario, overrides(set_))
    order = Order(contest, settle(contest, fixed), most_runs(runs, asked, RUNS), seed, fixed, asked)
    with hearing():
        result = _play(order, save, resume, where)
    if as_json:
        print_json(json.ensemble(result, manifest(contest, result.runs, seed, fixed)))
    else:
        out().print(tables.ensemble(result))
    if report is not None:
        from rulesim.cli.report import write
        from rulesim.studies.find import count_runs, find

        with hearing(), progress("Playing every reading", count_runs(contest, result.runs, fixed)) as tell:
            found = find(contest, result.runs, seed, fixed, workers=workers, progress=tell, cluster=cluster)
        write(found, report)
    if result.reached is not None and not result.reached.enough:
        raise typer.Exit(Exit.FAILED)


def _play(order: Order, save: Path | None, resume: bool, where: Where) -> Ensemble:
    from rulesim.studies import ensemble
    from rulesim.studies.save import save_runs

    with progress("Playing", order.runs) as tell:
        if save is None:
            return ensemble.run(
                order.contest, order.settled, order.runs, order.seed, where.workers, tell,
                cluster=where.cluster, rows=False, held=order.held, precision=order.precision,
            )  # fmt: skip
        result = save_runs(order, save, resume, where, tell)
    err().print(f"wrote {save}", soft_wrap=True)
    return result
