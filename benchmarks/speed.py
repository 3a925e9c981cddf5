"""Runs a second of the benchmark contest: `python benchmarks/speed.py [--repeats 7] [--seconds 5]`.

rulesim with one worker and with two, beside the models written by hand; repeats take turns, medians are told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import contest
from benchmarks.handwritten import Model, models
from benchmarks.markdown import number, table
from benchmarks.repeats import middle, ratio, take_turns

ROWS = "rulesim"
ONE, TWO = "rulesim, counts, 1 worker", "rulesim, counts, 2 workers"
LONGER = 4
"""How much longer ensembles are that are shared out: starting a worker takes about a second."""
RECORDS = "a row a run: path, ending, leader; outcome, minute and every tally of each stage; reading"
COUNTS = "counts of everything that `rulesim run` prints: endings, leaders, paths, milestones, every minute"
RATIOS = ((ROWS, "simpy_actors"), (ROWS, "numpy_floor"), (TWO, ONE))


def ours(long_enough: float) -> tuple[Model, Model, Model]:
    """rulesim keeping every row, on as many runs as take `long_enough` seconds; and counting, with 1 worker and 2."""
    settled, made = contest.settled(), contest.contest()
    runs = contest.runs_that_take(settled, long_enough)
    rows = partial(contest.outcomes, settled, workers=1)
    one, two = (partial(contest.counts, made, workers=workers) for workers in (1, 2))
    longer = runs * LONGER
    return Model(ROWS, rows, runs, RECORDS), Model(ONE, one, longer, COUNTS), Model(TWO, two, longer, COUNTS)


def rates(all_models: Sequence[Model], repeats: int) -> dict[str, list[float]]:
    """Runs a second of each model in each repeat."""
    works = {model.name: lambda repeat, model=model: model.play(model.runs, 1000 + repeat) for model in all_models}
    took = take_turns(works, repeats)
    return {model.name: [model.runs / one for one in took[model.name]] for model in all_models}


def section(repeats: int, long_enough: float) -> str:
    """The tables of the page."""
    played = (*ours(long_enough), *models())
    found = rates(played, repeats)
    rows = [
        (
            f"`{model.name}`",
            number(model.runs),
            number(middle(found[model.name])),
            f"{number(min(found[model.name]))} to {number(max(found[model.name]))}",
            model.records,
        )
        for model in played
    ]
    ratios = [
        (f"{above} / {below}", *(f"{part:.3g}" for part in ratio(found[above], found[below])))
        for above, below in RATIOS
    ]
    head = ("model", "runs in a repeat", "runs a second", "from … to", "what it records")
    return (
        f"{repeats} repeats, taking turns; medians.\n\n{table(head, rows, right=(1, 2, 3))}\n"
        f"{table(('runs a second', 'median ratio', 'least', 'most'), ratios, right=(1, 2, 3))}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=5, help="how long a repeat of rulesim shall take")
    asked = parser.parse_args()
    print(section(asked.repeats, asked.seconds))


if __name__ == "__main__":
    main()
