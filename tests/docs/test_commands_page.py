"""The page of commands names every command, option and exit code there is, and none that is not."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from typing import Any

import click
import pytest
import typer
from doc_pages import ROOT

from rulesim.cli.main import app, run_app
from rulesim.errors import Exit

TEXT = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
COMMON = TEXT.partition("## Common options")[2].partition("\n## ")[0]
GROUP = typer.main.get_command(app)
COMMANDS: dict[str, click.Command] = GROUP.commands  # type: ignore[attr-defined]


def _section(command: str) -> str:
    return TEXT.partition(f"\n## {command}\n")[2].partition("\n## ")[0]


def _options(command: click.Command) -> set[str]:
    return {name for option in command.params for name in option.opts if name.startswith("--")}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_of_a_command_is_told(command: str) -> None:
    section = _section(command)
    assert section, f"no section '{command}'"
    told = set(re.findall(r"(--[a-z-]+)", section))
    for option in _options(COMMANDS[command]):
        assert option in told, f"the section '{command}' does not name {option}"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_option_is_told_that_a_command_does_not_have(command: str) -> None:
    prose = re.sub(r"```.*?```", "", _section(command), flags=re.S)
    listed = re.findall(r"Options?: (.*?)(?:\.\s|\.$|\n\n)", prose, flags=re.S)
    for option in re.findall(r"`(--[a-z-]+)", " ".join(listed)):
        assert option in _options(COMMANDS[command]), f"'{command}' has no {option}"


def test_common_options_are_shared_by_several_commands() -> None:
    for option in re.findall(r"^\| `(--[a-z-]+)", COMMON, flags=re.M):
        having = [name for name, command in COMMANDS.items() if option in _options(command)]
        assert len(having) > 1 or option in _options(GROUP), f"{option} is not common"


def test_a_common_option_names_the_commands_that_take_it() -> None:
    rows = re.findall(r"^\| `(--[a-z-]+)[^|]*\|.*\| ([^|]*) \|$", COMMON, flags=re.M)
    assert len(rows) > 8
    for option, told in rows:
        names = set(re.findall(r"`([a-z]+)`", told))
        taking = set(COMMANDS) - names if told.startswith("all but") else names
        if option not in _options(GROUP):
            assert taking == {name for name, command in COMMANDS.items() if option in _options(command)}, option


def test_every_exit_code_is_told() -> None:
    section = TEXT.partition("## Exit codes")[2].partition("\n## ")[0]
    assert re.findall(r"^\| (\d) \|", section, flags=re.M) == [str(int(code)) for code in Exit]


def _fields(command: str, nested: bool = False) -> set[str]:
    """The fields of the JSON that a section lists; those of a nested document stand behind dots."""
    rows = re.findall(r"^\| (… )?((?:`[a-z0-9_]+`(?:, )?)+) \|", _section(command), flags=re.M)
    return {name for dots, names in rows if bool(dots) is nested for name in re.findall(r"`([a-z0-9_]+)`", names)}


def _document(*words: str) -> Any:
    printed = io.StringIO()
    with redirect_stdout(printed):
        run_app([*words, "--json"])
    return json.loads(printed.getvalue())


def test_the_json_of_run_is_told() -> None:
    found = _document("run", "article-arithmetic", "--runs", "5")
    assert set(found) == _fields("run")
    assert set(found["endings"].popitem()[1]) == {"count", "share", "low", "high"}
    assert set(found["decided"]) == {"p5", "p50", "p95"}


def test_the_json_of_readings_is_told() -> None:
    found = _document("readings", "article-arithmetic", "--runs", "5", "--combinations")
    of_run = _fields("run") - {"runs_per_s"}
    assert set(found) | {"boundary"} == of_run | _fields("readings")
    for question in found["questions"].values():
        assert set(question) == _fields("readings", nested=True)
    boundary = _section("readings").partition("| `boundary` |")[2].partition("\n")[0]
    assert "`spans`" in boundary
    claim = _section("readings").partition("| `claim` |")[2].partition("\n")[0]
    assert set(found["claim"]) == set(re.findall(r"`([a-z_]+)`", claim))


def test_the_json_of_trace_is_told() -> None:
    found = _document("trace", "article-arithmetic")
    assert set(found) == _fields("trace")
    events = _section("trace").partition("| `events` |")[2].partition("(see")[0]
    assert set(found["events"][0]) == set(re.findall(r"`([a-z_]+)`", events))


def test_the_json_of_replay_is_told() -> None:
    found = _document("replay", "what-happened", "--set", "expects.ending=vacant")
    assert set(found) == {"replayed", "matched", "contests"}
    (contest,) = found["contests"]
    assert set(contest) == {"id", "party", "country", "matched", "differences", "disputed"}
    assert set(contest["differences"][0]) == _fields("replay")


def test_the_json_of_check_and_list_is_told() -> None:
    found = _document("check", "labour-2016", "no-such-scenario")
    assert set(found) == {"checked", "faults", "remarks"}
    assert set(found["faults"][0]) == _fields("check")
    found = _document("list")
    assert set(found) == {"scenarios", "rulebooks"}
    assert set(found["scenarios"][0]) == {"name", "title", "party", "country", "rulebook", "replay"}
    assert set(found["rulebooks"][0]) == {"name", "title", "party", "country", "in_force"}
