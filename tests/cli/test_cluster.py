"""A real cluster: a scheduler and workers on this machine, as processes of their own, one of which is killed midway."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread

import pytest
from studies import quick

from rulesim.engines import cluster, workers
from rulesim.engines.pieces import Piece
from rulesim.errors import InputError, Place, WorkersLostError

WORDS = ("run", "oak.yaml", "--runs", "6000", "--save", "runs.parquet")
Process = subprocess.Popen[bytes]


class Started:
    """The processes of a cluster in a folder, all ended with it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.processes: list[Process] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        wait_until(file.exists)
        self.address: str = json.loads(file.read_text("utf-8"))["address"]

    def worker(self) -> Process:
        """A worker with one thread, once it takes work."""
        process = self._start("worker", self.address, "--no-nanny", "--nthreads", "1", "--local-directory", ".")
        log = self.folder / f"{len(self.processes)}.log"
        wait_until(lambda: b"Registered to" in log.read_bytes())
        return process

    def _start(self, *words: str) -> Process:
        log = self.folder / f"{len(self.processes) + 1}.log"
        with log.open("wb") as written:
            line = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
            process = subprocess.Popen(line, cwd=self.folder, env=os.environ, stdout=written, stderr=written)
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait(timeout=60)


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    quick.scenario(tmp_path)
    return tmp_path


@pytest.fixture
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    pytest.importorskip("distributed")
    found = Started(tmp_path_factory.mktemp("cluster"))
    yield found
    found.end()


def pieces(folder: Path) -> int:
    return len(list((folder / "runs.parquet.part").glob("0*.parquet")))


def alone(folder: Path) -> bytes:
    """The file as one process makes it."""
    words = [*WORDS[:-1], "alone.parquet", "--workers", "1"]
    assert quick.finish(quick.begin(folder, *words))[0] == 0
    return (folder / "alone.parquet").read_bytes()


def test_a_worker_that_is_killed_midway_changes_nothing(started: Started, folder: Path) -> None:
    """The first pieces are the work of one worker; it is killed with work in hand, and another goes on."""
    first = started.worker()
    process = quick.begin(folder, *WORDS, "--cluster", started.address)
    wait_until(lambda: pieces(folder) >= 3)
    first.kill()
    first.wait(timeout=60)
    assert pieces(folder) < 20, "it was killed midway"
    started.worker()
    code, out, err = quick.finish(process)
    assert (code, err) == (0, "wrote runs.parquet\n")
    assert "6,000 runs" in out
    assert (folder / "runs.parquet").read_bytes() == alone(folder)


def test_a_cluster_that_is_shut_down_leaves_what_is_finished(started: Started, folder: Path) -> None:
    started.worker()
    process = quick.begin(folder, *WORDS, "--cluster", started.address)
    wait_until(lambda: pieces(folder) >= 2)
    started.scheduler.kill()
    code, out, err = quick.finish(process)
    assert (code, out) == (1, "")
    assert err == (
        f"the workers went away: killed, out of memory, or shut down: {pieces(folder) * quick.PIECE:,} of 6,000 runs"
        " are saved in runs.parquet.part. Run the same command with --resume to continue.\n"
    )
    assert quick.finish(quick.begin(folder, *WORDS, "--resume", "--workers", "1"))[0] == 0
    assert (folder / "runs.parquet").read_bytes() == alone(folder)


def test_whoever_stops_it_does_not_wait_for_the_cluster(started: Started, folder: Path) -> None:
    started.worker()
    process = quick.begin(folder, *WORDS, "--cluster", started.address)
    wait_until(lambda: pieces(folder) >= 2)
    process.terminate()
    code, out, err = quick.finish(process, timeout=60)
    assert (code, out) == (1, "")
    assert err.startswith("stopped: ")
    assert err.count("\n") == 1


def test_readings_and_counts_come_out_as_from_one_process(started: Started, folder: Path) -> None:
    started.worker()
    started.worker()
    times = {"elapsed_s", "runs_per_s"}
    for words in (("run", "oak.yaml", "--runs", "1500"), ("readings", "oak.yaml", "--runs", "700")):
        found = []
        for where in (("--cluster", started.address), ("--workers", "1")):
            code, out, err = quick.finish(quick.begin(folder, *words, "--json", *where))
            assert (code, err) == (0, "")
            found.append({key: value for key, value in json.loads(out).items() if key not in times})
        assert found[0] == found[1]


