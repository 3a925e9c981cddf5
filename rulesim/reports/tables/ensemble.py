"""An ensemble: who is leader at the end, how it ends, what happens along the way, and when it is decided."""

from rich.console import Group, RenderableType
from rich.text import Text

from rulesim.loading.scenario import consulted
from rulesim.model.contest import Contest
from rulesim.reports.tables.shares import precision, shares
from rulesim.reports.words.names import person
from rulesim.reports.words.reasons import outcome as in_words
from rulesim.studies.ensemble import Decided, Ensemble
from rulesim.studies.wording import day


def ensemble_table(result: Ensemble) -> RenderableType:
    """Who is leader at the end, how it ends, what happens along the way, and when it is decided."""
    contest = result.contest
    head = Text(f"{contest.scenario.title}: {result.runs:,} runs, seed {result.seed}", style="bold")
    leaders = shares("Who is leader at the end", {person(contest, who): share for who, share in result.leaders.items()})
    endings = shares(
        "How it ends", {f"{name}: {contest.rules.ending(name).says}": share for name, share in result.endings.items()}
    )
    milestones = shares(
        "Along the way", {_milestone(contest, name): share for name, share in result.milestones.items()}
    )
    parts: list[RenderableType] = [head, "", leaders, endings, milestones, _decided(result.decided), _held(result)]
    return Group(*parts, *precision(result.reached, result.runs, "every share"))


def _decided(when: Decided) -> str:
    p5, p50, p95 = map(day, (when.p5, when.p50, when.p95))
    if p5 == p95:
        return f"Nine runs out of ten are decided on {p5}."
    return f"Half of the runs are decided by {p50}; nine out of ten between {p5} and {p95}."


def _held(result: Ensemble) -> RenderableType:
    readings = [f"{question}: {reading}" for question, reading in result.settled.held]
    used = consulted(result.contest)
    ruled = [f"{question}: settled by a ruling in each run" for question in result.settled.ruled if question in used]
    return Text("Readings: " + "; ".join([*readings, *ruled]), style="dim") if readings or ruled else Text("")


def _milestone(contest: Contest, name: str) -> str:
    """A milestone in words."""
    stage, _, outcome = name.partition(".")
    if stage == "on_ballot":
        return f"{person(contest, outcome)} is on the ballot"
    return f"{contest.rules.stages[stage].title}: {in_words(outcome)}"
