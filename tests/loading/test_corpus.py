"""Good files load; each bad file raises what it names, at the line it marks, in words that people understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from loading.corpus import BAD, GOOD, GOOD_SCENARIOS, faults, marked, slugs
from loading.machine_words import machine_words
from rulesim.engines.ensemble import play
from rulesim.loading.scenario import load, settle


def ids(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", GOOD, ids=ids)
def test_good_files_load(path: Path) -> None:
    assert faults(path) == ()


@pytest.mark.parametrize("path", GOOD_SCENARIOS, ids=ids)
def test_what_loads_can_be_played(path: Path) -> None:
    (outcomes,) = play([settle(load(str(path)))], runs=20, seed=1, workers=1)
    assert len(outcomes) == 20


@pytest.mark.parametrize("path", BAD, ids=ids)
def test_bad_files_raise_the_slugs_they_name(path: Path) -> None:
    assert {fault.slug for fault in faults(path)} == slugs(path)


@pytest.mark.parametrize("path", BAD, ids=ids)
def test_faults_point_at_the_marked_lines(path: Path) -> None:
    here = {fault.place.line for fault in faults(path) if fault.place.file.endswith(path.name)}
    assert marked(path) <= here
    if len(slugs(path)) == 1 and marked(path):
        assert here == marked(path)


@pytest.mark.parametrize("path", BAD, ids=ids)
def test_faults_have_a_line_wherever_there_is_one(path: Path) -> None:
    for fault in faults(path):
        assert fault.place.line > 0
        assert fault.place.file


@pytest.mark.parametrize("path", BAD, ids=ids)
def test_faults_speak_plainly_and_once(path: Path) -> None:
    found = faults(path)
    assert len({(fault.place, fault.slug, fault.found) for fault in found}) == len(found)
    for fault in found:
        assert machine_words(fault) == [], str(fault)
        assert fault.found
        assert fault.expected
        assert "\n" not in str(fault)


def test_the_corpus_is_large_and_says_what_it_is() -> None:
    assert len(BAD) >= 70
    assert len(BAD) >= 2 * len(GOOD)
    assert all(path.stem.split("-")[0] in ("rulebook", "scenario", "yaml") for path in BAD)
    assert sum(len(slugs(path)) >= 3 for path in BAD) >= 2
