"""Whether the two engines agree: a sample of runs is played by both, and every column must be equal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from rulesim.engines.ensemble import people_of
from rulesim.engines.event import play as event
from rulesim.engines.outcomes import Outcomes
from rulesim.engines.pieces import cut
from rulesim.engines.runs_at_once import runs_at_once
from rulesim.engines.vector import play as vector
from rulesim.luck.draws import BLOCK
from rulesim.model.contest import Settled

_BLOCKS = 5
"""A sample comes from so many blocks at the most, spread over all."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first column in which the engines differ about a run."""

    run: int
    column: str
    event: str
    vector: str


def compare(
    settled: Settled, seed: int, runs: int, sample: int, progress: Callable[[int], None] | None = None
) -> Difference | None:
    """The first difference in a sample of the runs of an ensemble, in the order of runs; None if there is none."""
    size = min(BLOCK, runs_at_once([settled]))
    chosen = (cut(first, first + count, size) for first, count in _sampled(runs, min(sample, runs)))
    for first, count in chain.from_iterable(chosen):
        people = people_of(settled, seed, first, count)
        tables = [engine.play_runs(settled, people, first, count) for engine in (event, vector)]
        found = first_difference(*tables)
        if found is not None:
            return found
        if progress is not None:
            progress(count)
    return None


def first_difference(by_event: Outcomes, by_vector: Outcomes) -> Difference | None:
    """The first run about which two tables differ, and the first column in which they do."""
    differ = {name: _cells(by_event, name) != _cells(by_vector, name) for name in by_event.layout.columns}
    somewhere = np.logical_or.reduce(list(differ.values()))
    if not somewhere.any():
        return None
    row = int(somewhere.argmax())
    column = next(name for name in by_event.layout.columns if differ[name][row])
    cells = (str(_cells(table, column)[row]) for table in (by_event, by_vector))
    return Difference(by_event.first + row, column, *cells)


def _cells(table: Outcomes, column: str) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    cells = table.words(column) if table.layout.in_words(column) else table.codes(column).tolist()
    return np.array(cells, dtype=object)


def _sampled(runs: int, sample: int) -> Iterator[tuple[int, int]]:
    """Ranges of runs, none across two blocks: the first of some blocks that are spread over all."""
    blocks = -(-runs // BLOCK)
    chosen = sorted({block * blocks // _BLOCKS for block in range(_BLOCKS)})
    left = sample
    for number, block in enumerate(chosen):
        room = min(BLOCK, runs - block * BLOCK)
        count = min(room, -(-left // (len(chosen) - number)))
        if count:
            yield block * BLOCK, count
        left -= count
