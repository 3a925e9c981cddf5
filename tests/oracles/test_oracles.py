"""The oracles stand on their own feet."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import pytest

from oracles.bars import needed
from oracles.people import people_of, union
from oracles.petitions import at_least, at_least_by_cases, sped_up

FILES = sorted(path for path in Path(__file__).parent.glob("*.py") if not path.name.startswith("test_"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_oracle_imports_nothing_of_rulesim(path: Path) -> None:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    assert not {name for name in names if name.split(".")[0] == "rulesim"}


def test_there_are_oracles_to_look_at() -> None:
    assert len(FILES) > 5


def test_two_ways_to_a_binomial_tail_agree() -> None:
    for people in range(6):
        for k in range(people + 2):
            assert at_least(k, people, Fraction(1, 3)) == at_least_by_cases(k, people, Fraction(1, 3))


def test_bars_by_hand() -> None:
    assert [needed(Fraction(1, 5), base) for base in (249, 250, 251)] == [50, 50, 51]
    assert needed(Fraction(1, 5), 250, test="more than") == 51
    assert [needed(Fraction(1, 2), 5, rounding) for rounding in ("exact", "up", "down", "nearest")] == [3, 3, 2, 3]


def test_people_by_hand() -> None:
    members = people_of({"front": "mps", "mps": "", "whips": "front"}, {"mps": 10, "front": 4, "whips": 1})
    assert len(union(members, ["front", "mps"])) == 10
    assert len(union(members, ["whips", "front"])) == 4


def test_doubled_rates_halve_the_waiting() -> None:
    assert sped_up([4.0, 8.0], 1, 1.0) == [4.0, 6.0]
