"""Every planted fault makes its tests fail, and without a fault they pass."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from planted.copies import ROOT, copy_changed, copy_package
from planted.faults import FAULTS, Fault
from planted.forked import ask, start

PASSED, FAILED = 0, 1


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its data without a fault, compiled."""
    return copy_package(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="session")
def forked() -> Iterator[subprocess.Popen[str]]:
    """The process that runs the tests of one fault after another."""
    process = start(ROOT)
    with process:
        yield process


def plant(fault: Fault, sound: Path, folder: Path) -> None:
    """A copy of the package with a fault."""
    text = (sound / "rulesim" / fault.module).read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, f"{fault.module} has {text.count(fault.old)} times: {fault.old}"
    copy_changed(sound, folder, fault.module, text.replace(fault.old, fault.new))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what.replace(" ", "-"))
def test_a_planted_fault_is_noticed(fault: Fault, sound: Path, forked: subprocess.Popen[str], tmp_path: Path) -> None:
    plant(fault, sound, tmp_path / "faulty")
    code, said = ask(forked, tmp_path / "faulty", fault.tests)
    assert code == FAILED, said


def test_without_a_fault_the_same_tests_pass(sound: Path, forked: subprocess.Popen[str]) -> None:
    code, said = ask(forked, sound, tuple(sorted({test for fault in FAULTS for test in fault.tests})))
    assert code == PASSED, said
