"""The rules of the house, as far as a machine can check them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rulesim.loading.library import RULEBOOKS, SCENARIOS
from rulesim.loading.yaml_reader import read_file

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = sorted((ROOT / "rulesim").rglob("*.py"))
BIN = Path(sys.executable).parent
MOST_LINES = 300
ORDINARY = frozenset(
    [
        "may",
        "major",
        "hunt",
        "long",
        "brown",
        "white",
        "short",
        "other",
        "kind",
        "rule",
        "wilson",
        "day",
        "delay",
        "mar",
    ]
)
"""Surnames that are words of the language as well, or the name of a statistician's interval."""
SELDOM_GOOD = frozenset({"utils", "util", "helpers", "helper", "common", "base", "misc"})
MACHINES = re.compile(r"(?<![\w.])/(?:" + "|".join(("work", "root", r"home/\w+", r"Users/\w+")) + r")/")
PICTURES = frozenset({".png", ".jpg", ".ico", ".pdf", ".woff2", ".parquet"})


@pytest.mark.parametrize(
    "command",
    ["ruff check .", "ruff format --check .", "mypy", "lint-imports"],
)
def test_the_tools_of_the_house_find_nothing(command: str) -> None:
    program, *words = command.split()
    found = subprocess.run([BIN / program, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, f"{command}\n{found.stdout[-4000:]}{found.stderr[-2000:]}"


def test_no_module_is_longer_than_a_page_or_six() -> None:
    long = {path.relative_to(ROOT).as_posix(): count for path in PACKAGE if (count := lines(path)) > MOST_LINES}
    assert not long


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def code(path: Path) -> str:
    """The code of a module: no comments, and no strings that stand by themselves."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not is_text(part)] or [ast.Pass()]  # type: ignore[attr-defined]
    return ast.unparse(tree)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def names_in_data() -> Iterator[str]:
    """Parties and people of the bundled files: full names, and surnames that are no ordinary words."""
    for path in sorted(RULEBOOKS.rglob("*.yaml")):
        party = read_file(path)[0].plain()["party"]
        yield re.sub(r"\s*(\(.*\)|\bParty\b)", "", party).removeprefix("the ").strip()
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        for person in read_file(path)[0].plain()["people"].values():
            words = [word for word in person["name"].split() if word[0].isupper()]
            if len(words) > 1:
                yield " ".join(words)
                yield words[-1]


def test_code_holds_the_name_of_no_party_and_no_person() -> None:
    found = {name for name in names_in_data() if name.lower() not in ORDINARY}
    assert {"Labour", "Jeremy Corbyn", "Corbyn"} <= found, "names are found in the data"
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(found)))})\b", re.IGNORECASE)
    held = {path.relative_to(ROOT).as_posix(): hits for path in PACKAGE if (hits := pattern.findall(code(path)))}
    assert not held


def _outside_git() -> Iterator[Path]:
    """The files of a copy without its history."""
    folders = ("rulesim", "tests", "docs", "scenarios", "seeds")
    yield from (path for folder in folders for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts)
    yield from ROOT.glob("*.*")


def files_of_the_project() -> list[Path]:
    """Files that are committed or about to be."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = "\0".join(path.relative_to(ROOT).as_posix() for path in _outside_git())
    return [ROOT / name for name in found.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_tells_of_the_machine_it_was_written_on() -> None:
    texts = [path for path in files_of_the_project() if path.suffix not in PICTURES]
    assert len(texts) > 100
    read = {path: path.read_text("utf-8", errors="replace") for path in texts}
    held = {path.relative_to(ROOT).as_posix(): hits for path, text in read.items() if (hits := MACHINES.findall(text))}
    assert not held


def test_every_module_has_a_name_that_says_something() -> None:
    modules = [path for path in files_of_the_project() if path.suffix == ".py"]
    vague = [path for path in modules if SELDOM_GOOD & {path.stem, path.parent.name}]
    assert not vague


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in PACKAGE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent
