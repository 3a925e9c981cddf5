"""This version beside another: runs a second of the benchmark contest and of every bundled scenario that looks ahead.

    python benchmarks/page.py speed --beside PYTHON [--repeats 7] [--seconds 5]

PYTHON is an interpreter for which the other version of rulesim is installed. Each version plays in a process of its
own, with one worker, the same runs with the same seeds. The two take turns, and each ratio is taken within a turn.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import contest
from benchmarks.markdown import number, table
from benchmarks.repeats import middle, ratio, seconds, take_turns
from rulesim import scenarios
from rulesim.loading.scenario import replays
from rulesim.luck.draws import BLOCK

PLAYER = Path(__file__).resolve().parent / "player.py"
Play = Callable[[str, int, int], None]
"""Plays a scenario so many times with a seed."""


def scenarios_ahead() -> tuple[str, ...]:
    """The bundled scenarios that are no replay of a record."""
    recorded = replays()
    return tuple(name for name in scenarios() if name not in recorded)


@contextmanager
def player(python: str) -> Iterator[Play]:
    """The rulesim that an interpreter has installed. Raises SystemExit if it cannot play what it is asked to."""
    with subprocess.Popen([python, str(PLAYER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        said, heard = child.stdin, child.stdout
        assert said and heard

        def listen() -> None:
            if not heard.readline():
                raise SystemExit(f"{python} cannot play; what it said stands above")

        def play(scenario: str, runs: int, seed: int) -> None:
            print(json.dumps([scenario, runs, seed]), file=said, flush=True)
            listen()

        listen()
        yield play


def section(python: str, repeats: int, long_enough: float, chosen: tuple[str, ...] = ()) -> str:
    """The table, a line a scenario; a ratio above 1 says that this version is the quicker one."""
    rows, ratios = [], []
    with player(sys.executable) as ours, player(python) as theirs:
        for scenario in chosen or (str(contest.FILE), *scenarios_ahead()):
            runs = _enough(partial(ours, scenario), long_enough)
            ours_took, theirs_took = _turns(ours, theirs, scenario, runs, repeats)
            ratios.append(ratio(theirs_took, ours_took))
            rates = [number(runs / middle(took)) for took in (ours_took, theirs_took)]
            rows.append((f"`{Path(scenario).stem}`", number(runs), *rates, *map(_short, ratios[-1])))
    middles = [median for median, _, _ in ratios]
    rows.append(("all", "", "", "", *map(_short, (middle(middles), min(middles), max(middles)))))
    head = ("scenario", "runs in a repeat", "this version", "the other", "median ratio", "least", "most")
    return f"Runs a second, one worker; {repeats} repeats, taking turns; medians.\n\n{table(head, rows, range(1, 7))}"


def _enough(play: Callable[[int, int], None], long_enough: float) -> int:
    """How many runs, in whole blocks, take one worker about so many seconds."""
    play(BLOCK, 1)
    return BLOCK * max(1, round(long_enough / seconds(lambda: play(BLOCK, 2))))


def _turns(ours: Play, theirs: Play, scenario: str, runs: int, repeats: int) -> list[list[float]]:
    """The seconds of every repeat of this version, and of the other."""
    works = {
        name: lambda repeat, play=play: play(scenario, runs, 1000 + repeat)
        for name, play in (("ours", ours), ("theirs", theirs))
    }
    return list(take_turns(works, repeats).values())


def _short(value: float) -> str:
    return f"{value:.3g}"
