"""An ensemble: who is leader at the end, how it ends, what happens along the way, and when it is decided."""

from rich.console import Group, RenderableType
from rich.text import Text

from rulesim.loading.scenario import consulted
from rulesim.model.contest import Contest
from rulesim.reports.tables.shares import precision, shares
from rulesim.reports.tables.silences import silent
from rulesim.reports.words.names import initial, person
from rulesim.reports.words.reasons import outcome as in_words
from rulesim.reports.words.silences import silences
from rulesim.reports.words.thresholds import out_of_force
from rulesim.studies.certainty import is_certain
from rulesim.studies.ensemble import Decided, Ensemble
from rulesim.studies.wording import day


def ensemble_table(result: Ensemble) -> RenderableType:
    """Who is leader at the end, how it ends, what happens along the way, and when it is decided."""
    contest = result.contest
    certain = is_certain(result.settled)
    head = Text(f"{contest.scenario.title}: {result.runs:,} runs, seed {result.seed}", style="bold")
    leaders = [(person(contest, who), share) for who, share in result.leaders.items()]
    endings = [(f"{name}: {contest.rules.ending(name).says}", share) for name, share in result.endings.items()]
    milestones = [(_milestone(contest, name), share) for name, share in result.milestones.items()]
    parts: list[RenderableType] = [
        head,
        "Nothing in this contest is uncertain: every run is the same." if certain else "",
        *(f"{initial(told)}." for told in [out_of_force(contest)] if told),
        shares("Who is leader at the end", leaders, certain),
        shares("How it ends", endings, certain),
        shares("Along the way", milestones, certain),
        *silent(silences(result)),
        _decided(result.decided, certain),
        _held(result),
    ]
    return Group(*parts, *precision(result.reached, result.runs, "every share"))


def _decided(when: Decided, certain: bool) -> str:
    p5, p50, p95 = map(day, (when.p5, when.p50, when.p95))
    if certain:
        return f"It is decided on {p50}."
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
