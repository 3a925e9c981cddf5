"""`rulesim run`: play a scenario many times."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from rulesim.cli import options
from rulesim.cli.numbers import whole
from rulesim.cli.screen import answer, progress, say
from rulesim.errors import Exit, Place, fail

if TYPE_CHECKING:
    from rulesim.engines.agreement import Difference
    from rulesim.studies.ensemble import Ensemble
    from rulesim.studies.order import Order

RUNS = 2000
Save = Annotated[Path | None, Option(metavar="FILE", help="Write every run as a row of a new Parquet file.")]
Resume = Annotated[bool, Option("--resume", help="With --save: continue where an earlier such command stopped.")]
Check = Annotated[
    int | None,
    Option(parser=whole("--check", 1), metavar="N", help="Also play N of the runs singly, as traces do, and compare."),
]


def run(
    scenario: options.ScenarioName,
    runs: options.RunsOrEnough = None,
    seed: options.Seed = 1,
    reading: options.ReadingOption = None,
    set_: options.SetOption = None,
    precision: options.Precision = None,
    workers: options.Workers = 0,
    cluster: options.Cluster = "",
    save: Save = None,
    resume: Resume = False,
    check: Check = None,
    as_json: options.AsJson = False,
    report: options.ReportFolder = None,
) -> None:
    """Play a scenario many times: who leads at the end, by which path, and when."""
    from rulesim.cli.report import find_for_report, ready, write
    from rulesim.reports import json
    from rulesim.reports.tables.ensemble import ensemble_table
    from rulesim.studies.manifest import manifest

    if resume and save is None:
        raise fail("option-form", Place("--resume"), "--resume without --save", "expected --save FILE too")
    order = options.order_of(scenario, runs, RUNS, seed, reading, set_, precision, workers, cluster)
    ready(order.contest.scenario.scenario, report)
    found = find_for_report(order) if report is not None and save is None else None
    result = found.ensemble if found else _play(order, save, resume)
    difference = None if check is None else _check(order, result.runs, check)
    made = manifest(result.order, result.runs)
    answer(as_json, lambda: json.ensemble(result, made), lambda: ensemble_table(result))
    if report is not None:
        write(found or find_for_report(replace(order, runs=result.runs, precision=None)), report)
    if difference or (result.reached is not None and not result.reached.enough):
        raise typer.Exit(Exit.FAILED)


def _play(order: Order, save: Path | None, resume: bool) -> Ensemble:
    from rulesim.studies.play import play

    with progress("Playing", order.runs) as tell:
        if save is None:
            return play(order, tell)
        from rulesim.studies.save import save_runs

        result = save_runs(order, save, resume, tell)
    say(f"wrote {save}")
    return result


def _check(order: Order, runs: int, sample: int) -> Difference | None:
    """Reports on standard error whether a sample of runs gives the same results when played singly."""
    from rulesim.engines.agreement import compare

    with progress("Checking", min(sample, runs)) as tell:
        found = compare(order.settled, order.seed, runs, sample, tell)
    if found is None:
        say(f"{min(sample, runs):,} runs, played singly, agree")
        return None
    said = f"{found.event} if played singly, {found.vector} if played together"
    held = [word for at, reading in order.held.items() for word in ("--reading", f"{at}={reading}")]
    changed = [word for at, value in order.contest.overrides.items() for word in ("--set", f"{at}={value}")]
    words = ["rulesim", "trace", order.contest.file, "--run", str(found.run), "--seed", str(order.seed)]
    say(f"run {found.run:,} differs in {found.column}: {said}")
    say(f"to see it: {join([*words, *held, *changed])}")
    return found
