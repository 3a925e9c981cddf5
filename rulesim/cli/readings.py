"""`rulesim readings`: does a disputed rule matter?"""

from __future__ import annotations

import time
from typing import Annotated

import typer

from rulesim.cli.options import (
    AsJson,
    ReadingOption,
    ReportFolder,
    Runs,
    ScenarioName,
    Seed,
    SetOption,
    Workers,
    held,
    overrides,
)
from rulesim.cli.screen import out, print_json, progress

Combinations = Annotated[bool, typer.Option("--combinations", help="Also play every combination of readings.")]


def readings(
    scenario: ScenarioName,
    runs: Runs = 1000,
    seed: Seed = 1,
    reading: ReadingOption = None,
    set_: SetOption = None,
    combinations: Combinations = False,
    workers: Workers = 0,
    as_json: AsJson = False,
    report: ReportFolder = None,
) -> None:
    """Play every reading of every contested question on the same luck, and say whether the dispute matters."""
    from rulesim.loading.scenario import load
    from rulesim.reports import json, tables
    from rulesim.studies.find import count_runs, find

    fixed = held(reading)
    contest = load(scenario, overrides(set_))
    started = time.perf_counter()
    with progress("Playing every reading", count_runs(contest, runs, fixed, combinations)) as tell:
        found = find(contest, runs, seed, fixed, combinations, workers, tell)
    if as_json:
        print_json(json.readings(found, time.perf_counter() - started))
    else:
        out().print(tables.readings(found))
    if report is not None:
        from rulesim.cli.report import write

        write(found, report)
