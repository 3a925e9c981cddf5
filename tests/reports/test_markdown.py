"""The Markdown report."""

from __future__ import annotations

from reports.made import find_few, findings, markdown, renamed
from reports.test_bundled import tables_are_well_formed
from rulesim.loading.scenario import load
from rulesim.reports.markdown import Ready, plain, render_markdown, ticked
from rulesim.reports.sections import page
from rulesim.studies.wording import interval, percent, with_interval


def test_the_figures_are_those_of_the_findings() -> None:
    found, text = findings("labour-2016"), markdown("labour-2016")
    for person, share in found.ensemble.leaders.items():
        name = found.ensemble.contest.scenario.people[person].name
        assert f"| {name} | {percent(share.share)} | {interval(share)} |" in text
    for study in found.readings.questions.values():
        asks = found.ensemble.contest.rules.contested[study.question].asks
        assert f"| {asks} | {with_interval(study.flips)} | **{study.verdict}** |" in text


def test_long_runs_of_names_are_told_in_a_sentence() -> None:
    assert "Angela Eagle reaches 51 signatures, 28 June." in markdown("article-arithmetic")
    assert markdown("article-arithmetic").count("signs for") == 0


def test_names_cannot_smuggle_markup_in() -> None:
    text = render_markdown(page(find_few(renamed(load("article-arithmetic"), "*A* | <i>[b](c)</i>"), runs=20)))
    assert "<i>" not in text
    assert r"\*A\* \| \<i\>\[b\](c)\</i\>" in text
    tables_are_well_formed(text)


def test_what_is_marked_up_already_stays() -> None:
    assert plain(Ready("**a**")) == "**a**"
    assert plain("a_b & c\nd") == r"a\_b &amp; c d"
    assert ticked("see `x_y` and `z") == r"see `x_y` and \`z"


def test_the_same_findings_give_the_same_text() -> None:
    assert render_markdown(page(findings("article-arithmetic"))) == markdown("article-arithmetic")
