"""Every contested question: who is leader at the end under each reading, flips and verdict."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rulesim.model.contest import Contest
from rulesim.reports.tables.bars import bars_table
from rulesim.reports.tables.boundary import boundary_table
from rulesim.reports.tables.shares import percent, precision, span, titled
from rulesim.reports.words.events import entry
from rulesim.reports.words.names import initial, person
from rulesim.studies.findings import Findings
from rulesim.studies.readings import QuestionStudy

VERDICTS = {
    "academic": "Academic: it changes the result in at most 1 run in 100",
    "decisive": "Decisive: it changes the result in more than 1 run in 20",
    "open": "Open: neither clearly decisive nor clearly academic",
}


def readings_table(found: Findings) -> RenderableType:
    """Every contested question, with flips and verdict."""
    base = found.ensemble
    contest = base.contest
    head = Text(f"{contest.scenario.title}: {base.runs:,} runs under each reading, seed {base.seed}", style="bold")
    parts: list[RenderableType] = [head]
    for study in found.readings.questions.values():
        parts += ["", _question(study, contest)]
    if found.readings.combinations:
        parts += ["", _combinations(found)]
    if found.readings.reached is not None:
        parts += ["", *precision(found.readings.reached, base.runs, "every question's share of flips")]
    if found.boundary is not None:
        parts += ["", boundary_table(found.boundary, contest)]
    if found.bars is not None:
        parts += ["", bars_table(found.bars, contest)]
    return Group(*parts)


def _question(study: QuestionStudy, contest: Contest) -> RenderableType:
    asked = contest.rules.contested[study.question]
    head = Text.assemble((f"{study.question}. ", "bold"), asked.asks, (f" ({asked.clause})", "dim"))
    if not study.consulted:
        return Group(head, Padding("Academic: this contest never reaches a stage that depends on it.", (0, 2)))
    leaders = list(dict.fromkeys(who for result in study.readings.values() for who in result.leaders))
    table = titled("", "reading", *(f"{person(contest, who)} leads" for who in leaders))
    for name, result in study.readings.items():
        shares = [percent(result.leaders[who].share) if who in result.leaders else "0.0%" for who in leaders]
        table.add_row(name, *shares)
    flips = (
        f"The result differs in {percent(study.flips.share)} of runs ({span(study.flips)}). {VERDICTS[study.verdict]}."
    )
    lines: list[RenderableType] = [head, table, Padding(flips, (0, 2))]
    if study.parting is not None:
        lines.append(Padding(_parting(study, contest), (0, 2)))
    return Group(*lines)


def _parting(study: QuestionStudy, contest: Contest) -> RenderableType:
    found = study.parting
    assert found is not None
    sides = ((found.one, found.one_event, found.one_leader), (found.other, found.other_event, found.other_leader))
    lines = [f"Run {found.run} diverges at {found.clause or 'a choice that no clause governs'}:"]
    for reading, event, leader in sides:
        told = entry(event, contest) if event else None
        said = f"{told.who}: {told.what}" if told else "the contest is already over"
        lines.append(f"  {reading}: {said}. {initial(person(contest, leader))} is leader at the end.")
    return Text("\n".join(lines))


def _combinations(found: Findings) -> RenderableType:
    contest = found.ensemble.contest
    leaders = list(dict.fromkeys(who for result in found.readings.combinations.values() for who in result.leaders))
    table = titled("Every combination of readings", "readings", *(f"{person(contest, who)} leads" for who in leaders))
    for key, result in found.readings.combinations.items():
        shares = [percent(result.leaders[who].share) if who in result.leaders else "0.0%" for who in leaders]
        table.add_row(", ".join(reading for _, reading in key), *shares)
    return table
