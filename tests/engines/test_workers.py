"""Who plays: the same results from one process, several, or a cluster, and never too many pieces on their way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import pytest

from rulesim.engines.pieces import Piece, cut
from rulesim.engines.workers import ShareOut, Where, alone, open_workers, through
from rulesim.errors import WorkersLostError

PIECES = list(cut(0, 1000, 10))


def add_up(piece: Piece) -> int:
    return sum(range(piece.first, piece.end))


def who(piece: Piece) -> int:
    time.sleep(0.02)
    return os.getpid()


def die_in_the_middle(piece: Piece) -> int:
    if piece.first == 500:
        os.kill(os.getpid(), signal.SIGKILL)
    return piece.first


def fail_in_the_middle(piece: Piece) -> int:
    if piece.first == 500:
        raise ValueError(f"piece {piece.first}")
    return piece.first


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_piece_comes_back_once_with_what_was_made_of_it(workers: int) -> None:
    with open_workers(Where(workers), 1000) as share_out:
        assert sorted(share_out(add_up, PIECES)) == [(piece, add_up(piece)) for piece in PIECES]
        assert sorted(share_out(add_up, PIECES[:3])) == [(piece, add_up(piece)) for piece in PIECES[:3]], "and again"


def test_several_processes_play_and_all_are_gone_afterwards() -> None:
    with open_workers(Where(2), 1000) as share_out:
        found = {pid for _, pid in share_out(who, PIECES)}
    assert len(found) == 2
    assert os.getpid() not in found
    assert not [child for child in multiprocessing.active_children() if child.pid in found]


def test_few_runs_are_not_worth_a_second_process() -> None:
    with open_workers(Where(0), 100) as share_out:
        assert share_out is alone


def test_only_so_many_pieces_are_on_their_way() -> None:
    """However slowly results are taken, no more are begun; so ten million runs need no more memory than a few."""
    begun, taken, lock = 0, 0, Lock()

    class Counting(ThreadPoolExecutor):
        def submit(self, *words: object, **more: object) -> Future[object]:  # type: ignore[override]
            nonlocal begun
            with lock:
                begun += 1
            assert begun - taken <= 6
            return super().submit(*words, **more)  # type: ignore[arg-type]

    with Counting(2) as executor:
        share_out: ShareOut = through(executor, lambda: 6)
        for _ in share_out(add_up, iter(PIECES)):
            taken += 1
    assert (begun, taken) == (len(PIECES), len(PIECES))


def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(WorkersLostError, match="killed"), open_workers(Where(2), 1000) as share_out:
        list(share_out(die_in_the_middle, PIECES))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_there_is_raised_here(workers: int) -> None:
    with pytest.raises(ValueError, match="piece 500"), open_workers(Where(workers), 1000) as share_out:
        list(share_out(fail_in_the_middle, PIECES))


def sleep_long(piece: Piece) -> int:
    time.sleep(60)
    return 0


def test_whoever_stops_does_not_wait_for_pieces_in_flight() -> None:
    started = time.monotonic()

    def stop_at_once() -> None:
        with open_workers(Where(2), 1000) as share_out:
            next(share_out(add_up, PIECES))
            waiting = share_out(sleep_long, PIECES)
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            next(waiting)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            stop_at_once()
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 30
    assert not multiprocessing.active_children()
