"""Every bundled scenario has a report that is whole, self-contained and accessible."""

from __future__ import annotations

import re

import pytest

from reports.made import BUNDLED, html, markdown, told
from reports.reader import Element, read, rows, words
from rulesim.reports.markdown import plain
from rulesim.reports.sections import Page

ORDER = ("leads", "when", "nominations", "disputes", "boundary", "claim", "story", "grounds", "again")
OPTIONAL = ("nominations", "disputes", "boundary", "claim")
FETCHES = {"script", "iframe", "object", "embed", "img", "image", "use", "video", "audio"}
BAR = re.compile(r"(?<!\\)\|")


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_scenario_has_a_good_report(name: str) -> None:
    page, root = told(name), read(html(name))
    sections_stand_in_order(page, root)
    references_lead_somewhere(root)
    nothing_is_fetched(html(name), root)
    pictures_have_texts(root)
    rows_are_equally_long(root)
    markdown_says_the_same(page, markdown(name))
    tables_are_well_formed(markdown(name))
    footnotes_have_texts(markdown(name))


def sections_stand_in_order(page: Page, root: Element) -> None:
    anchors = [section.get("id") for section in root.all("section")]
    absent = {part for part in OPTIONAL if not getattr(page, part)}
    assert anchors == [part for part in ORDER if part not in absent]
    assert [words(one.text) for one in root.all("h1")] == [words(page.contest.scenario.title)]
    assert words(page.headline.leads) in words(root.text)


def references_lead_somewhere(root: Element) -> None:
    everything = root.everything()
    ids = [one.get("id") for one in everything if one.get("id")]
    assert len(ids) == len(set(ids))
    named = [ref for one in everything for ref in one.get("aria-labelledby").split()]
    links = [one.get("href")[1:] for one in everything if one.get("href").startswith("#")]
    assert {*named, *links} <= set(ids)


def nothing_is_fetched(text: str, root: Element) -> None:
    """The only addresses are those of the sources, for a reader to follow."""
    sources = [one.get("href") for item in root.all("ol") if item.get("class") == "sources" for one in item.all("a")]
    outward = [one.get("href") for one in root.everything() if one.get("href") and not one.get("href").startswith("#")]
    assert [href for href in outward if href not in sources] == ["data:,"]
    assert not FETCHES & {one.tag for one in root.everything()}
    assert not re.search(r"@import|@font-face|url\(|javascript:|srcset=| src=", text)


def pictures_have_texts(root: Element) -> None:
    assert root.all("svg")
    for picture in root.all("svg"):
        title, description = picture.children[:2]
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        assert len(words(title.text)) > 10
        assert len(words(description.text)) > 20


def rows_are_equally_long(root: Element) -> None:
    for table in root.all("table"):
        assert len({len(row) for row in rows(table)}) == 1


def markdown_says_the_same(page: Page, text: str) -> None:
    assert text.startswith(f"# {plain(page.contest.scenario.title)}\n")
    for part in (page.headline.leads, page.headline.disputes, page.headline.rest, page.headline.claim):
        assert plain(part) in text
    heads = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert len(heads) == len(ORDER) - sum(not getattr(page, part) for part in OPTIONAL)
    assert page.again.command in text


def tables_are_well_formed(text: str) -> None:
    for table in tables(text):
        assert len({len(BAR.findall(row)) for row in table}) == 1, table
        assert re.fullmatch(r"(\| (---|---:) )+\|", table[1])
        assert len(table) > 2
        assert all(row.endswith("|") for row in table)


def tables(text: str) -> list[list[str]]:
    """Neighbouring lines that begin with a bar."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


def footnotes_have_texts(text: str) -> None:
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    cited = re.findall(r"\[\^(\d+)\](?!: )", text)
    assert len(defined) == len(set(defined))
    assert set(defined) == set(cited)
