"""Plays what it is told to, a line at a time: `PYTHON benchmarks/player.py`, for `beside.py` to talk to.

It runs under the interpreter of any version of rulesim, so it uses public names alone. Each line it reads is a JSON
list of scenario, runs and seed; it answers with a line when one worker has played them, counts alone kept.
"""

from __future__ import annotations

import gc
import json
import sys

import rulesim


def main() -> None:
    # So that nobody compares a version with itself unawares.
    print(f"playing with {rulesim.__file__}", file=sys.stderr)
    print("ready", flush=True)
    contests: dict[str, rulesim.Contest] = {}
    for line in sys.stdin:
        scenario, runs, seed = json.loads(line)
        if scenario not in contests:
            contests[scenario] = rulesim.load(scenario)
        contests[scenario].run(runs, seed, workers=1, rows=False)
        print("played", flush=True)
        # Leftovers are cleared away while it is the other version's turn.
        gc.collect()


if __name__ == "__main__":
    main()
