"""Worker processes on this machine."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from threading import Thread, current_thread, main_thread

from rulesim.engines.workers import ShareOut, through


@contextmanager
def processes(count: int) -> Iterator[ShareOut]:
    """`count` processes that end when they are no longer needed, and at once if this one fails, stops or is killed."""
    context = multiprocessing.get_context("spawn")
    ears, mouth = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_listen, initargs=(ears,))
    try:
        with _deaf_children():
            for _ in range(count):
                pool.submit(os.getpid)
        yield through(pool, lambda: 2 * count + 2)
    except BaseException:
        mouth.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        mouth.close()
        ears.close()


def _listen(ears: Connection) -> None:
    Thread(target=_end_with_the_other_side, args=(ears,), daemon=True).start()


def _end_with_the_other_side(ears: Connection) -> None:
    """Nothing is ever said: what is heard is that the other end has gone, closed or killed."""
    with suppress(EOFError, OSError):
        ears.recv_bytes()
    os._exit(1)


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
