"""A scenario that plays quickly, in files as a user has them, and pieces that are small."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from rulesim.engines.workers import Where
from rulesim.loading.scenario import load
from rulesim.loading.starter_files import write_starter_files
from rulesim.model.contest import Contest
from rulesim.studies import save
from rulesim.studies.order import Order

PIECE = 256
RUNS = 2000


def scenario(folder: Path) -> Path:
    """A starter, with its rule book beside it."""
    return write_starter_files("oak", folder)[1]


def contest(folder: Path) -> Contest:
    file = folder / "oak.yaml"
    return load(str(file if file.exists() else scenario(folder)))


def order(made: Contest, runs: int = RUNS, seed: int = 1, held: Mapping[str, str] | None = None) -> Order:
    """An order for some runs."""
    return Order(made, runs, seed, held or {}, where=Where(1))


def small_pieces(patch: pytest.MonkeyPatch) -> None:
    """Pieces that are played in the blink of an eye, so that there are some to lose."""
    patch.setattr(save, "kept_size", lambda *_: PIECE)


COMMAND = f"""
import sys
from functools import partial
from rulesim.cli.main import run_app
from rulesim.studies import order, save
save.kept_size = lambda *_: {PIECE}
order.Order = partial(order.Order, engine="event")
sys.exit(run_app(sys.argv[1:]))
"""


def command(*words: str) -> list[str]:
    """The words that start a command as a process of its own, with small pieces and the slow engine."""
    return [sys.executable, "-c", COMMAND, *words]


def begin(folder: Path, *words: str) -> subprocess.Popen[str]:
    """A command that runs on its own in a folder."""
    return subprocess.Popen(
        command(*words),
        cwd=folder,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str], timeout: float = 240) -> tuple[int, str, str]:
    """Its exit code, and what it wrote where."""
    out, err = process.communicate(timeout=timeout)
    return process.returncode, out, err
