"""The command as a process of its own: what it imports, that no hash order shows, and how it is stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "numpy",
    "scipy",
    "pydantic",
    "simpy",
    "pandas",
    "jinja2",
    "ruamel",
    "multiprocessing",
    "pyarrow",
    "distributed",
)


def python(code: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        input=said,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
        timeout=120,
        check=False,
    )


def test_the_installed_command_and_the_module_answer_alike() -> None:
    script = Path(sys.executable).with_name("rulesim")
    command, installed = (
        subprocess.run([*words, "list", "--json"], capture_output=True, text=True, check=True)
        for words in ([sys.executable, "-m", "rulesim"], [script])
    )
    assert command.stdout == installed.stdout
    assert json.loads(command.stdout)["scenarios"]


def test_help_imports_nothing_heavy() -> None:
    found = python(
        "import sys; from rulesim.cli.main import run_app; code = run_app(['--help'])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code, file=sys.stderr)"
    )
    assert found.stderr.strip() == "[] 0"


SEVERAL = """
import sys
from functools import partial
from rulesim.cli.main import run_app
from rulesim.studies import boundary, findings
findings.study_boundary = partial(boundary.study_boundary, runs=3)
boundary.POINTS, boundary._narrow = 2, lambda *_: None
for words in sys.stdin.read().splitlines():
    run_app(words.split())
"""
COMMANDS = """
list --json
show labour-2016
show uk-labour-2016
show labour-2016 --json
trace labour-2016 --run 5 --all
run labour-2016 --runs 30
readings article-arithmetic --runs 6 --reading size-of-threshold=all-elected
readings labour-2016-nec --runs 4 --reading size-of-threshold=all-elected
replay what-happened --set conduct.challenge.given.signatures.eagle=50
check labour-2016 uk-labour-2016
"""


def test_no_order_of_hashes_shows() -> None:
    one, other = python(SEVERAL, COMMANDS, PYTHONHASHSEED="0"), python(SEVERAL, COMMANDS, PYTHONHASHSEED="1")
    assert one.stderr == other.stderr == ""
    assert len(one.stdout) > 10_000
    assert one.stdout == other.stdout


STOPPED = """
import os, signal, sys, threading
from rulesim.cli.main import run_app
from rulesim.loading.scenario import load
from rulesim.reports import json
from rulesim.reports.tables.ensemble import ensemble_table
from rulesim.studies import play, save
threading.Timer(WAIT, lambda: os.killpg(0, signal.SIGINT)).start()
sys.exit(run_app(["run", "labour-2016", "--runs", "200000", "--workers", "WORKERS"]))
"""


def test_stopping_it_prints_a_word_and_no_traceback_also_with_workers() -> None:
    for workers, wait in (("1", "2"), ("2", "3")):
        found = python(STOPPED.replace("WAIT", wait).replace("WORKERS", workers))
        assert (found.returncode, found.stdout, found.stderr.strip()) == (1, "", "stopped"), workers


def test_of_a_reader_that_stops_early_only_the_exit_code_tells() -> None:
    found = subprocess.run(
        [f"{sys.executable} -m rulesim trace labour-2016 --json | head -c 10 > /dev/null; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        shell=True,
        executable="/bin/bash",
        check=True,
    )
    assert (found.stdout.strip(), found.stderr) == ("2", "")
