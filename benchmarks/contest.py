"""The benchmark contest as rulesim plays it, and its outcomes in the words of the models written by hand."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rulesim.engines.ensemble import play
from rulesim.engines.outcomes import NOT_REACHED, Outcomes
from rulesim.engines.workers import Where
from rulesim.loading.scenario import load, settle
from rulesim.luck.draws import BLOCK
from rulesim.model.contest import Contest, Settled
from rulesim.studies.order import Order
from rulesim.studies.play import play as play_and_count

FILE = Path(__file__).resolve().parent / "2016ish.yaml"
MOST_BLOCKS = 256
MINUTES_A_DAY = 24 * 60
WINS = {"incumbent": "incumbent_wins", "challenger": "challenger_wins", "second": "second_wins"}


def contest() -> Contest:
    """The contest, its question still open."""
    return load(str(FILE))


def settled() -> Settled:
    """The contest, ready to be played."""
    return settle(contest())


def outcomes(contest: Settled, runs: int, seed: int, workers: int = 1) -> Outcomes:
    """A row a run: the path, every stage's outcome and minute, every tally."""
    (table,) = play([contest], runs, seed, workers)
    return table


def counts(contest: Contest, runs: int, seed: int, workers: int = 1) -> int:
    """As `rulesim run` plays it: every piece is counted where it is played, and no row is kept."""
    return play_and_count(Order(contest, runs, seed, where=Where(workers))).runs


def runs_that_take(contest: Settled, seconds: float) -> int:
    """How many runs, in whole blocks, keep one worker busy for so long, and fit into a small memory."""
    outcomes(contest, BLOCK, 1)
    started = time.perf_counter()
    outcomes(contest, BLOCK, 2)
    blocks = round(seconds / (time.perf_counter() - started))
    return BLOCK * min(max(2, blocks), MOST_BLOCKS)


def totals(table: Outcomes) -> dict[str, int]:
    """How many runs had each outcome that the models written by hand tell apart."""
    challenged = _had(table, "challenge.outcome", "met")
    readings = ("automatic", "needs-51", "needs-37")
    found = {"challenge": challenged}
    found |= {f"reading_{name.replace('-', '_')}": _had(table, "adjudication.outcome", name) for name in readings}
    stood = {who: table.codes(f"late-entry.on_ballot.{who}") == 1 for who in WINS}
    found["incumbent_on_ballot"] = stood["incumbent"]
    found["three_candidates"] = np.logical_and.reduce(list(stood.values()))
    balloted = table.codes("ballot.at") != NOT_REACHED
    found |= {wins: balloted & _had(table, "leader", who) for who, wins in WINS.items()}
    return {name: int(runs.sum()) for name, runs in found.items()}


def _had(table: Outcomes, column: str, word: str) -> NDArray[np.bool_]:
    here: NDArray[np.bool_] = table.codes(column) == table.layout.words[column].index(word)
    return here


def days_to_challenge(table: Outcomes) -> NDArray[np.float64]:
    """When the 51st signature came, in days, in the runs in which it did; a minute counts at its middle."""
    minutes = table.codes("challenge.at")[_had(table, "challenge.outcome", "met")]
    return (minutes + 0.5) / MINUTES_A_DAY