def test_a_scheduler_without_workers_is_told(started: Started, folder: Path) -> None:
    code, out, err = quick.finish(quick.begin(folder, *WORDS, "--cluster", started.address))
    assert (code, out) == (2, "")
    assert err.strip().endswith("[cluster-without-workers]")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff" * 64, None])
def test_what_is_no_scheduler_is_told_and_not_waited_for(
    folder: Path, answer: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program answers there, or takes the call and says nothing; before, that was our bug, or for ever."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE_S", 2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = Thread(target=_answer, args=(server, answer), daemon=True)
        answering.start()
        with pytest.raises(InputError) as caught, cluster.cluster(f"tcp://127.0.0.1:{server.getsockname()[1]}"):
            pass
        server.shutdown(socket.SHUT_RDWR)
        answering.join(10)
    (fault,) = caught.value.faults
    assert (fault.slug, fault.found) == ("cluster-unreachable", "no scheduler answers there")


def _answer(server: socket.socket, answer: bytes | None) -> None:
    """Until the server is shut down; whoever calls may hang up, and no call is left open."""
    with suppress(OSError), ExitStack() as calls:
        while True:
            call = calls.enter_context(server.accept()[0])
            if answer is not None:
                with suppress(OSError), call:
                    call.sendall(answer)


@pytest.mark.parametrize("frozen", ["the scheduler", "the worker"])
def test_who_does_not_answer_is_not_waited_for(started: Started, frozen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, it waited in silence."""
    monkeypatch.setattr(cluster, "_PATIENCE_S", 3)
    monkeypatch.setattr(cluster, "_WORKERS_PATIENCE_S", 3.0)
    worker = started.worker()
    process = started.scheduler if frozen == "the scheduler" else worker
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(InputError) as caught, cluster.cluster(started.address):
        pass
    process.send_signal(signal.SIGCONT)
    (fault,) = caught.value.faults
    assert fault.slug == ("cluster-unreachable" if frozen == "the scheduler" else "cluster-without-workers")
    assert "answer" in fault.found


def test_workers_that_would_play_otherwise_are_refused() -> None:
    ours, place = cluster.versions(), Place("--cluster here")
    assert list(cluster._judge("one", ours, place)) == []
    (older,) = cluster._judge("two", {**ours, "numpy": "1.0"}, place)
    assert (older.slug, older.found) == ("cluster-versions", "numpy on two: 1.0")
    (without,) = cluster._judge("three", ModuleNotFoundError("no rulesim"), place)
    assert without.found == "rulesim on three: missing or unusable"


def test_without_dask_it_says_what_to_install(folder: Path) -> None:
    code = quick.COMMAND.replace("import sys\n", "import sys\nsys.modules['distributed'] = None\n")
    found = subprocess.run(
        [sys.executable, "-c", code, "run", "oak.yaml", "--cluster", "tcp://127.0.0.1:1"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert 'run pip install "rulesim[cluster]" [extra-missing]' in found.stderr


@pytest.mark.parametrize("gone", ["the last worker is killed", "the scheduler freezes"])
def test_nobody_waits_for_ever_for_workers_that_are_gone(
    started: Started, gone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, it waited in silence."""
    monkeypatch.setattr(cluster, "_LOST_AFTER_S", 1.0)
    monkeypatch.setattr(cluster, "_PATIENCE_S", 5)
    monkeypatch.setattr(workers, "LOOK_EVERY_S", 0.2)
    worker = started.worker()
    with cluster.cluster(started.address) as share_out:
        assert list(share_out(repr, [Piece(0, 1)])) == [(Piece(0, 1), "Piece(first=0, runs=1)")]
        if gone == "the last worker is killed":
            worker.kill()
        else:
            started.scheduler.send_signal(signal.SIGSTOP)
        with pytest.raises(WorkersLostError, match="the workers went away"):
            list(share_out(repr, [Piece(1, 1)]))
        started.scheduler.send_signal(signal.SIGCONT)
