"""Charts: no colour or id of their own, and colours that can be told apart from the page."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from reports.made import findings, told
from rulesim.reports.charts.boundary import boundary_figure
from rulesim.reports.charts.claim import claim_figure
from rulesim.reports.charts.colours import NAMES, STAND_INS, name_of
from rulesim.reports.charts.drawing import Canvas
from rulesim.reports.charts.leaders import leaders_figure
from rulesim.reports.charts.names import names_figure
from rulesim.reports.charts.svg import describe, tidy
from rulesim.reports.charts.weeks import weeks_figure
from rulesim.studies.wording import percent


def drawn() -> list[str]:
    labour, article = told("labour-2016"), told("article-arithmetic")
    assert labour.boundary is not None
    assert article.claim is not None
    figures = [
        leaders_figure(labour.leads.leaders),
        weeks_figure(labour.when),
        *map(names_figure, labour.nominations),
        boundary_figure(labour.boundary),
        claim_figure(article.claim),
    ]
    return [svg for one in figures for svg in (one.wide, one.narrow)]


def test_a_chart_has_no_colours_fonts_or_ids_of_its_own() -> None:
    for svg in drawn():
        assert not re.search(r'#[0-9a-f]{6}|font-family|style=|clip-path|url\(|xmlns|(fill|stroke)="(?!none)', svg)
        assert set(re.findall(r"\b[fs]-(\w+)", re.sub(r"<title.*?</desc>", "", svg))) <= set(NAMES)
        assert len(re.findall(r' id="', svg)) == 2


def test_the_bar_of_a_leader_is_as_long_as_the_share() -> None:
    one = told("labour-2016").leads.leaders[0]
    svg = leaders_figure(told("labour-2016").leads.leaders).wide
    bar = re.search(rf'class="f-{one.who.tone}".*?d="([^"]+)"', svg)
    assert bar is not None
    width = float(re.split(r"[hvHVMZ,]", bar[1])[3])
    canvas = Canvas(680, 10, 0, 1, right=96)
    assert width == pytest.approx(canvas.pixel(one.runs.share) - canvas.pixel(0), abs=0.02)
    assert f">{percent(one.runs.share)}</text>" in svg


def test_the_bars_of_the_rule_book_are_drawn_and_labelled() -> None:
    stages = {stage.stage: names_figure(stage) for stage in told("labour-2016").nominations}
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


def test_colours_come_back_by_name() -> None:
    assert all(name_of(colour) == name for name, colour in STAND_INS.items())
    with pytest.raises(KeyError):
        name_of("#ff0000")


def test_a_picture_keeps_its_marks_and_loses_the_rest() -> None:
    vega = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="marks"><g transform="translate(1.5,2)"><defs><clipPath/></defs>'
        '<path class="background" d="M0,0"/><g transform="translate(1,0)">'
        f'<text font-size="12px" transform="translate(0.123456,1)" fill="{STAND_INS["ink"]}">a &lt; b</text>'
        "</g></g></svg>"
    )
    tidied = tidy(vega, 10, 20)
    inside = '<text class="f-ink" transform="translate(2.62,3)" font-size="12">a &lt; b</text>'
    assert tidied == f'<svg fill="none" viewBox="0 0 10 20">{inside}</svg>'
    assert describe(tidied, "n", "T<", "D").startswith(
        '<svg fill="none" viewBox="0 0 10 20" role="img" aria-labelledby="n-t n-d"><title id="n-t">T&lt;</title>'
    )


def test_labels_stay_inside() -> None:
    canvas = Canvas(100, 20, 0, 10)
    svg = canvas.draw([*canvas.labels([{"x": x, "y": 10, "text": "a long label"} for x in (0, 5, 10)])])
    assert re.findall(r'text-anchor="(\w+)"', svg) == ["middle", "end"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(scheme: str) -> None:
    css = (files("rulesim.reports") / "templates" / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", blocks[0] if scheme == "light" else blocks[1]))
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
