"""A Dask cluster that runs already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from rulesim.errors import Fault, InputError, Place, fail

_PATIENCE = "10s"


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, Callable[[], int]]]:
    """The workers of the scheduler at an address such as `tcp://10.0.0.5:8786`, and how many there are now.

    Pieces of workers that are lost are played again by others. Raises InputError if nothing answers there, or
    what answers cannot do the work.
    """
    client = _reach(address)
    try:
        _compare(client, address)
        yield client.get_executor(pure=False), lambda: sum(client.nthreads().values())
    finally:
        client.close(timeout=_PATIENCE)


def _reach(address: str) -> Any:
    place = Place(f"--cluster {address}")
    try:
        import distributed
    except ImportError:
        raise fail("extra-missing", place, "Dask is not installed", 'run pip install "rulesim[cluster]"') from None
    try:
        client: Any = distributed.Client
        return client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError):
        expected = "expected the address of a running Dask scheduler, such as tcp://10.0.0.5:8786"
        raise fail("cluster-unreachable", place, "nothing answers there", expected) from None


def _compare(client: Any, address: str) -> None:
    """Refuses workers that would play other runs, or none."""
    ours, place = versions(), Place(f"--cluster {address}")
    found: dict[str, dict[str, str]] = client.run(versions, on_error="return")
    if not found:
        raise fail("cluster-without-workers", place, "a scheduler without workers", "start workers first")
    faults: list[Fault] = []
    for worker, theirs in sorted(found.items()):
        if not isinstance(theirs, dict):
            theirs = {"rulesim": "nothing that can be used"}
        for part, version in theirs.items():
            if version != ours[part]:
                wrong = fail("cluster-versions", place, f"{part} {version} at {worker}", f"expected {ours[part]}")
                faults += wrong.faults
    if faults:
        raise InputError(faults)


def versions() -> dict[str, str]:
    """Versions of what plays."""
    from importlib.metadata import version

    return {part: version(part) for part in ("rulesim", "numpy", "scipy", "simpy")}
