"""`rulesim trace`: one run, event by event."""

from typing import Annotated

from typer import Option

from rulesim.cli.numbers import whole
from rulesim.cli.options import AsJson, ReadingOption, ScenarioName, Seed, SetOption, held, overrides
from rulesim.cli.screen import answer

Number = Annotated[
    int,
    Option("--run", parser=whole("--run"), metavar="N", help="Which run, by its number in an ensemble with this seed."),
]
Everything = Annotated[bool, Option("--all", help="Show every signature and nomination, not only the running totals.")]


def trace(
    scenario: ScenarioName,
    number: Number = 0,
    seed: Seed = 1,
    reading: ReadingOption = None,
    set_: SetOption = None,
    everything: Everything = False,
    as_json: AsJson = False,
) -> None:
    """Show one run, event by event, each with its clause, and every requirement that was not met."""
    from rulesim.engines.event.play import trace_run
    from rulesim.loading.scenario import load, settle
    from rulesim.reports import json
    from rulesim.reports.tables.trace import trace_table

    contest = load(scenario, overrides(set_))
    told = trace_run(settle(contest, held(reading)), seed, number)
    answer(as_json, lambda: json.trace(told, contest), lambda: trace_table(told, contest, everything))
