"""Results as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rulesim.engines.event.trace import Event, Trace
from rulesim.loading.scenario import consulted
from rulesim.model.contest import Contest
from rulesim.model.rulebook import NOBODY
from rulesim.reports.claim import claim_in_words
from rulesim.reports.page.boundary import boundary_in_words
from rulesim.studies.bars import BarsStudy
from rulesim.studies.boundary import BoundaryStudy
from rulesim.studies.difference import Difference
from rulesim.studies.ensemble import Ensemble
from rulesim.studies.findings import Findings
from rulesim.studies.precision import Reached
from rulesim.studies.readings import QuestionStudy
from rulesim.studies.replay import Replay
from rulesim.studies.shares import Estimate
from rulesim.studies.wording import day


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", overflow="fold")
    return table


def percent(share: float) -> str:
    """A share as people read it; a small one never looks like none."""
    if 0 < share < 0.001 or 0.999 < share < 1:
        return f"{share:.2%}"
    return f"{share:.1%}"


def span(value: Estimate) -> str:
    """The 95% interval in words."""
    return f"{percent(value.low)} to {percent(value.high)}"


def listing(kind: str, entries: Iterable[Mapping[str, str]]) -> RenderableType:
    """What is bundled, of one kind."""
    table = Table(
        title={"scenarios": "Scenarios", "rulebooks": "Rule books"}[kind],
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
    )
    table.add_column("name", no_wrap=True)
    table.add_column("what it is")
    for entry in entries:
        table.add_row(entry["name"], entry["title"])
    return table


def person(contest: Contest, who: str) -> str:
    """A person's name; `nobody` stays what it is."""
    return contest.scenario.people[who].name if who in contest.scenario.people else who


def ensemble(result: Ensemble) -> RenderableType:
    """Who leads, by which path, when, and what happened on the way."""
    contest = result.contest
    head = Text(f"{contest.scenario.title}: {result.runs:,} runs, seed {result.seed}", style="bold")
    leaders = _shares("Who leads at the end", {person(contest, who): share for who, share in result.leaders.items()})
    endings = _shares(
        "How it ends", {f"{name}: {contest.rules.endings[name].says}": share for name, share in result.endings.items()}
    )
    milestones = _shares("On the way", {milestone(contest, name): share for name, share in result.milestones.items()})
    when = result.decided
    decided = Text(
        f"Decided by {day(when.p50)} in half of the runs; in nine of ten between {day(when.p5)} and {day(when.p95)}."
    )
    parts: list[RenderableType] = [head, "", leaders, endings, milestones, decided, _held(result)]
    return Group(*parts, *_precision(result.reached, result.runs, "every share"))


def _precision(found: Reached | None, runs: int, what: str) -> Iterator[RenderableType]:
    """How closely shares are known, if that was asked."""
    if found is None:
        return
    asked, widest = points(found.asked), f"the widest interval is ±{100 * found.widest:.2g} points"
    if found.enough:
        yield Text(f"After {runs:,} runs {what} is known to within ±{asked} points; {widest}.")
    else:
        yield Text(f"After {runs:,} runs, the most allowed, not {what} is known to within ±{asked} points; {widest}.")


def points(share: Fraction) -> str:
    """A share in percentage points: `0.5`."""
    return f"{float(100 * share):.3g}"


def _shares(title: str, shares: Mapping[str, Estimate]) -> Table:
    table = _table(title, "", "share of runs", "95% interval", "runs")
    for name, share in shares.items():
        table.add_row(name, percent(share.share), span(share), f"{share.count:,}")
    return table


def _held(result: Ensemble) -> RenderableType:
    readings = [f"{question}: {reading}" for question, reading in result.settled.held]
    used = consulted(result.contest)
    ruled = [f"{question}: as ruled in each run" for question in result.settled.ruled if question in used]
    return Text("Readings: " + "; ".join([*readings, *ruled]), style="dim") if readings or ruled else Text("")


def milestone(contest: Contest, name: str) -> str:
    """A milestone in words."""
    stage, _, outcome = name.partition(".")
    if stage == "on_ballot":
        return f"{person(contest, outcome)} is on the ballot"
    return f"{contest.rules.stages[stage].title}: {outcome}"


def readings(found: Findings) -> RenderableType:
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
        parts += ["", *_precision(found.readings.reached, base.runs, "the share of flips of every question")]
    if found.boundary is not None:
        parts += ["", _boundary(found.boundary, contest)]
    if found.bars is not None:
        parts += ["", bars(found.bars, contest)]
    return Group(*parts)


VERDICTS = {
    "academic": "Academic: at most 1 run in 100 hangs on it",
    "decisive": "Decisive: more than 1 run in 20 hangs on it",
    "open": "Open: it is neither clearly decisive nor clearly academic",
}


def _question(study: QuestionStudy, contest: Contest) -> RenderableType:
    asked = contest.rules.contested[study.question]
    head = Text.assemble((f"{study.question}. ", "bold"), asked.asks, (f" ({asked.clause})", "dim"))
    if not study.consulted:
        return Group(head, Padding("Academic: this contest never comes to a stage that depends on it.", (0, 2)))
    leaders = list(dict.fromkeys(who for result in study.readings.values() for who in result.leaders))
    table = _table("", "reading", *(f"{person(contest, who)} leads" for who in leaders))
    for name, result in study.readings.items():
        shares = [percent(result.leaders[who].share) if who in result.leaders else "0.0%" for who in leaders]
        table.add_row(name, *shares)
    flips = f"Ends otherwise in {percent(study.flips.share)} of runs ({span(study.flips)}). {VERDICTS[study.verdict]}."
    lines: list[RenderableType] = [head, table, Padding(flips, (0, 2))]
    if study.parting is not None:
        lines.append(Padding(_parting(study, contest), (0, 2)))
    return Group(*lines)


