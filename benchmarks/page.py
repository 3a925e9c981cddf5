"""Measures everything and puts it into the page: `python benchmarks/page.py [SECTION...]`.

Fills the marked sections of `docs/performance.md`, all or those named (machine, speed, counting, growth, memory,
parts); the words around them are written by hand. Takes a quarter of an hour. Leave the machine alone meanwhile.

`python benchmarks/page.py speed --beside PYTHON` measures this version beside the one that another interpreter has
installed. It prints its table and leaves the page as it is.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import beside, contest, counting, growth, handwritten, memory, parts, speed  # noqa: F401
from rulesim.engines.ensemble import ENGINE

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
LIBRARIES = ("rulesim", "numpy", "simpy", "elsim", "numba")


def machine() -> str:
    """What it was measured on and with."""
    import scenario_2016ish

    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"Engine `{ENGINE}`; {scenario_2016ish.machine_note()}; {versions}.\n"


def sections(repeats: int, long_enough: float, longest: float) -> Mapping[str, Callable[[], str]]:
    """How each section of the page is made."""
    return {
        "machine": machine,
        "speed": partial(speed.section, repeats, long_enough),
        "counting": partial(counting.section, max(repeats, 7)),
        "growth": partial(growth.section, long_enough / 5, longest),
        "memory": partial(in_a_process_of_its_own, memory.__file__, longest),
        "parts": partial(parts.section, str(contest.FILE), long_enough * 2),
    }


def in_a_process_of_its_own(script: str, longest: float) -> str:
    """What a script prints. The system counts what a process held before it started another to that one's peak, so
    peaks of memory are measured from one that holds little."""
    done = subprocess.run(
        [sys.executable, script, "--longest", str(longest)], stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip() + "\n"


def put(page: str, name: str, text: str) -> str:
    """The page with a section filled anew. Raises ValueError if the page has no such section."""
    pattern = re.compile(rf"(<!-- measured: {name} -->\n).*?(\n<!-- end -->)", re.S)
    filled, many = pattern.subn(lambda found: f"{found[1]}\n{text}{found[2]}", page)
    if many != 1:
        raise ValueError(f"expected one section 'measured: {name}' in {PAGE.name}, found {many}")
    return filled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help="what to measure; all if none is named")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=5, help="how long a repeat of rulesim shall take")
    parser.add_argument(
        "--longest", type=float, default=600, help="single measures that would take longer are left out"
    )
    parser.add_argument("--beside", metavar="PYTHON", help="with `speed`: an interpreter that has another version")
    asked = parser.parse_args()
    if asked.beside:
        if asked.sections != ["speed"]:
            parser.error("--beside goes with the section speed alone")
        print(beside.section(asked.beside, asked.repeats, asked.seconds))
        return
    made = sections(asked.repeats, asked.seconds, asked.longest)
    unknown = sorted(set(asked.sections) - set(made))
    if unknown:
        parser.error(f"no section {', '.join(unknown)}; expected {', '.join(made)}")
    for name in asked.sections or made:
        print(f"measuring: {name}", file=sys.stderr)
        text = made[name]()
        PAGE.write_text(put(PAGE.read_text("utf-8"), name, text), "utf-8")


if __name__ == "__main__":
    main()
