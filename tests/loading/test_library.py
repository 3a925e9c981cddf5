"""Files are found by bundled name, by path, and beside the file that names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loading.corpus import CORPUS
from rulesim.errors import InputError
from rulesim.loading.library import RULEBOOKS, SCENARIOS, find, names
from rulesim.loading.scenario import is_rulebook, replays

GOOD = CORPUS / "good"


def slug(name: str, beside: Path | None = None) -> str:
    with pytest.raises(InputError) as caught:
        find(name, SCENARIOS, "scenario", beside)
    return caught.value.faults[0].slug


def test_bundled_files_are_found_by_name() -> None:
    assert "labour-2016" in names(SCENARIOS)
    assert find("labour-2016", SCENARIOS, "scenario") == SCENARIOS / "labour-2016.yaml"


def test_a_file_is_found_by_its_path() -> None:
    path = GOOD / "scenario-motion.yaml"
    assert find(str(path), SCENARIOS, "scenario") == path


def test_a_rule_book_is_found_beside_its_scenario() -> None:
    found = find("rulebook-motion.yaml", RULEBOOKS, "rulebook", GOOD / "scenario-motion.yaml")
    assert found == GOOD / "rulebook-motion.yaml"


LONG = "x" * 300


@pytest.mark.parametrize("name", ["", ".", "..", "/", "labour", LONG, f"{LONG}.yaml", "../scenarios/labour-2016"])
def test_what_is_no_file_is_told(name: str) -> None:
    assert slug(name) == "no-such-scenario"


def test_a_name_that_is_nearly_right_is_told() -> None:
    with pytest.raises(InputError) as caught:
        find("labor-2016", SCENARIOS, "scenario")
    assert str(caught.value) == "there is no scenario 'labor-2016'; did you mean 'labour-2016'? [no-such-scenario]"


def test_a_path_that_leads_nowhere_is_told() -> None:
    with pytest.raises(InputError, match="expected a file that exists"):
        find("nowhere.yaml", SCENARIOS, "scenario")


def test_rule_books_and_scenarios_are_told_apart() -> None:
    assert is_rulebook("uk-labour-2016")
    assert is_rulebook(str(GOOD / "rulebook-motion.yaml"))
    assert not is_rulebook("labour-2016")
    assert not is_rulebook(str(GOOD / "scenario-motion.yaml"))


def test_replays_are_the_scenarios_that_expect_something() -> None:
    assert "what-happened" in replays()
    assert "labour-2016" not in replays()
