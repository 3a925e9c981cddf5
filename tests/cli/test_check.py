"""`run --check`: a sample of runs is played one by one as well, and compared."""

from __future__ import annotations

from typing import Any

import pytest

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


def test_check_prints_what_is_noted(say: Say) -> None:
    found = say("check uk-conservative-1975")
    assert found.code == 0
    assert found.out.count("note: at ") == 2
    assert len(say("check uk-conservative-1975 --json").json()["remarks"]) == 2
