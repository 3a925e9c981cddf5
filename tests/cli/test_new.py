"""Starting a party of one's own, schemas, comparisons, and errors of the newer commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rulesim.cli.main import run_app


def test_starter_files_run_as_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["new", "oak-party", "--folder", str(tmp_path)]) == 0
    scenario = str(tmp_path / "oak-party.yaml")
    assert run_app(["check", scenario, str(tmp_path / "oak-party-rules.yaml")]) == 0
    capsys.readouterr()
    assert run_app(["run", scenario, "--runs", "20", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rulebook"] == "oak-party-rules.yaml"


@pytest.mark.parametrize(("name", "party"), [("spd", "SPD"), ("oak-party", "Oak Party"), ("greens", "Greens")])
def test_the_party_has_its_name_in_print(name: str, party: str, tmp_path: Path) -> None:
    run_app(["new", name, "--folder", str(tmp_path)])
    assert f"\nparty: {party}\n" in (tmp_path / f"{name}-rules.yaml").read_text()


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_app(["new", "oak-party", "--folder", str(tmp_path)])
    (tmp_path / "oak-party.yaml").write_text("mine")
    assert run_app(["new", "oak-party", "--folder", str(tmp_path)]) == 2
    assert (tmp_path / "oak-party.yaml").read_text() == "mine"
    assert "[file-exists]" in capsys.readouterr().err


def test_a_strange_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["new", "Oak Party", "--folder", str(tmp_path)]) == 2
    assert not list(tmp_path.iterdir())
    assert "[odd-name]" in capsys.readouterr().err


def test_a_replay_must_expect_something(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["replay", "labour-2016"]) == 2
    assert "[nothing-expected]" in capsys.readouterr().err


def test_an_override_that_the_timetable_outdoes_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    window = "rules.stages.nominations.window=3 days"
    assert run_app(["run", "labour-2016", "--runs", "5", "--set", window]) == 2
    assert "timetable.nominations.lasts" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["rulebook", "scenario", "seed"])
def test_a_schema_is_one_document(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["schema", kind]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert kind in schema["properties"]


def test_two_versions_of_a_rule_book_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["show", "uk-conservative-1975", "--diff", "uk-conservative-1991"]) == 0
    told = capsys.readouterr().out
    assert "uk-conservative-1991 replaces uk-conservative-1975" in told
    assert "Fourth ballot" in told


def test_a_rule_book_is_shown_under_a_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["show", "uk-conservative-2022", "--reading", "base-of-confidence=all-mps"]) == 0
    told = capsys.readouterr().out
    assert "Requires more than half of those entitled to vote." in told
    assert "Shown above under 'all-mps' only." in told
    assert run_app(["show", "uk-conservative-2022"]) == 0
    told = capsys.readouterr().out
    assert "- votes: more than half of those casting a valid vote." in told
    assert "- all-mps: more than half of those entitled to vote." in told


def test_a_scenario_is_shown_under_a_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["show", "labour-2016", "--reading", "freeze-date=no-power"]) == 0
    assert "freeze-date: taken as 'no-power'" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["labour-2016", "uk-labour-2016"])
def test_a_reading_to_show_that_does_not_exist_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["show", name, "--reading", "freeze-date=no-powers"]) == 2
    assert "did you mean 'no-power'? [unknown-reading]" in capsys.readouterr().err


def test_two_scenarios_value_by_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["show", "labour-2016", "--diff", "labour-2016-resign"]) == 0
    told = capsys.readouterr().out
    assert "labour-2016-resign" in told
    assert run_app(["show", "labour-2016", "--diff", "labour-2016"]) == 0
    assert capsys.readouterr().out == "They are the same, value by value.\n"


@pytest.mark.parametrize(
    ("one", "other", "path", "values"),
    [
        ("labour-2016", "labour-2016-resign", "scenario", ["labour-2016", "labour-2016-resign"]),
        ("uk-conservative-1975", "uk-conservative-1991", "rulebook", ["uk-conservative-1975", "uk-conservative-1991"]),
        ("uk-conservative-1975", "uk-conservative-1991", "follows", ["uk-conservative-1965", "uk-conservative-1975"]),
    ],
)
def test_differences_as_json(
    one: str, other: str, path: str, values: list[str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["show", one, "--diff", other, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["one"], found["other"]) == (one, other)
    (row,) = (row for row in found["differences"] if row["path"] == path)
    assert [row["one"], row["other"]] == values


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("run uk-labour-2016", "expected a scenario: 'uk-labour-2016' is a rule book"),
        ("readings {}/oak-rules.yaml", "the file 'oak-rules.yaml' is a rule book; expected a scenario"),
        ("trace uk-labour-2016", "expected a scenario"),
        ("show labour-2016 --diff uk-labour-2016", "expected a scenario"),
        ("run {}/oak.yaml --set rulebook=oak.yaml", "the file 'oak.yaml' is a scenario; expected a rule book"),
        ("show {}/oak-rules.yaml --diff {}/oak.yaml", "a scenario; expected a rule book"),
    ],
)
def test_a_rule_book_is_no_scenario_and_a_scenario_no_rule_book(
    words: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["new", "oak", "--folder", str(tmp_path)]) == 0
    capsys.readouterr()
    assert run_app(words.replace("{}", str(tmp_path)).split()) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
