"""Whether two versions of rulesim give the same answers: every bundled scenario, figure by figure.

    python benchmarks/answers.py record FOLDER --python PYTHON      what one version answers, one JSON file a question
    python benchmarks/answers.py compare FOLDER OTHER               every figure that differs; exit code 1 if any does

Left aside: how long it took, the versions and hashes of the manifest, and words made for people (such as `what`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RUNS, SEED = "1000", "1"
ASIDE = frozenset({"elapsed_s", "runs_per_s", "manifest", "what", "told", "why", "differences", "facts"})
ANSWER = """
import contextlib, io, json, sys
from pathlib import Path
from rulesim.cli.main import main

def answer(words):
    said = io.StringIO()
    sys.argv = ["rulesim", *words]
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main()
    return said.getvalue()

folder = Path(sys.argv[1])
for name, words in json.load(sys.stdin):
    (folder / f"{name}.json").write_text(answer(words), encoding="utf-8")
"""
"""Played by the version in question: all questions in one process, since starting takes longer than answering."""


def asked(python: str) -> Iterator[tuple[str, list[str]]]:
    """Every question, by the name of its file."""
    listed = json.loads(_run(python, ["-m", "rulesim", "list", "--json"]))
    for entry in listed["scenarios"]:
        name = entry["name"]
        stem = name.replace("/", "--")
        yield f"run--{stem}", ["run", name, "--runs", RUNS, "--seed", SEED, "--json"]
        yield f"trace--{stem}", ["trace", name, "--run", "7", "--seed", SEED, "--json"]
        if not name.startswith("history/"):
            yield f"readings--{stem}", ["readings", name, "--runs", RUNS, "--seed", SEED, "--json"]
    yield "replay--all", ["replay", "--all", "--json"]


def _run(python: str, words: list[str], told: str = "") -> str:
    # `-P`: the version that the interpreter has installed, whatever folder this is started in.
    command = [python, "-P", "-X", "utf8", *words]
    return subprocess.run(command, input=told, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout


def record(folder: Path, python: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _run(python, ["-c", ANSWER, str(folder)], json.dumps(list(asked(python))))


def differences(one: Any, other: Any, where: str = "") -> Iterator[str]:
    """Every place at which two documents differ, but for what is left aside."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted((one.keys() | other.keys()) - ASIDE):
            yield from differences(one.get(key), other.get(key), f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{where}[{place}]")
    elif one != other:
        yield f"{where or '.'}: {one!r} before, {other!r} after"


def _document(path: Path) -> Any:
    text = path.read_text("utf-8") if path.is_file() else "null"
    try:
        return json.loads(text)
    except ValueError:
        return text


def compare(one: Path, other: Path) -> int:
    names = sorted({path.name for folder in (one, other) for path in folder.glob("*.json")})
    found = 0
    for name in names:
        for line in differences(_document(one / name), _document(other / name)):
            print(f"{name}{line}")
            found += 1
    print(f"{len(names)} answers compared, {found} figures differ")
    return 1 if found or not names else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="what", required=True)
    recording = parts.add_parser("record")
    recording.add_argument("folder", type=Path)
    recording.add_argument("--python", default=sys.executable)
    comparing = parts.add_parser("compare")
    comparing.add_argument("folder", type=Path)
    comparing.add_argument("other", type=Path)
    told = parser.parse_args()
    if told.what == "record":
        record(told.folder, told.python)
        return 0
    return compare(told.folder, told.other)


if __name__ == "__main__":
    sys.exit(main())
