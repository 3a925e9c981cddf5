"""`rulesim readings`: whether a disputed rule matters."""

import time
from typing import Annotated

import typer
from typer import Option

from rulesim.cli import options
from rulesim.cli.screen import answer, progress
from rulesim.errors import Exit

RUNS = 1000

Combinations = Annotated[bool, Option("--combinations", help="Also play every combination of readings.")]


def readings(
    scenario: options.ScenarioName,
    runs: options.RunsOrEnough = None,
    seed: options.Seed = 1,
    reading: options.ReadingOption = None,
    set_: options.SetOption = None,
    combinations: Combinations = False,
    precision: options.Precision = None,
    workers: options.Workers = 0,
    cluster: options.Cluster = "",
    as_json: options.AsJson = False,
    report: options.ReportFolder = None,
) -> None:
    """Play every reading of every contested question with the same draws, and say whether the dispute matters."""
    from rulesim.cli.report import ready
    from rulesim.reports import json
    from rulesim.reports.tables.readings import readings_table
    from rulesim.studies.findings import count_runs, find
    from rulesim.studies.order import vary

    order = options.order_of(scenario, runs, RUNS, seed, reading, set_, precision, workers, cluster)
    ready(order.contest.scenario.scenario, report)
    variants = vary(order, combinations)
    started = time.perf_counter()
    with progress("Playing every reading", count_runs(variants)) as tell:
        found = find(variants, tell)
    answer(as_json, lambda: json.readings(found, time.perf_counter() - started), lambda: readings_table(found))
    if report is not None:
        from rulesim.cli.report import write

        write(found, report)
    if found.readings.reached is not None and not found.readings.reached.enough:
        raise typer.Exit(Exit.FAILED)
