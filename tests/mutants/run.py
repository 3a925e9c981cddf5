"""Changes the rules a little, one change at a time, and sees whether a test fails.

    python tests/mutants/run.py --sample 300 --seed 2026

Each change is made in a copy of the package. The tests that are likely to fail are run first, and no more once one has
failed. A change that makes them run for ever counts as noticed. Changes listed in `equivalent.yaml`, which change no
answer, are not drawn. Ends with 1 if a smaller share is noticed than `--least` says.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from planted.copies import ROOT, copy_changed, copy_package
from planted.forked import FAILED_TO_END, ask, start

from mutants.changes import Change, changes
from mutants.equivalent import equivalents
from mutants.killers import Tests, in_steps, killers

ROOMS = ("rules", "rules/batch", "luck", "engines/event")


def every_change() -> list[Change]:
    """All changes of both writings of the rules, of luck, and of the engine that plays one run."""
    package = ROOT / "rulesim"
    modules = [path for room in ROOMS for path in sorted((package / room).glob("*.py"))]
    return [
        change
        for path in modules
        for change in changes(path.relative_to(package).as_posix(), path.read_text(encoding="utf-8"))
    ]


def drawn(among: list[Change], many: int | None, seed: int) -> list[Change]:
    """A sample in the order in which it was drawn, all if no number is given, without what changes no answer.

    To list such a change moves others up; it draws no other sample.
    """
    order = list(among)
    random.Random(seed).shuffle(order)
    listed = equivalents()
    matter = (change for change in order if not any(one.is_of(change) for one in listed))
    return list(islice(matter, many))


class Trial:
    """Runs tests against copies of the package; first, all that may be asked, against one without a change."""

    def __init__(self, folder: Path, process: subprocess.Popen[str], sample: list[Change]) -> None:
        self._folder, self._process = folder, process
        self._sound = copy_package(folder / "sound")
        self._patience = 30 + self._take_time(
            tuple(sorted({test for change in sample for test in killers(change.module)}))
        )

    def _take_time(self, tests: Tests) -> float:
        """Seconds that tests take; they pass where nothing is changed."""
        begun = time.monotonic()
        code, said = ask(self._process, self._sound, tests, patience=24 * 3600)
        if code:
            raise SystemExit(f"without a change these tests must pass: {' '.join(tests)}\n{said}")
        return time.monotonic() - begun

    def killed_by(self, change: Change) -> str:
        """What noticed a change; nothing if it survives."""
        copy = self._folder / "changed"
        copy_changed(self._sound, copy, change.module, change.text)
        try:
            return next(filter(None, self._steps(copy, change)), "")
        finally:
            shutil.rmtree(copy)

    def _steps(self, copy: Path, change: Change) -> Iterator[str]:
        for tests in in_steps(change.module):
            code, said = ask(self._process, copy, tests, self._patience)
            if code:
                failed = [line.split(" ")[1] for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))]
                yield "no end" if code == FAILED_TO_END else failed[0] if failed else "no start"


def told(change: Change) -> str:
    """A change in words."""
    where = f"rulesim/{change.module}:{change.number} ({change.within or 'the module'}): {change.what}"
    return f"{where}\n    - {change.line}\n    + {change.becomes}"


def run(sample: list[Change], verbose: bool) -> list[Change]:
    """Tries every change of a sample; returns those that nothing noticed."""
    survivors = []
    with tempfile.TemporaryDirectory() as folder, start(ROOT) as process:
        trial = Trial(Path(folder), process, sample)
        for number, change in enumerate(sample, 1):
            by = trial.killed_by(change)
            if not by:
                survivors.append(change)
            if verbose or not by:
                print(f"{number}/{len(sample)} {by or 'SURVIVED'}: {told(change)}", flush=True)
    return survivors


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="how many changes to draw; all of them without it")
    parser.add_argument("--seed", type=int, default=2026, help="which sample")
    parser.add_argument("--only", default="", help="only modules whose path begins so, such as rules/batch/ties")
    parser.add_argument("--least", type=float, default=95, help="percent of the changes that must be noticed")
    parser.add_argument("--list", action="store_true", help="say what would be tried, and try nothing")
    parser.add_argument("--verbose", action="store_true", help="say of every change what noticed it")
    asked = parser.parse_args()
    among = [change for change in every_change() if change.module.startswith(asked.only)]
    sample = drawn(among, asked.sample, asked.seed)
    if asked.list:
        print("\n".join(map(told, sample)))
        return 0
    survivors = run(sample, asked.verbose)
    noticed = len(sample) - len(survivors)
    share = 100 * noticed / len(sample) if sample else 100.0
    print(f"{noticed} of {len(sample)} changes were noticed ({share:.1f}%); there are {len(among)}")
    return 0 if share >= asked.least else 1


if __name__ == "__main__":
    sys.exit(main())
