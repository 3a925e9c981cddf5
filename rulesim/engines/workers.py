"""Who plays: this process, several on this machine, or a cluster. Any of them hands results back in any order."""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol, TypeVar

from rulesim.engines.pieces import ENGINE, Engine, Piece
from rulesim.errors import WorkersLostError
from rulesim.luck.draws import BLOCK

Made = TypeVar("Made")
_WORTH_A_WORKER: dict[Engine, int] = {"event": 4_000, "vector": 20 * BLOCK}


@dataclass(frozen=True)
class Where:
    """Where runs are played.

    `workers` processes on this machine (0: as many as make it faster), or, if it is named, the Dask cluster whose
    scheduler has the address `cluster`.
    """

    workers: int = 0
    cluster: str = ""


class ShareOut(Protocol):
    """Has a task done for every piece; gives each piece with what was made of it, in any order."""

    def __call__(self, task: Callable[[Piece], Made], pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Made]]: ...


def open_workers(
    where: Where, runs: int, engine: Engine = ENGINE, at_once: int = BLOCK
) -> AbstractContextManager[ShareOut]:
    """Workers for about so many runs, of which `at_once` are best played side by side; dismissed in the end whatever
    happens.

    Raises InputError if a cluster cannot be reached, and, when used, WorkersLostError if workers are killed.
    """
    if where.cluster:
        from rulesim.engines.cluster import cluster

        return cluster(where.cluster)
    count = where.workers or min(os.cpu_count() or 1, max(1, runs // _worth_a_worker(engine, at_once)))
    if count == 1:
        return nullcontext(alone)
    from rulesim.engines.processes import processes

    return processes(count)


def _worth_a_worker(engine: Engine, at_once: int) -> int:
    """How many runs take long enough to start a worker for: the fewer are played at once, the longer each takes."""
    return max(1, _WORTH_A_WORKER[engine] * min(at_once, BLOCK) // BLOCK)


def alone(task: Callable[[Piece], Made], pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Made]]:
    """Does everything in this process, one piece after the other."""
    for piece in pieces:
        yield piece, task(piece)


LOOK_EVERY_S = 5.0
"""How often somebody who waits looks whether there still are workers."""


def through(
    executor: Executor,
    most: Callable[[], int],
    lost: tuple[type[Exception], ...] = (),
    alive: Callable[[], bool] = lambda: True,
) -> ShareOut:
    """Workers behind an executor; never more than `most()` pieces are on their way, so that memory stays flat.

    `lost` are errors of the executor's own that say that workers went away; one that never says so is asked whether it
    is `alive`. What is on its way when nobody asks any more is dropped by whoever closes the executor: a pool that
    breaks trips over pieces that were cancelled before.
    """
    gone: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, *lost)

    def share_out(task: Callable[[Piece], Made], pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Made]]:
        packed, waiting = pickle.dumps(task), iter(pieces)
        running: dict[Future[Any], Piece] = {}
        try:
            while True:
                for piece in islice(waiting, max(0, most() - len(running))):
                    running[executor.submit(do, packed, piece)] = piece
                if not running:
                    return
                finished = wait(running, LOOK_EVERY_S, FIRST_COMPLETED).done
                if not finished and not alive():
                    raise CancelledError
                for job in finished:
                    made = job.result()
                    yield running.pop(job), made
        except gone as error:
            raise WorkersLostError("the workers went away: killed, out of memory, or shut down") from error

    return share_out


def do(packed: bytes, piece: Piece) -> object:
    """What a worker is sent: a task, and the piece to do it for."""
    return _unpacked(packed)(piece)


_unpacked: Callable[[bytes], Callable[[Piece], object]] = lru_cache(maxsize=2)(pickle.loads)
"""The same task is the same object, so that what it has worked out for a block is kept."""