def _parting(study: QuestionStudy, contest: Contest) -> RenderableType:
    found = study.parting
    assert found is not None
    sides = ((found.one, found.one_event, found.one_leader), (found.other, found.other_event, found.other_leader))
    lines = [f"Run {found.run} parts at {found.clause or 'an event without a clause'}:"]
    for reading, event, leader in sides:
        told = f"{event.who}: {event.what}" if event else "it has ended already"
        lines.append(f"  {reading}: {told}. In the end {person(contest, leader)} leads.")
    return Text("\n".join(lines))


def _combinations(found: Findings) -> RenderableType:
    contest = found.ensemble.contest
    leaders = list(dict.fromkeys(who for result in found.readings.combinations.values() for who in result.leaders))
    table = _table("Every combination of readings", "readings", *(f"{person(contest, who)} leads" for who in leaders))
    for key, result in found.readings.combinations.items():
        shares = [percent(result.leaders[who].share) if who in result.leaders else "0.0%" for who in leaders]
        table.add_row(", ".join(reading for _, reading in key), *shares)
    return table


def _boundary(found: BoundaryStudy, contest: Contest) -> RenderableType:
    bloc = contest.scenario.blocs[found.boundary.bloc].title or found.boundary.bloc
    table = _table(
        f"At how many supporters does '{found.boundary.question}' matter?", bloc, "ends otherwise", "95% interval"
    )
    for size, flips in found.points.items():
        mark = "  (as in the scenario)" if size == found.actual else ""
        table.add_row(f"{size}{mark}", percent(flips.share), span(flips))
    return Group(table, Padding(f"{boundary_in_words(found, bloc)} Each size was played {found.runs} times.", (0, 2)))


def bars(found: BarsStudy, contest: Contest) -> RenderableType:
    """A claim about bars, tested."""
    names = list(found.claim.shares)
    table = _table("What the bars come to", "base", "made of", "rounding", *names, "as claimed")
    for row in found.rows:
        table.add_row(
            str(row.base),
            row.base_is,
            row.rule,
            *(str(row.bars[name]) for name in names),
            "yes" if row.as_claimed else "no",
        )
    who = person(contest, found.claim.candidate)
    passes = _table(
        f"{found.claim.supporters} supporters of {who} against each bar", "bar", "passed", "if names are needed"
    )
    for number, passed in found.passes.items():
        passes.add_row(str(number), "yes" if passed else "no", "on the ballot" if passed else "off the ballot")
    return Group(table, passes, Text("\n".join(claim_in_words(found))))


def trace(told: Trace, contest: Contest, everything: bool) -> RenderableType:
    """One run in words."""
    head = Text(f"{contest.scenario.title}: run {told.run}, seed {told.seed}", style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("when", "what happened", "clause"):
        table.add_column(column, no_wrap=column == "when", overflow="fold")
    for event in told.events if everything else list(fold(told.events)):
        at = contest.scenario.starts + timedelta(minutes=event.at)
        style = "bold" if event.kind in ("opens", "ends") else ""
        table.add_row(f"{at:%Y-%m-%d %H:%M}", Text(f"{event.who}: {event.what}", style=style), event.clause)
    leader = person(contest, told.leader)
    end = f"Ending: {told.ending}. " + ("Nobody leads." if told.leader == NOBODY else f"{leader} leads.")
    return Group(head, table, Text(end, style="bold"))


_GROWING = ("signs", "nominates")


def fold(events: Iterable[Event]) -> Iterator[Event]:
    """Events in which a run of signatures or nominations is told once: how far each list has grown."""
    waiting: dict[tuple[str, str], Event] = {}
    counts: dict[tuple[str, str], int] = {}
    for event in events:
        if event.kind in _GROWING:
            key = (event.stage, event.whom)
            waiting[key] = event
            counts[key] = counts.get(key, 0) + 1
            continue
        yield from _told(waiting, counts)
        waiting, counts = {}, {}
        yield event
    yield from _told(waiting, counts)


def _told(waiting: Mapping[tuple[str, str], Event], counts: Mapping[tuple[str, str], int]) -> Iterator[Event]:
    for (_, name), last in sorted(waiting.items(), key=lambda item: item[1].at):
        if counts[_, name] == 1:
            yield last
            continue
        names = next(iter(last.tally.values()))
        noun = "signatures" if last.kind == "signs" else "names"
        yield Event(last.at, last.stage, last.kind, name or "The list", f"has {names} {noun} by now", "", last.tally)


def replays(results: list[Replay]) -> RenderableType:
    """Which replays matched, and every difference."""
    table = Table(title="Replays", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("contest", "matches the record", "differences"):
        table.add_column(column, overflow="fold")
    for result in results:
        table.add_row(result.id, "yes" if result.matched else "no", "\n".join(map(str, differences(result))))
    matched = sum(result.matched for result in results)
    return Group(table, Text(f"{matched} of {len(results)} match.", style="bold"))


def differences(result: Replay) -> Iterator[str]:
    """Every difference of a replay, in one sentence each; then those that it declares itself."""
    for one in result.differences:
        yield _difference(one)
    for entry, one in result.disputed:
        yield f"disputed, {one.what}: the record says {entry.record}, the rules give {one.derived} ({entry.says})"


def _difference(one: Difference) -> str:
    because = f", because {one.why}" if one.why else ""
    if one.told:
        return f"{one.stage}: {one.told}{because}"
    where = f"{one.stage}, {one.what}" if one.stage and one.stage not in one.what else one.what
    return f"{where}: the record says {one.recorded}, the rules give {one.derived}{because}"
