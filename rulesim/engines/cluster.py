"""A Dask cluster that runs already."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from rulesim.engines.workers import ShareOut, through
from rulesim.errors import Fault, Place, fail, raise_if

_PATIENCE_S = 10
_WORKERS_PATIENCE_S = 60.0
"""How long workers may take to say who they are: some may be at work for somebody else."""
_LOST_AFTER_S = 60.0
"""How long there may be no worker before all are given up."""


@contextmanager
def cluster(address: str) -> Iterator[ShareOut]:
    """The cluster whose scheduler has an address such as `tcp://10.0.0.5:8786`.

    What a lost worker had to play is played again by others. Raises InputError if nothing answers there, or
    what answers cannot do the work.
    """
    place = Place(f"--cluster {address}")
    try:
        import distributed
    except ImportError:
        raise fail("extra-missing", place, "Dask is not installed", 'run pip install "rulesim[cluster]"') from None
    with _quiet():
        client = _reach(distributed, address, place)
        try:
            _compare(client, place)
            executor, lost = client.get_executor(pure=False), (distributed.KilledWorker,)
            yield through(executor, lambda: 2 * _threads(client) + 2, lost, _watch(client))
        finally:
            client.close(timeout=_PATIENCE_S)


def _threads(client: Any) -> int:
    """How many threads the workers have together; 0 if there are none, or the scheduler does not answer."""
    try:
        return sum(client.sync(client.scheduler.ncores, callback_timeout=_PATIENCE_S).values())
    except (OSError, TimeoutError):
        return 0


def _watch(client: Any) -> Callable[[], bool]:
    """Says whether there are workers, or were until a moment ago: others may come in place of lost ones."""
    seen = time.monotonic()

    def alive() -> bool:
        nonlocal seen
        if _threads(client):
            seen = time.monotonic()
        return time.monotonic() - seen < _LOST_AFTER_S

    return alive


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences Dask on lost connections: errors of ours report them."""
    logs = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)


def _reach(distributed: Any, address: str, place: Place) -> Any:
    """A client of the scheduler there; that it answers is tried first, for a client waits for ever for one that does
    not."""
    try:
        distributed.comm.get_address_host_port(address)
        with ThreadPoolExecutor(1) as apart:  # for a loop may be running here, as in a notebook
            apart.submit(asyncio.run, _ask(distributed, address)).result()
        return distributed.Client(address, timeout=_PATIENCE_S, set_as_default=False)
    except (Exception, asyncio.CancelledError):  # another program that answers may make Dask fail in any way
        expected = "expected the address of a running Dask scheduler, such as tcp://10.0.0.5:8786"
        raise fail("cluster-unreachable", place, "no scheduler answers there", expected) from None


async def _ask(distributed: Any, address: str) -> None:
    """Asks a scheduler who it is. Raises TimeoutError if it does not say."""
    async with distributed.rpc(address) as scheduler:
        await asyncio.wait_for(scheduler.identity(), _PATIENCE_S)


def _compare(client: Any, place: Place) -> None:
    """Refuses workers that would play other runs, or none, or that do not answer."""
    try:
        found: dict[str, object] = client.sync(
            client._run, versions, on_error="return", callback_timeout=_WORKERS_PATIENCE_S
        )
    except TimeoutError:
        expected = f"expected an answer within {_WORKERS_PATIENCE_S:.0f} seconds; end those that hang"
        raise fail("cluster-without-workers", place, "not all of its workers answer", expected) from None
    if not found:
        raise fail("cluster-without-workers", place, "the scheduler has no workers", "start some first")
    raise_if(fault for worker, theirs in found.items() for fault in _judge(worker, theirs, place))


def _judge(worker: str, theirs: object, place: Place) -> Iterator[Fault]:
    ours = versions()
    if not isinstance(theirs, dict):
        theirs = {"rulesim": "missing or unusable"}
    for part, version in theirs.items():
        if version != ours[part]:
            found = f"{part} on {worker}: {version}"
            yield Fault("cluster-versions", place, found, f"expected {part} {ours[part]}, as on this machine")


def versions() -> dict[str, str]:
    """The versions of the package and of the libraries that affect results."""
    from importlib.metadata import version

    return {part: version(part) for part in ("rulesim", "numpy", "scipy", "simpy")}
