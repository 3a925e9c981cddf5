"""`rulesim readings`: does a disputed rule matter?"""

from __future__ import annotations

import time
from typing import Annotated

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
from rulesim.cli.screen import out, print_json, progress
from rulesim.cli.stopping import hearing
from rulesim.errors import Exit

RUNS = 1000

Combinations = Annotated[bool, typer.Option("--combinations", help="Also play every combination of readings.")]


def readings(
    scenario: ScenarioName,
    runs: RunsOrEnough = None,
    seed: Seed = 1,
    reading: ReadingOption = None,
    set_: SetOption = None,
    combinations: Combinations = False,
    precision: Precision = None,
    workers: Workers = 0,
    cluster: Cluster = "",
    as_json: AsJson = False,
    report: ReportFolder = None,
) -> None:
    """Play every reading of every contested question on the same luck, and say whether the dispute matters."""
    from rulesim.reports import json
    from rulesim.reports.tables.readings import readings_table
    from rulesim.studies.findings import count_runs, find
    from rulesim.studies.order import vary

    variants = vary(order_of(scenario, runs, RUNS, seed, reading, set_, precision, workers, cluster), combinations)
    started = time.perf_counter()
    with hearing(), progress("Playing every reading", count_runs(variants)) as tell:
        found = find(variants, tell)
    if as_json:
        print_json(json.readings(found, time.perf_counter() - started))
    else:
        out().print(readings_table(found))
    if report is not None:
        from rulesim.cli.report import write

        write(found, report)
    if found.readings.reached is not None and not found.readings.reached.enough:
        raise typer.Exit(Exit.FAILED)
