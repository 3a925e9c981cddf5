"""What import contracts cannot say: what rules may use at all, and that rooms mirror each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "rulesim"
PURE = {
    *("__future__", "collections", "dataclasses", "fractions", "functools", "heapq"),
    *("itertools", "math", "numpy", "operator", "typing"),
}
LUCK_OF_NUMPY = {"Generator", "PCG64DXSM", "SeedSequence"}
"""What may be used of `numpy.random`: streams with an address."""


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name the whole module"
            yield node.module or ""


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def test_rules_know_no_chance_no_clock_and_no_file() -> None:
    for path in (PACKAGE / "rules").rglob("*.py"):
        known = {name for name in imports(path) if not name.startswith(("rulesim.rules", "rulesim.model"))}
        assert {name.partition(".")[0] for name in known} <= PURE, path
        called = {
            node.func.id for node in nodes(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not {"print", "open", "input", "exec", "eval"} & called, path
        assert "random" not in {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}, path


def test_luck_is_drawn_only_with_an_address() -> None:
    """That it is drawn in this one module, ruff sees to."""
    used = {
        node.attr
        for node in nodes(PACKAGE / "luck" / "draws.py")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "random"
    }
    assert used == LUCK_OF_NUMPY


def test_there_is_one_file_for_each_kind_of_stage_on_each_floor_that_knows_them() -> None:
    kinds = {"petition", "motion", "decision", "nominations", "ballot"}
    for folder in ("engines/event", "luck"):
        assert kinds <= {path.stem for path in (PACKAGE / folder).glob("*.py")}, folder
    rules = {path.stem for path in (PACKAGE / "rules").glob("*.py")}
    assert kinds - {"decision", "ballot"} | {"count"} <= rules, "a decision has no rule; that of a ballot is its count"
