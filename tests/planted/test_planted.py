"""Every planted fault makes its tests fail, and without a fault they pass."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from compileall import compile_dir
from pathlib import Path

import pytest

from planted.faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys, rulesim
assert rulesim.__file__.startswith(sys.argv[1]), rulesim.__file__
import pytest
sys.exit(pytest.main(["-n0", "-x", "-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""
"""The copy is imported first, and by the name by which all tests import it."""
PASSED, FAILED = 0, 1


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its data without a fault, compiled."""
    folder = tmp_path_factory.mktemp("sound")
    shutil.copytree(ROOT / "rulesim", folder / "rulesim", ignore=shutil.ignore_patterns("__pycache__"))
    for data in ("seeds", "scenarios"):
        shutil.copytree(ROOT / data, folder / data)
    compile_dir(folder / "rulesim", quiet=1)
    return folder


def run(folder: Path, tests: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Runs some tests against a copy of the package."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    env |= {"PYTHONPATH": str(folder), "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "hypothesis")}
    command = [sys.executable, "-P", "-c", RUN, str(folder), *tests]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what.replace(" ", "-"))
def test_a_planted_fault_is_noticed(fault: Fault, sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "faulty"
    shutil.copytree(sound, folder)
    module = folder / "rulesim" / fault.module
    text = module.read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, f"{fault.module} has {text.count(fault.old)} times: {fault.old}"
    module.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    done = run(folder, fault.tests)
    assert done.returncode == FAILED, done.stdout + done.stderr


def test_without_a_fault_the_same_tests_pass(sound: Path) -> None:
    done = run(sound, tuple(sorted({test for fault in FAULTS for test in fault.tests})))
    assert done.returncode == PASSED, done.stdout + done.stderr
