"""A process that has loaded the libraries once, and runs tests against each copy of the package in a child of its own.

It reads requests from its input, one a line, and answers each with a line: the exit code of pytest, and what it said.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

LIBRARIES = ("numpy", "pydantic", "pytest", "ruamel.yaml", "scipy.stats", "simpy")
"""Not Hypothesis: pytest rewrites its plugin, and must import it itself."""
PATIENCE = 300
"""Seconds after which a child is given up."""
MOST_MEMORY = 8 * 2**30
"""Bytes of addresses that a child may have: a fault may make it ask for ever more."""
FAILED_TO_END = -1
OPTIONS = ("-n0", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=planted", "--hypothesis-seed=1")


def start(root: Path) -> subprocess.Popen[str]:
    """Starts such a process beside the tests that ask it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    command = [sys.executable, "-P", str(Path(__file__).resolve())]
    return subprocess.Popen(command, cwd=root, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(
    process: subprocess.Popen[str], folder: Path, tests: tuple[str, ...], patience: float = PATIENCE
) -> tuple[int, str]:
    """Has some tests run against the package in a folder; they are given up after so many seconds."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps({"folder": str(folder), "tests": tests, "patience": patience}) + "\n")
    process.stdin.flush()
    code, said = json.loads(process.stdout.readline())
    return code, said


def _serve() -> None:
    for library in LIBRARIES:
        __import__(library)
    assert "rulesim" not in sys.modules
    for line in sys.stdin:
        print(json.dumps(_in_a_child(json.loads(line))), flush=True)


def _in_a_child(request: dict[str, Any]) -> tuple[int, str]:
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            _run(request["folder"], request["tests"], said.fileno())
        code = _wait(child, request["patience"])
        said.seek(0)
        return code, said.read().decode(errors="replace")


def _wait(child: int, patience: float) -> int:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return FAILED_TO_END


def _run(folder: str, tests: list[str], said: int) -> None:
    """In the child: the copy is imported first, here and by whatever the tests start; never returns."""
    code = FAILED_TO_END
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        os.environ |= {"PYTHONPATH": folder, "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis"}
        sys.path.insert(0, folder)
        import pytest

        import rulesim

        assert str(rulesim.__file__).startswith(folder), rulesim.__file__
        code = int(pytest.main([*OPTIONS, *tests]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code & 0xFF)


if __name__ == "__main__":
    _serve()
