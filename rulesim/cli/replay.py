"""`rulesim replay`: whether the rules produce what the record says followed."""

from typing import Annotated

import typer
from typer import Argument, Option

from rulesim.cli.options import AsJson, ReadingOption, SetOption, held, overrides
from rulesim.cli.screen import answer
from rulesim.errors import Exit, Place, fail

Names = Annotated[list[str] | None, Argument(metavar="[SCENARIO...]", help="Replays: bundled names or files.")]
Everything = Annotated[bool, Option("--all", help="Play every bundled replay.")]


def replay(
    names: Names = None,
    everything: Everything = False,
    reading: ReadingOption = None,
    set_: SetOption = None,
    as_json: AsJson = False,
) -> None:
    """Play contests from their record and compare the result with it. The exit code is 1 if any differs."""
    from rulesim.loading.scenario import load, replays
    from rulesim.reports import json
    from rulesim.reports.tables.replays import replays_table
    from rulesim.studies.replay import replay as play

    chosen = list(replays()) if everything else list(names or ())
    if not chosen:
        raise fail("nothing-to-replay", Place("rulesim replay"), "no replay was named", "expected a name, or --all")
    contests = [load(name, overrides(set_)) for name in chosen]
    for contest in contests:
        if contest.scenario.expects is None:
            place, found = Place(contest.file, 0, "expects"), "the scenario does not say what followed"
            raise fail("nothing-expected", place, found, "expected an entry 'expects', or 'rulesim run' to play it")
    results = [play(contest, held(reading)) for contest in contests]
    answer(as_json, lambda: json.replays(results), lambda: replays_table(results))
    if not all(result.matched for result in results):
        raise typer.Exit(Exit.FAILED)
