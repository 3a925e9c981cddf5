"""The floor plan, read from the code itself: who imports whom, and what each floor must not know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "rulesim"
FLOORS = (
    {"cli"},
    {"api"},
    {"reports"},
    {"studies"},
    {"engines"},
    {"loading", "rules", "luck", "profiles"},
    {"model"},
    {"errors"},
)
"""From the top down."""
OUTSIDE = {"", "__main__"}
"""The package itself and its entry point, which only hand on."""
MODULES = sorted(PACKAGE.rglob("*.py"))
PURE = {
    *("__future__", "collections", "dataclasses", "fractions", "functools", "heapq"),
    *("itertools", "math", "numpy", "operator", "typing"),
}
LUCK_OF_NUMPY = {"Generator", "PCG64DXSM", "SeedSequence"}
"""What may be used of `numpy.random`: streams with an address."""


def home(path: Path) -> str:
    """The floor that a module lives on."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name the whole module"
            yield node.module or ""


def floor_of(part: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if part in floor)


def below(imported: str) -> str:
    """The part of rulesim that is imported; empty for other packages."""
    package, _, rest = imported.partition(".")
    return rest.partition(".")[0] if package == "rulesim" else ""


@pytest.mark.parametrize("part", [part for floor in FLOORS for part in sorted(floor)])
def test_imports_go_downwards_only(part: str) -> None:
    up = []
    for path in MODULES:
        if home(path) != part:
            continue
        for imported in imports(path):
            other = below(imported)
            if other and other != part and floor_of(other) <= floor_of(part):
                up.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert not up


def test_every_module_lives_on_a_floor() -> None:
    assert {home(path) for path in MODULES} == {part for floor in FLOORS for part in floor} | OUTSIDE


def test_rules_know_no_chance_no_clock_and_no_file() -> None:
    for path in (PACKAGE / "rules").rglob("*.py"):
        outside = {name.partition(".")[0] for name in imports(path) if not name.startswith("rulesim")}
        assert outside <= PURE, path
        assert {below(name) for name in imports(path) if name.startswith("rulesim")} <= {"rules", "model"}, path
        assert not {"print", "open", "input", "exec", "eval"} & set(calls(path)), path
        assert "random" not in attributes(path), path


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}


def test_luck_is_drawn_in_one_place_and_only_with_an_address() -> None:
    for path in MODULES:
        assert "random" not in {name.partition(".")[0] for name in imports(path)}, path
        used = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "random"
        }
        assert used <= (LUCK_OF_NUMPY if path == PACKAGE / "luck" / "draws.py" else set()), path
        assert not {name for name in imports(path) if name.startswith("numpy.random")}, path


def test_conduct_and_luck_know_no_threshold() -> None:
    for path in [*(PACKAGE / "luck").rglob("*.py"), PACKAGE / "model" / "conduct.py"]:
        for imported in imports(path):
            assert below(imported) not in ("rules", "engines", "loading"), path
            assert imported not in ("rulesim.model.threshold", "rulesim.model.requirement", "rulesim.model.rulebook"), (
                path
            )


def test_the_engines_never_import_each_other() -> None:
    engines = ("event", "vector")
    for folder in (*engines, "mechanics"):
        others = tuple(f"rulesim.engines.{engine}" for engine in engines if engine != folder)
        for path in (PACKAGE / "engines" / folder).rglob("*.py"):
            assert not [name for name in imports(path) if name.startswith(others)], path


def test_only_commands_print() -> None:
    talkers = {path.relative_to(PACKAGE).as_posix() for path in MODULES if "print" in set(calls(path))}
    assert {name.partition("/")[0] for name in talkers} <= {"cli"}


def test_there_is_one_file_for_each_kind_of_stage_on_each_floor_that_knows_them() -> None:
    kinds = {"petition", "motion", "decision", "nominations", "ballot"}
    for folder in ("engines/event", "luck"):
        assert kinds <= {path.stem for path in (PACKAGE / folder).glob("*.py")}, folder
    rules = {path.stem for path in (PACKAGE / "rules").glob("*.py")}
    assert kinds - {"decision", "ballot"} | {"count"} <= rules, "a decision has no rule; that of a ballot is its count"
