"""Every contested question: who is leader at the end under each reading, flips and verdict."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rulesim.model.contest import Contest
from rulesim.reports.page.boundary import boundary_in_words
from rulesim.reports.page.claim import ROUNDINGS, claim_in_words
from rulesim.reports.tables.shares import percent, precision, span, titled
from rulesim.reports.tables.silences import silent
from rulesim.reports.words.events import entry
from rulesim.reports.words.names import bloc, initial, person
from rulesim.reports.words.silences import silences_between
from rulesim.studies.bars import BarsStudy
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.divergence import Divergence
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.readings import QuestionStudy, ensembles
from rulesim.studies.wording import counted

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
        named = [(", ".join(reading for _, reading in key), one) for key, one in found.readings.combinations.items()]
        parts += ["", _leaders("Every combination of readings", "readings", named, contest)]
    between = list(silent(silences_between(ensembles(found.readings))))
    parts += ["", *between] if between else []
    if found.readings.reached is not None:
        parts += ["", *precision(found.readings.reached, base.runs, "every question's share of flips")]
    if found.boundary is not None:
        parts += ["", _boundary(found.boundary, contest)]
    if found.bars is not None:
        parts += ["", _claim(found.bars, contest)]
    return Group(*parts)


def _question(study: QuestionStudy, contest: Contest) -> RenderableType:
    asked = contest.rules.contested[study.question]
    head = Text.assemble((f"{study.question}. ", "bold"), asked.asks, (f" ({asked.clause})", "dim"))
    if not study.consulted:
        return Group(head, Padding("Academic: this contest never reaches a stage that depends on it.", (0, 2)))
    table = _leaders("", "reading", list(study.readings.items()), contest)
    lines: list[RenderableType] = [head, table, Padding(_flips(study), (0, 2))]
    if study.divergence is not None:
        lines.append(Padding(_divergence(study.divergence, contest), (0, 2)))
    return Group(*lines)


def _flips(study: QuestionStudy) -> str:
    if study.certain:
        answer = "changes the result" if study.flips.count else "makes no difference"
        return f"Nothing in this contest is uncertain. The answer {answer}."
    return (
        f"The result differs in {percent(study.flips.share)} of runs ({span(study.flips)}). {VERDICTS[study.verdict]}."
    )


def _divergence(found: Divergence, contest: Contest) -> RenderableType:
    lines = [f"Run {found.run} diverges at {found.clause or 'a choice that no clause governs'}:"]
    for course in found.courses:
        told = entry(course.event, contest) if course.event else None
        said = f"{told.who}: {told.what}" if told else "the contest is already over"
        leader = initial(person(contest, course.trace.leader))
        lines.append(f"  {course.reading}: {said}. {leader} is leader at the end.")
    return Text("\n".join(lines))


def _leaders(title: str, first: str, played: list[tuple[str, Ensemble]], contest: Contest) -> Table:
    """Who is leader at the end, for each of several ensembles."""
    leaders = list(dict.fromkeys(who for _, result in played for who in result.leaders))
    table = titled(title, first, *(f"{person(contest, who)} leads" for who in leaders))
    for name, result in played:
        shares = [percent(result.leaders[who].share) if who in result.leaders else "0.0%" for who in leaders]
        table.add_row(name, *shares)
    return table


def _boundary(found: BoundaryStudy, contest: Contest) -> RenderableType:
    """How often the result depends on a dispute, by the size of a bloc."""
    supporters = bloc(contest, found.boundary.bloc)
    asks = f"How many supporters would it take for '{found.boundary.question}' not to matter?"
    table = titled(asks, supporters, "result differs", "95% interval")
    for size, flips in found.points.items():
        mark = "  (in the scenario)" if size == found.actual else ""
        table.add_row(f"{size}{mark}", percent(flips.share), span(flips))
    played = f"{counted(found.runs, 'run')} were played at each size."
    return Group(table, Padding(f"{boundary_in_words(found, supporters)} {played}", (0, 2)))


def _claim(found: BarsStudy, contest: Contest) -> RenderableType:
    """A claim about thresholds, tested."""
    names = list(found.claim.shares)
    columns = ("base", "who is counted", "rounding", *names, "matches the claim")
    table = titled("The thresholds, by what they are a share of", *columns)
    for row in found.rows:
        bars, agrees = (str(row.bars[name]) for name in names), "yes" if row.as_claimed else "no"
        table.add_row(str(row.base), row.base_is, ROUNDINGS[row.rule], *bars, agrees)
    asks = f"Would {found.claim.supporters} supporters of {person(contest, found.claim.candidate)} be enough?"
    passes = titled(asks, "threshold", "met", "if nominations are needed")
    for number, passed in found.passes.items():
        passes.add_row(str(number), "yes" if passed else "no", "on the ballot" if passed else "not on the ballot")
    return Group(table, passes, Text("\n".join(claim_in_words(found))))
