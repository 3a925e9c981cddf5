"""The HTML report: its figures are those of the findings, nothing gets in, and it is the same every time."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from reports.made import find_few, findings, html, renamed
from reports.reader import read, rows, words
from rulesim.loading.scenario import load
from rulesim.reports.html import render_html
from rulesim.reports.sections import page
from rulesim.studies.wording import interval, percent, with_interval


def test_the_figures_are_those_of_the_findings() -> None:
    found, root = findings("labour-2016"), read(html("labour-2016"))
    leaders = words(root.find("figure-leaders").text)
    for person, share in found.ensemble.leaders.items():
        assert found.ensemble.contest.scenario.people[person].name in leaders
        assert percent(share.share) in leaders
        assert interval(share) in leaders
    listed = rows(root.find("disputes").all("table")[0])
    for study in found.readings.questions.values():
        asks = found.ensemble.contest.rules.contested[study.question].asks
        assert [asks, with_interval(study.flips), study.verdict] in listed
    decided = found.ensemble.decided
    assert f"{decided.p50.day} September 2016" in words(root.find("when").text)


def test_readings_say_who_held_them_and_who_decided() -> None:
    text = words(read(html("labour-2016")).find("dispute-incumbent-on-ballot").text)
    asked = findings("labour-2016").ensemble.contest.rules.contested["incumbent-on-ballot"]
    assert f"settled by {asked.decided_by}" in text
    for name, reading in asked.readings.items():
        assert f"{name}: {reading.says}" in text
        assert all(holder in text for holder in reading.held_by)


def test_a_claim_is_shown_against_every_base() -> None:
    section = read(html("article-arithmetic")).find("claim")
    text = words(section.text)
    assert "No single base and way of rounding gives the claimed thresholds" in text
    claim = findings("article-arithmetic").ensemble.contest.scenario.claim
    assert claim is not None
    assert all(f"{base} {described}" in text for described, base in claim.bases.items())
    passes = findings("article-arithmetic").bars
    assert passes is not None
    assert ["met", *("yes" if ok else "no" for ok in passes.passes.values())] in [
        row for table in section.all("table") for row in rows(table)
    ]


def test_a_failed_condition_shows_its_numbers() -> None:
    fork = words(read(html("article-arithmetic")).find("dispute-incumbent-on-ballot").text)
    assert "✗ Jeremy Corbyn: 51 nominations needed, 40 received: not on the ballot" in fork


def test_names_cannot_smuggle_markup_in() -> None:
    evil = """<b onload="x">Ann & 'Bo'</b>"""
    text = render_html(page(find_few(renamed(load("article-arithmetic"), evil), runs=20)))
    assert "<b onload" not in text
    root = read(text)
    assert f"{evil} " in words(root.all("h1")[0].text + root.text)
    assert not [one for one in root.everything() if one.get("onload")]


def test_an_address_that_is_no_address_is_no_link() -> None:
    links = [one.get("href") for one in read(html("labour-2016")).find("grounds").all("a")]
    assert links
    assert all(href.startswith(("#", "https://", "http://")) for href in links)


def test_the_same_findings_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    kept = tmp_path / "findings"
    kept.write_bytes(pickle.dumps(findings("article-arithmetic")))
    code = (
        "import pickle, pathlib, sys; from rulesim.reports.html import render_html; "
        "from rulesim.reports.sections import page; "
        "sys.stdout.buffer.write(render_html(page(pickle.loads(pathlib.Path(sys.argv[1]).read_bytes()))).encode())"
    )
    assert _python(code, str(kept), seed="1").decode() == html("article-arithmetic")


def test_what_was_held_or_changed_is_said_at_the_top() -> None:
    changed = load("article-arithmetic", {"blocs.loyalists.size": "38", "blocs.rebels.size": "170"})
    held = (("incumbent-on-ballot", "nominated"),)
    root = read(render_html(page(find_few(changed, held, runs=20))))
    note = next(one for one in root.all("p") if one.get("class") == "note changed")
    assert "incumbent-on-ballot read as nominated" in words(note.text)
    assert "blocs.loyalists.size to 38" in words(note.text)


def _python(code: str, *arguments: str, seed: str = "0") -> bytes:
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "HOME": "/tmp"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout
