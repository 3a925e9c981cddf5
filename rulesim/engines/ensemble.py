"""Ensembles: many runs of one or several settled contests on the same luck, on one core or more."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from threading import current_thread, main_thread

from rulesim.engines.outcomes import Outcomes, join
from rulesim.engines.vector.play import play_runs
from rulesim.luck.draws import BLOCK
from rulesim.luck.people import People
from rulesim.model.contest import Settled

ENGINE = "vector"
Progress = Callable[[int], None]
"""Told how many more runs have been played."""

_WORTH_A_WORKER = 20 * BLOCK


def play(
    variants: Sequence[Settled], runs: int, seed: int, workers: int = 0, progress: Progress | None = None
) -> list[Outcomes]:
    """The outcomes of the first `runs` runs of each variant.

    Run k is the same people doing the same things in every variant that has the same conduct, whatever the
    number of runs or workers. `workers` 0 takes as many as are worth it. Raises ValueError without runs.
    """
    if runs < 1:
        raise ValueError("a contest is played at least once")
    tell = progress or (lambda _: None)
    pieces = list(_pieces(runs))
    count = workers or _worth_it(runs * len(variants))
    if count <= 1 or len(pieces) == 1:
        parts = []
        for piece in pieces:
            parts.append(_play_piece(variants, seed, *piece))
            tell(piece[1] * len(variants))
    else:
        parts = _share_out(variants, seed, pieces, count, tell)
    return [join(part[i] for part in parts) for i in range(len(variants))]


def _worth_it(runs: int) -> int:
    return min(os.cpu_count() or 1, max(1, runs // _WORTH_A_WORKER))


def _pieces(runs: int) -> Iterator[tuple[int, int]]:
    """Ranges of runs, none across two blocks."""
    first = 0
    while first < runs:
        count = min(runs - first, BLOCK - first % BLOCK)
        yield first, count
        first += count


def _share_out(
    variants: Sequence[Settled], seed: int, pieces: list[tuple[int, int]], workers: int, tell: Progress
) -> list[list[Outcomes]]:
    context = multiprocessing.get_context("spawn")
    parts = []
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        with _deaf_children():
            jobs = {pool.submit(_play_piece, variants, seed, *piece): piece[1] for piece in pieces}
        for job in as_completed(jobs):
            parts.append(job.result())
            tell(jobs[job] * len(variants))
    finally:
        pool.shutdown(cancel_futures=True)
    return parts


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes started here never hear Ctrl-C: this one does, and stops them."""
    if current_thread() is not main_thread():
        yield
        return
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, ours)


_latest: dict[str, tuple[Settled, int, int, People]] = {}


def people_of(settled: Settled, seed: int, block: int) -> People:
    """The people of a block; the latest ones are kept, since variants of a contest share them."""
    kept = _latest.get("people")
    if (
        kept
        and kept[1:3] == (seed, block)
        and kept[0].scenario is settled.scenario
        and kept[0].conduct is settled.conduct
    ):
        return kept[3]
    people = People(settled.scenario, settled.conduct, seed, block)
    _latest["people"] = (settled, seed, block, people)
    return people


def _play_piece(variants: Sequence[Settled], seed: int, first: int, count: int) -> list[Outcomes]:
    return [play_runs(settled, people_of(settled, seed, first // BLOCK), first, count) for settled in variants]
