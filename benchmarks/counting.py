"""Counting 500 profiles of 250 papers and 6 candidates: `python benchmarks/counting.py [--repeats 9]`.

Each way of `profiles.WAYS` counts the same papers, in turns. Winners must be the same wherever no tie is broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.markdown import number, table
from benchmarks.profiles import WAYS, Rankings, Way, rankings, without_a_tie
from benchmarks.repeats import Work, middle, ratio, take_turns


def section(repeats: int, ways: Sequence[Way] = WAYS) -> str:
    """The table of the page; ratios are to the last of the ways."""
    papers = rankings()
    same = _check(papers, ways)
    works = {way.name: _repeat(way, papers) for way in ways}
    took = take_turns(works, repeats)
    rows = [
        (
            way.name,
            f"{number(middle(took[way.name]) * 1e3)} ms",
            f"{ratio(took[way.name], took[ways[-1].name])[0]:.3g}",
            way.records,
        )
        for way in ways
    ]
    shape = " × ".join(map(str, papers.shape))
    return (
        f"{shape} (profiles × papers × candidates); {repeats} repeats, taking turns, medians. "
        f"All ways find the same winner in the {same} profiles in which no tie is broken.\n\n"
        f"{table(('count', 'time', 'ratio to the last', 'what it records'), rows, right=(1, 2))}"
    )


def _repeat(way: Way, papers: Rankings) -> Work:
    count = way.counting(papers)
    return lambda _: count()


def _check(papers: Rankings, ways: Sequence[Way]) -> int:
    """The number of profiles without a tie. Stops if anybody finds another winner there."""
    clear = without_a_tie(papers)
    found = {
        way.name: [who for who, no_tie in zip(way.counting(papers)(), clear, strict=True) if no_tie] for way in ways
    }
    if len({tuple(winners) for winners in found.values()}) > 1:
        raise SystemExit("The ways to count do not find the same winners where no tie is broken.")
    return int(clear.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=9)
    print(section(parser.parse_args().repeats))


if __name__ == "__main__":
    main()
