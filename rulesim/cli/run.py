"""`rulesim run`: play a scenario many times."""

from __future__ import annotations

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


def run(
    scenario: ScenarioName,
    runs: Runs = 2000,
    seed: Seed = 1,
    reading: ReadingOption = None,
    set_: SetOption = None,
    workers: Workers = 0,
    as_json: AsJson = False,
    report: ReportFolder = None,
) -> None:
    """Play a scenario many times: who leads at the end, by which path, and when."""
    from rulesim.loading.scenario import load, settle
    from rulesim.reports import json, tables
    from rulesim.studies import ensemble
    from rulesim.studies.manifest import manifest

    fixed = held(reading)
    contest = load(scenario, overrides(set_))
    settled = settle(contest, fixed)
    with progress("Playing", runs) as tell:
        result = ensemble.run(contest, settled, runs, seed, workers, tell)
    if as_json:
        print_json(json.ensemble(result, manifest(contest, runs, seed, fixed)))
    else:
        out().print(tables.ensemble(result))
    if report is not None:
        from rulesim.cli.report import write
        from rulesim.studies.find import count_runs, find

        with progress("Playing every reading", count_runs(contest, runs, fixed)) as tell:
            found = find(contest, runs, seed, fixed, workers=workers, progress=tell)
        write(found, report)
