"""`run --check`: a sample of runs is played one by one as well, and compared."""

from __future__ import annotations

from pathlib import Path
from shlex import split
from typing import Any

import pytest
from studies import quick

from cli.conftest import Say
from rulesim.engines import agreement
from rulesim.engines.outcomes import Outcomes


def test_engines_that_agree_are_said_to(say: Say) -> None:
    said = say("run au-lib-2018-spill --runs 60 --check 20")
    assert said.code == 0
    assert "20 runs, played singly, agree" in said.err


def test_the_first_difference_is_named_with_its_trace(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    right = agreement.vector.play_runs

    def wrong(*words: Any) -> Outcomes:
        table = right(*words)
        table.columns["decided"][7] += 1
        return table

    monkeypatch.setattr(agreement.vector, "play_runs", wrong)
    said = say("run labour-2016 --runs 60 --seed 3 --check 20 --reading incumbent-on-ballot=by-right")
    assert said.code == 1
    assert "run 7 differs in decided" in said.err
    assert "--run 7 --seed 3 --reading incumbent-on-ballot=by-right" in said.err
    assert "is leader at the end" in said.out.lower(), "the table is printed all the same"


def test_the_trace_is_named_as_a_shell_takes_it(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder has a blank in its name, and the title that is set a quotation mark and a sign."""
    folder = tmp_path / "my party"
    folder.mkdir()
    file, title = quick.scenario(folder), "title=Oak's rules; a $HOME"
    monkeypatch.setattr(agreement, "compare", lambda *_: agreement.Difference(3, "decided", "1", "2"))
    said = say("run --runs 20 --check 5 --set", title, str(file))
    (line,) = [line for line in said.err.splitlines() if line.startswith("to see it: ")]
    words = split(line.removeprefix("to see it: "))
    assert words == ["rulesim", "trace", str(file), "--run", "3", "--seed", "1", "--set", title]
    assert say(words[1], *words[2:]).code == 0


def test_check_prints_what_is_noted(say: Say) -> None:
    found = say("check uk-conservative-1975")
    assert found.code == 0
    assert found.out.count("note: at ") == 2
    assert len(say("check uk-conservative-1975 --json").json()["remarks"]) == 2
