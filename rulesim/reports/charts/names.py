"""Nominations and thresholds: how many nominations each person receives, over the runs, and how many are needed."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from rulesim.reports.charts.axis import Scale, axis, ticks
from rulesim.reports.charts.chart import Chart, chart, in_columns
from rulesim.reports.charts.lettering import Text, headed
from rulesim.reports.charts.pen import block, rule, text
from rulesim.reports.charts.uprights import Upright, room, uprights
from rulesim.reports.page.nominations import Collector, Nominations
from rulesim.studies.wording import counted, in_runs, listed, percent

_ROW, _PEAK, _FOOT, _BINS = 76, 44, 40, 60


def names_figure(stage: Nominations) -> Chart:
    """How many nominations each receives at one stage."""
    says = " ".join([stage.needs, *(_says(person, stage) for person in stage.people)])
    rows = ((one.who.name, *counted) for one in stage.people for counted in one.names.counts.items())
    columns = in_columns(("candidate", "names", "runs"), rows)
    title = "How many nominations each receives, run by run"
    return chart(f"names-{stage.study.stage}", title, says, columns, lambda width: _draw(stage, width))


def _says(person: Collector, stage: Nominations) -> str:
    middle, bar = f"{person.who.name} receives {_span(person)}", stage.main_bar
    if not stage.study.one_bar or (bar and person.needs_less_than(bar)):
        return f"{middle} and is on the ballot {in_runs(person.names.on_ballot)}."
    return f"{middle} and {bar} or more {in_runs(person.names.reaches[bar])}." if bar else f"{middle}."


def _span(person: Collector) -> str:
    if person.names.p5 == person.names.p95:
        return counted(person.names.p50, "nomination")
    middle = f"with a median of {person.names.p50}"
    return f"{person.names.p5} to {person.names.p95} nominations in nine runs out of ten, {middle},"


def _draw(stage: Nominations, width: int) -> tuple[list[Element], int]:
    collected, bars = (max(one.names.counts) for one in stage.people), (bar.names for bar in stage.study.bars)
    most = max(*collected, *bars, *stage.claimed, 10)
    scale = Scale(0, most * 1.04 + 1, 1, width - 1)
    lines = list(_lines(stage, scale))
    floors = [room(lines) + _ROW * row for row in range(1, len(stage.people) + 1)]
    rows = list(zip(stage.people, floors, strict=True))
    notes = (Text(width, floor - _PEAK - 8, _passes(person, stage), "end") for person, floor in rows)
    texts = [said for person, note in zip(stage.people, notes, strict=True) for said in headed(person.who.name, note)]
    step = max(1, -(-most // _BINS))
    return [
        *(rule((0, floor), (width, floor), "line") for floor in floors),
        *(bar for person, floor in rows for bar in _hill(person, scale, floor, step, stage.main_bar)),
        *uprights(lines, texts, floors[-1], width),
        *map(text, texts),
        *axis(scale, {at: str(at) for at in ticks(scale)}, floors[-1], width, "nominations received"),
    ], floors[-1] + _FOOT


def _hill(person: Collector, scale: Scale, floor: float, step: int, bar: int | None) -> Iterator[Element]:
    """Columns of equal width, one of which begins at the threshold; those below it are hollow."""
    binned: dict[int, int] = {}
    edge = (bar or 0) % step
    for names, count in person.names.counts.items():
        start = (names - edge) // step * step + edge
        binned[start] = binned.get(start, 0) + count
    most, tone = max(binned.values()), person.who.tone
    for start, count in sorted(binned.items()):
        left, right, top = scale(max(start, 0)), scale(start + step), floor - max(_PEAK * count / most, 1)
        yield block(left, top, right, floor, tone, hollow=bar is not None and start < bar)


def _lines(stage: Nominations, scale: Scale) -> Iterator[Upright]:
    """What is needed in this scenario, what would be needed under another reading, and what was claimed."""
    needed = sorted(bar.names for bar in stage.study.bars)
    here = {bar.names for bar in stage.study.bars if bar.here}
    agreed = ", as claimed" if here & set(stage.claimed) else ""
    for number in needed:
        last = number == needed[-1]
        label = f"{listed([str(one) for one in needed], 'or')} needed{agreed}" if last else ""
        style = (1.8, "") if number in here else (1.2, "2 3")
        yield Upright(scale(number), label, True, *style)
    for number in stage.claimed:
        if number not in here:
            yield Upright(scale(number), f"{number} claimed", dash="6 4")


def _passes(person: Collector, stage: Nominations) -> str:
    """In how many runs somebody has what is needed; nothing where nobody needs anything."""
    if stage.main_bar is None and stage.study.one_bar:
        return ""
    bar, names = stage.main_bar, person.names
    bar = None if bar and person.needs_less_than(bar) else bar
    found, what = (names.reaches[bar], f"{bar} or more") if bar else (names.on_ballot, "on the ballot")
    often = "never" if found.count == 0 else "always" if found.share == 1 else f"in {percent(found.share)} of runs"
    return f"{what} {often}" if bar else f"{often} {what}"
