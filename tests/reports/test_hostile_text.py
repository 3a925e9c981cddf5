"""Whatever the texts of a contest hold, a report has the same elements, and the texts are read as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from hostile import ACTING, PAYLOADS, in_words, poisoned, poisoned_copy
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.made import find_few
from reports.reader import Element, read, words
from rulesim.loading import yaml_tree
from rulesim.loading.scenario import load
from rulesim.reports.html import render_html
from rulesim.reports.markdown import code, plain, render_markdown, ticked
from rulesim.reports.sections import Page, page

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@cache
def told(payload: str) -> Page:
    """A report on a contest in which every text is the payload, also those that a file could not hold."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_UNPRINTABLE", re.compile("(?!)"))
        contest = load(str(poisoned(Path(folder), "article-arithmetic", payload)))
        return page(find_few(replace(contest, overrides={"about": payload, "title": payload}), runs=20))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_page_has_the_same_elements_and_says_the_words(payload: str) -> None:
    html, plain_html = render_html(told(PAYLOADS[payload])), render_html(told("Anna Ash"))
    assert not re.search(ACTING, html)
    found, usual = read(html), read(plain_html)
    assert _outside_pictures(found) == _outside_pictures(usual)
    assert [one.get("href") for one in found.all("a")] == [one.get("href") for one in usual.all("a")]
    expected = in_words(PAYLOADS[payload])
    for tag in ("h1", "title", "pre"):
        assert expected in words(found.all(tag)[0].text)


SILENT = Path(__file__).resolve().parents[1] / "corpus" / "good" / "scenario-maple.yaml"


@cache
def silent(payload: str) -> Page:
    """A report on a contest whose rules are silent on ties, of which there are some, with the payload in every text."""
    with TemporaryDirectory() as folder:
        few = {"bodies.members": "12", "blocs.rank-and-file.size": "12", "rules.stages.first-ballot.wins": "{}"}
        return page(find_few(load(str(poisoned_copy(Path(folder), SILENT, payload)), few), runs=40))


@pytest.mark.parametrize("payload", sorted(set(PAYLOADS) - {"escape"}))
def test_so_it_is_where_rules_are_silent(payload: str) -> None:
    found, usual = silent(PAYLOADS[payload]), silent("Anna Ash")
    assert "do not say how it is broken" in words(read(render_html(usual)).text)
    assert _outside_pictures(read(render_html(found))) == _outside_pictures(read(render_html(usual)))
    assert _elements(render_markdown(found)) == _elements(render_markdown(usual))
    assert not re.search(ACTING, render_html(found) + render_markdown(found))


def _outside_pictures(page: Element) -> list[tuple[str, list[str]]]:
    """The elements of a page; how many marks a picture has depends on the room that words take."""
    below = [one for child in page.children if child.tag != "svg" for one in _outside_pictures(child)]
    return [(page.tag, sorted(page.attributes)), *below]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_pictures_have_the_same_elements(payload: str) -> None:
    for one, usual in zip(_pictures(told(PAYLOADS[payload])), _pictures(told("Anna Ash")), strict=True):
        assert {mark.tag for mark in one.iter()} <= {mark.tag for mark in usual.iter()}
        assert _attributes(one) <= _attributes(usual)
        assert not re.search(ACTING, "".join(one.itertext()))


def _attributes(picture: ElementTree.Element) -> set[str]:
    return {name for mark in picture.iter() for name in mark.attrib}


def _pictures(told: Page) -> Iterator[ElementTree.Element]:
    for section in told.sections:
        drawn = section.draw(getattr(told, section.anchor)) if section.draw else None
        for chart in drawn if isinstance(drawn, list) else [drawn] if drawn else []:
            yield ElementTree.fromstring(chart._repr_svg_())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_has_the_same_elements_and_says_the_words(payload: str) -> None:
    text = render_markdown(told(PAYLOADS[payload]))
    assert not re.search(ACTING, text)
    assert _elements(text) == _elements(render_markdown(told("Anna Ash")))
    said = words(" ".join(_said(MARKDOWN.parse(text))))
    assert said.count(in_words(PAYLOADS[payload])) > 20


def test_emoji_and_addresses_are_only_words() -> None:
    assert plain(":smile: at 10:30:15") == r"\:smile: at 10:30:15"
    assert plain("http://x.y and www.x.y") == r"http:\//x.y and www\.x.y"


def _elements(text: str) -> list[tuple[str, ...]]:
    flat = (inner for token in MARKDOWN.parse(text) for inner in (token, *(token.children or ())))
    return [(one.type, one.tag, *map(str, one.attrs)) for one in flat if one.type not in ("text", "text_special")]


def _said(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        inner = token.children or ()
        yield "".join(one.content for one in inner) if inner else token.content if token.type != "inline" else ""


BEGINNINGS = ("1) a", "12. b", "- a", "-", "+", "= a", "===", ":-:", ": a", "* a", "> a", "    a", "#", "~~~")


@pytest.mark.parametrize("text", [*PAYLOADS.values(), *BEGINNINGS])
def test_a_text_alone_on_a_line_or_in_a_list_is_a_paragraph(text: str) -> None:
    for begins in ("", "- ", "para\n", "| a |\n"):
        usual = MARKDOWN.parse(f"{begins}x")
        found = MARKDOWN.parse(f"{begins}{plain(text)}")
        assert [one.type for one in found] == [one.type for one in usual], (begins, text)
        assert _elements(f"{begins}{plain(text)}") == _elements(f"{begins}x")


@pytest.mark.parametrize("text", ["a`b", "``", "a``b`c", "`", "a|b", "<b>", "a\n\n<b>"])
def test_what_is_typed_is_code_whatever_stands_in_it(text: str) -> None:
    (_, inline, _) = MARKDOWN.parse(code(text))
    assert [one.type for one in inline.children or ()] == ["code_inline"]


def test_what_is_typed_in_a_sentence_keeps_its_bars() -> None:
    assert ticked("see `a|b`") == "see `a|b`"
