"""An ensemble: who leads, how it ends, what happens on the way, and when it is decided."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from rulesim.loading.scenario import consulted
from rulesim.model.contest import Contest
from rulesim.reports.tables.shares import precision, shares
from rulesim.reports.words.names import person
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.wording import day


def ensemble_table(result: Ensemble) -> RenderableType:
    """Who leads, by which path, when, and what happened on the way."""
    contest = result.contest
    head = Text(f"{contest.scenario.title}: {result.runs:,} runs, seed {result.seed}", style="bold")
    leaders = shares("Who leads at the end", {person(contest, who): share for who, share in result.leaders.items()})
    endings = shares(
        "How it ends", {f"{name}: {contest.rules.endings[name].says}": share for name, share in result.endings.items()}
    )
    milestones = shares("On the way", {_milestone(contest, name): share for name, share in result.milestones.items()})
    when = result.decided
    decided = Text(
        f"Decided by {day(when.p50)} in half of the runs; in nine of ten between {day(when.p5)} and {day(when.p95)}."
    )
    parts: list[RenderableType] = [head, "", leaders, endings, milestones, decided, _held(result)]
    return Group(*parts, *precision(result.reached, result.runs, "every share"))


def _held(result: Ensemble) -> RenderableType:
    readings = [f"{question}: {reading}" for question, reading in result.settled.held]
    used = consulted(result.contest)
    ruled = [f"{question}: as ruled in each run" for question in result.settled.ruled if question in used]
    return Text("Readings: " + "; ".join([*readings, *ruled]), style="dim") if readings or ruled else Text("")


def _milestone(contest: Contest, name: str) -> str:
    """A milestone in words."""
    stage, _, outcome = name.partition(".")
    if stage == "on_ballot":
        return f"{person(contest, outcome)} is on the ballot"
    return f"{contest.rules.stages[stage].title}: {outcome}"
