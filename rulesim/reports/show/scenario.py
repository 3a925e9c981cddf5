"""A scenario in words: who takes part, what nobody knows, what is assumed."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rulesim.model.contest import Contest
from rulesim.reports.words.thresholds import tried


def situation(contest: Contest) -> RenderableType:
    """The people, bodies, blocs, unknowns, readings and assumptions of a scenario."""
    scenario = contest.scenario
    return Group(
        Text(scenario.title, style="bold"),
        Text(scenario.about),
        Text(
            f"Rule book: {contest.rules.title} ({scenario.rulebook}); starts {scenario.starts:%Y-%m-%d %H:%M}",
            style="dim",
        ),
        "",
        _people(contest),
        _blocs(contest),
        _unknowns(contest),
        *_readings(contest),
        *_listed("Assumptions", scenario.assumptions),
    )


def _people(contest: Contest) -> Table:
    table = _table("People", "id", "name", "")
    for name, person in contest.scenario.people.items():
        table.add_row(name, person.name, "leader" if name == contest.scenario.leader else "")
    return table


def _blocs(contest: Contest) -> Table:
    table = _table("Bodies and their blocs", "body or bloc", "people", "description")
    for body, size in contest.scenario.bodies.items():
        table.add_row(Text(body, style="bold"), f"{size:,}", contest.rules.bodies[body].name)
        for name, bloc in contest.scenario.blocs.items():
            if bloc.of == body:
                table.add_row(f"  {name}", f"{bloc.size:,}", bloc.title)
    return table


def _unknowns(contest: Contest) -> Table:
    table = _table("What nobody knows", "id", "range", "basis")
    for name, unknown in contest.scenario.unknowns.items():
        table.add_row(name, (", " if unknown.low is None else " in ").join(tried(unknown)), unknown.note)
    return table


def _readings(contest: Contest) -> Iterator[RenderableType]:
    lines = []
    for question, asked in contest.rules.contested.items():
        assumed = contest.scenario.readings.get(question)
        how = f"taken as '{assumed}'" if assumed else "settled by a ruling in each run"
        lines.append(f"{question}: {how} (readings: {', '.join(asked.readings)})")
    yield from _listed("Contested questions", tuple(lines))


def _listed(title: str, lines: tuple[str, ...]) -> Iterator[RenderableType]:
    if lines:
        yield Text(title, style="bold")
        yield from (Padding(f"- {line}", (0, 2)) for line in lines)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column == "people" else "left")
    return table
