"""Commands called as the installed one calls them, but in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from rulesim.cli.main import run_app
from rulesim.studies import boundary, findings


@dataclass(frozen=True)
class Said:
    """What a command did: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Say = Callable[..., Said]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs a command, its words given one by one or as one text; the boundary is looked for at few sizes."""
    monkeypatch.setattr(findings, "study_boundary", partial(boundary.study_boundary, runs=4))
    monkeypatch.setattr(boundary, "POINTS", 2)
    monkeypatch.setattr(boundary, "_narrow", lambda *_: None)

    def command(words: str, *more: str) -> Said:
        capsys.readouterr()
        code = run_app([*words.split(), *more])
        out, err = capsys.readouterr()
        return Said(int(code), out, err)

    return command
