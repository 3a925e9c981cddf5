"""`rulesim run`: play a scenario many times."""

from __future__ import annotations

from dataclasses import replace
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
    order_of,
)
from rulesim.cli.screen import err, out, print_json, progress
from rulesim.cli.stopping import hearing
from rulesim.errors import Exit, Place, fail

if TYPE_CHECKING:
    from rulesim.engines.agreement import Difference
    from rulesim.studies.ensemble import Ensemble
    from rulesim.studies.order import Order

RUNS = 2000
Save = Annotated[
    Path | None, typer.Option("--save", metavar="FILE", help="Write every run as a row of a new Parquet file.")
]
Resume = Annotated[bool, typer.Option("--resume", help="With --save: go on where an earlier playing was stopped.")]

Check = Annotated[
    int | None,
    typer.Option(
        "--check",
        metavar="N",
        min=1,
        help="Afterwards play N of the runs one by one as well, as traces tell them, and compare.",
        show_default=False,
    ),
]


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
    check: Check = None,
    as_json: AsJson = False,
    report: ReportFolder = None,
) -> None:
    """Play a scenario many times: who leads at the end, by which path, and when."""
    from rulesim.cli.report import find_for_report, write

    if resume and save is None:
        raise fail("option-form", Place("--resume"), "nothing to go on with", "expected --save FILE too")
    order = order_of(scenario, runs, RUNS, seed, reading, set_, precision, workers, cluster)
    found = find_for_report(order) if report is not None and save is None else None
    result = found.ensemble if found else _play(order, save, resume)
    difference = None if check is None else _check(order, result.runs, check)
    _print(result, as_json)
    if report is not None:
        write(found or find_for_report(replace(order, runs=result.runs, precision=None)), report)
    if difference or (result.reached is not None and not result.reached.enough):
        raise typer.Exit(Exit.FAILED)


def _print(result: Ensemble, as_json: bool) -> None:
    from rulesim.reports import json
    from rulesim.reports.tables.ensemble import ensemble_table
    from rulesim.studies.manifest import manifest

    if as_json:
        print_json(json.ensemble(result, manifest(result.order, result.runs)))
    else:
        out().print(ensemble_table(result))


def _play(order: Order, save: Path | None, resume: bool) -> Ensemble:
    from rulesim.studies.playing import play
    from rulesim.studies.save import save_runs

    with hearing(), progress("Playing", order.runs) as tell:
        if save is None:
            return play(order, tell)
        result = save_runs(order, save, resume, tell)
    err().print(f"wrote {save}", soft_wrap=True)
    return result


def _check(order: Order, runs: int, sample: int) -> Difference | None:
    """Says on standard error whether a sample of runs comes to the same when they are played one by one."""
    from rulesim.engines.agreement import compare

    with hearing(), progress("Checking", min(sample, runs)) as tell:
        found = compare(order.settled, order.seed, runs, sample, tell)
    if found is None:
        err().print(f"{min(sample, runs):,} runs, played singly, agree")
        return None
    played = f"{found.event} if played singly, {found.vector} if played together"
    said = f"run {found.run:,} differs in {found.column}: {played}"
    scenario, held = order.contest.file, [f"--reading {question}={reading}" for question, reading in order.held.items()]
    changed = [f"--set {path}={value}" for path, value in order.contest.overrides.items()]
    words = ["rulesim trace", scenario, f"--run {found.run} --seed {order.seed}", *held, *changed]
    err().print(f"{said}\nto see it: {' '.join(words)}", soft_wrap=True)
    return found
