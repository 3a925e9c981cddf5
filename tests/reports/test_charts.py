"""Charts: colours and ids left to the page, no text in the way of another or of a line, whatever people are called."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.made import findings, told
from rulesim.reports.charts.axis import Scale, apart, ticks
from rulesim.reports.charts.boundary import boundary_figure
from rulesim.reports.charts.chart import COLOURS, Chart, colours_css
from rulesim.reports.charts.claim import claim_figure
from rulesim.reports.charts.leaders import leaders_figure
from rulesim.reports.charts.lettering import Text, beside, fitted, in_a_line, inside, measured
from rulesim.reports.charts.names import names_figure
from rulesim.reports.charts.uprights import Upright, uprights
from rulesim.reports.charts.weeks import weeks_figure
from rulesim.reports.sections import Page
from rulesim.studies.wording import percent

HOSTILE = (
    "<script>alert(1)</script>", "</title></svg><img src=x onerror=alert(1)>", "]]><!--", "&lt;b&gt; & &amp;",
    "\" onload=\"alert(1)", "' onload='alert(1)", "{{ 7 * 7 }}{% raw %}", "\u202eevil\u202c \u2066isolate",
    "\u200e\u200f\u061c", "null\x00bell\x07escape\x1b[31m", "line\nbreak\ttab\u2028end", "lone\ud800half\uffff",
    "W" * 200,
    "\u5b89\u500d\u664b\u4e09 " * 40, "\u0645\u062d\u0645\u062f",
    "e" + "\u0301" * 100, "\U0001f469\u200d\U0001f52c" * 50,
    "",
)  # fmt: skip


def charts(page: Page) -> list[Chart]:
    found = [leaders_figure(page.leads.leaders), weeks_figure(page.when), *map(names_figure, page.nominations)]
    found += [boundary_figure(page.boundary)] if page.boundary else []
    return [*found, claim_figure(page.claim)] if page.claim else found


@cache
def drawn() -> tuple[Chart, ...]:
    named = ("labour-2016", "article-arithmetic", "uk-lab-2020-hurdles", "labour-2016-resign")
    return tuple(one for name in named for one in charts(told(name)))


def renamed(page: Page, name: str) -> Page:
    """The page with every free text that a chart shows replaced."""
    leaders = tuple(replace(one, who=replace(one.who, name=name)) for one in page.leads.leaders)
    stages = tuple(
        replace(stage, needs=name, people=tuple(replace(one, who=replace(one.who, name=name)) for one in stage.people))
        for stage in page.nominations
    )
    weeks = tuple(
        replace(week, leaders=tuple(replace(one, who=replace(one.who, name=name)) for one in week.leaders))
        for week in page.when.weeks
    )
    boundary = replace(page.boundary, bloc=name, says=name) if page.boundary else None
    claim = page.claim
    if claim:
        rows = tuple(replace(row, base_is=name, bars={name: row.bars["vacancy"]}) for row in claim.study.rows)
        made = claim.study.claim.model_copy(update={"numbers": {name: claim.study.claim.numbers["vacancy"]}})
        bases = tuple(tuple(row for row in rows if row.base == base[0].base) for base in claim.bases)
        claim = replace(claim, says=name, study=replace(claim.study, claim=made, rows=rows), bases=bases)
    calendar = replace(page.when, weeks=weeks)
    return replace(
        page,
        leads=replace(page.leads, leaders=leaders),
        when=calendar,
        nominations=stages,
        boundary=boundary,
        claim=claim,
    )


def svgs(found: Chart) -> list[tuple[int, ElementTree.Element]]:
    return [(680, ElementTree.fromstring(found.wide)), (350, ElementTree.fromstring(found.narrow))]


def texts(svg: ElementTree.Element) -> list[Text]:
    """The lines of text of a picture, as they were placed."""
    return [
        Text(
            float(one.attrib["x"]), float(one.attrib["y"]), one.text or "", one.get("text-anchor", "start"),  # type: ignore[arg-type]
            int(one.attrib["font-size"]), one.get("font-weight") == "bold",
        )
        for one in svg.iter("text")
    ]  # fmt: skip


def in_the_way(svg: ElementTree.Element, width: int) -> list[tuple[str, str]]:
    """Texts that leave the picture, stand in each other, or have an upright line through them."""
    said = texts(svg)
    found = [(one.words, "outside") for one in said if one.left < -0.1 or one.right > width + 0.1]
    for one, other in combinations(said, 2):
        level = abs(one.y - other.y) < 0.7 * min(one.size, other.size)
        if level and min(one.right, other.right) - max(one.left, other.left) > 0:
            found.append((one.words, other.words))
    for line in svg.iter("line"):
        x, x2, y, y2 = (float(line.attrib[name]) for name in ("x1", "x2", "y1", "y2"))
        crossed = (
            one for one in said if x == x2 and one.left < x < one.right and y < one.y and one.y - 0.7 * one.size < y2
        )
        found += [(one.words, f"line at {x}") for one in crossed]
    return found


def test_a_chart_has_no_colours_fonts_or_ids_of_its_own() -> None:
    for svg in (svg for one in drawn() for svg in (one.wide, one.narrow)):
        assert not re.search(r'#[0-9a-f]{6}|font-family|style=|clip-path|url\(|xmlns|(fill|stroke)="(?!none)', svg)
        assert set(re.findall(r"\b[fs]-(\w+)", re.sub(r"<title.*?</desc>", "", svg))) <= set(COLOURS)
        assert len(re.findall(r' id="', svg)) == 2


def test_a_chart_says_what_it_shows() -> None:
    for one in drawn():
        for _, svg in svgs(one):
            title, desc = svg[0], svg[1]
            assert svg.get("role") == "img"
            assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
            assert (title.text, desc.text) == (one.title, one.says)


def test_a_chart_holds_the_figures_it_shows() -> None:
    page = told("labour-2016")
    shares = leaders_figure(page.leads.leaders).columns
    assert shares["runs"] == tuple(one.runs.count for one in page.leads.leaders)
    assert sum(weeks_figure(page.when).columns["runs"]) == page.again.runs
    for one in drawn():
        assert len({len(column) for column in one.columns.values()}) == 1


def test_a_notebook_gets_a_picture_with_its_colours() -> None:
    svg = ElementTree.fromstring(drawn()[0]._repr_svg_())
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert "--ink: #1c1c1a" in (svg[0].text or "")


def test_no_text_stands_in_the_way() -> None:
    found = [(one.name, width, hit) for one in drawn() for width, svg in svgs(one) for hit in in_the_way(svg, width)]
    assert not found


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("scenario", ["labour-2016", "article-arithmetic"])
def test_hostile_names_stay_words_and_stay_inside(scenario: str, name: str) -> None:
    plain = charts(told(scenario))
    for found, usual in zip(charts(renamed(told(scenario), name)), plain, strict=True):
        for (width, svg), (_, before) in zip(svgs(found), svgs(usual), strict=True):
            assert {one.tag for one in svg.iter()} <= {one.tag for one in before.iter()}
            assert {key for one in svg.iter() for key in one.attrib} <= {
                key for one in before.iter() for key in one.attrib
            }
            assert not in_the_way(svg, width)
            assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "".join(svg.itertext()))


@given(st.text(), st.floats(20, 700), st.booleans())
def test_a_text_is_cut_to_its_room(words: str, room: float, bold: bool) -> None:
    cut = fitted(words, room, 12, bold)
    assert measured(cut, 12, bold) <= room
    assert cut == in_a_line(words) or cut.endswith("…")


@given(st.floats(0, 350), st.text(min_size=1), st.sampled_from(["start", "middle", "end"]))
def test_labels_stay_inside(x: float, words: str, anchor: str) -> None:
    for found in (inside(Text(x, 9, words, anchor), 350), beside(x, Text(0, 9, words), 350)):  # type: ignore[arg-type]
        assert found.left >= -0.01
        assert found.right <= 350.01


@given(st.lists(st.tuples(st.integers(0, 350), st.text("ab", max_size=20)), max_size=6))
def test_lines_go_around_words(made: list[tuple[int, str]]) -> None:
    lines = [Upright(x, label) for x, label in made]
    svg = ElementTree.Element("svg")
    names = [Text(0, 150, "Somebody with a name"), Text(350, 220, "somewhere else", "end")]
    svg.extend(uprights(lines, names, 250, 350))
    for line in svg.iter("line"):
        x, top, end = (float(line.attrib[name]) for name in ("x1", "y1", "y2"))
        assert top < end
        for one in (*names, *texts(svg)):
            assert not (one.left < x < one.right and top < one.y and one.y - 0.7 * one.size < end)


@given(st.integers(-50, 5000), st.integers(1, 200_000))
def test_ticks_are_round_and_leave_room(low: int, span: int) -> None:
    scale = Scale(low, low + span, 0, 350)
    found = ticks(scale)
    labels = [Text(scale(at), 9, str(at), "middle") for at in found]
    assert all(low <= at <= low + span for at in found)
    assert apart(labels) == labels


def test_the_bar_of_a_leader_is_as_long_as_the_share() -> None:
    one = told("labour-2016").leads.leaders[0]
    svg = ElementTree.fromstring(leaders_figure(told("labour-2016").leads.leaders).wide)
    bar = next(mark for mark in svg.iter("rect") if mark.get("class") == f"f-{one.who.tone}")
    assert float(bar.attrib["width"]) == pytest.approx(680 * one.runs.share, abs=0.02)
    assert percent(one.runs.share) in [text.words for text in texts(svg)]


def test_bars_that_do_not_reach_the_line_are_hollow() -> None:
    stage = next(stage for stage in told("labour-2016").nominations if stage.study.stage == "nominations")
    svg = ElementTree.fromstring(names_figure(stage).wide)
    line = max(float(one.attrib["x1"]) for one in svg.iter("line") if one.get("stroke-width") == "1.8")
    bars = [(float(one.attrib["x"]), one.get("fill-opacity") is not None) for one in svg.iter("rect")]
    assert {hollow for _, hollow in bars} == {True, False}
    assert all(hollow == (x < line - 1) for x, hollow in bars)


def test_the_bars_of_the_rule_book_are_drawn_and_labelled() -> None:
    stages = {stage.study.stage: names_figure(stage) for stage in told("labour-2016").nominations}
    assert ">50 or 51 needed</text>" in stages["nominations"].wide
    assert ">38 needed</text>" in stages["vacancy"].wide
    (article,) = told("article-arithmetic").nominations
    assert ">37 claimed</text>" in names_figure(article).narrow


def test_hills_keep_every_run() -> None:
    for stage in told("labour-2016").nominations:
        for person in (one.names for one in stage.people):
            assert sum(person.counts.values()) == person.stood.count
            bar = stage.main_bar
            assert bar is not None
            reached = sum(count for names, count in person.counts.items() if names >= bar)
            assert person.reaches[bar].count == reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(scheme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", colours_css(), re.DOTALL)
    block = blocks[["light", "dark"].index(scheme)]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", block))
    for text in ("ink", "soft", "accent", "link"):
        assert contrast(colours[text], colours["paper"]) >= 4.5
        assert contrast(colours[text], colours["wash"]) >= 4.5
    for tone in (f"c{i}" for i in range(9)):
        assert contrast(colours[tone], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_contest_decided_in_one_week_needs_no_picture_of_weeks() -> None:
    assert len(told("what-happened").when.weeks) == 1
    assert findings("what-happened").ensemble.decided.p5 == findings("what-happened").ensemble.decided.p95
