"""Seeds: every reference leads to a fact or a source, every fact has its sources, and plain arithmetic is right."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from operator import add, mul, sub, truediv
from pathlib import Path

import pytest

from rulesim.loading.library import RULEBOOKS, SCENARIOS, SEEDS, names
from rulesim.loading.seeds import find_fact, find_sources, load_seed, seed_names
from rulesim.loading.yaml_reader import read_file
from rulesim.model.document import walk
from rulesim.model.facts import Fact, Seed
from rulesim.model.quantities import parse_fraction, parse_moment, parse_share
from rulesim.rules.threshold import round_people

KEPT = frozenset(
    {
        *("au-lib-2009/s2", "ca-con-2017/s9", "jp-ldp-2012/s5", "uk-con-2016/s7", "uk-con-2018-confidence/s8"),
        *("uk-con-2019/s9", "uk-con-2022-jul/s9", "uk-con-2024/s11", "uk-ld-2019/s5"),
    }
)
"""Sources (`seed/id`) that stand in a seed though nothing names them, each for a reason told in the seed."""
IDS = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
REFERENCE = re.compile(r"\b[a-z][a-z0-9-]*/[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*")
ROUNDED = re.compile(r"([0-9]+%) \* ([^,]+)(?:, rounded (up|down)|, rounded to (nearest))")
OPERATORS = {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.Div: truediv}
FACTS = [(name, id_) for name in seed_names() for id_ in load_seed(name)[0].facts]
FILES = [folder / f"{name}.yaml" for folder in (RULEBOOKS, SCENARIOS) for name in names(folder)]


def fact(where: tuple[str, str]) -> Fact:
    return load_seed(where[0])[0].facts[where[1]]


def references(path: Path) -> Iterator[tuple[str, str]]:
    """What a file takes from seeds: `fact` or `source`, and the reference."""
    for keys, node in walk(read_file(path)[0]):
        if node.fields is not None and set(node.fields) == {"fact"}:
            yield "fact", str(node.fields["fact"].value)
        elif keys[-2:-1] == ("sources",):
            yield "source", str(node.value)


@cache
def every_reference() -> frozenset[str]:
    return frozenset(reference for path in FILES for _, reference in references(path))


def cited(seed: str) -> set[str]:
    """The ids of a seed that rule books and scenarios name."""
    return {reference.partition("/")[2] for reference in every_reference() if reference.startswith(f"{seed}/")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_reference_leads_somewhere(path: Path) -> None:
    for kind, reference in references(path):
        if kind == "fact":
            assert find_fact(reference), reference
        assert find_sources(reference), reference


@pytest.mark.parametrize("name", seed_names())
def test_a_seed_is_named_as_its_file_and_its_ids_are_plain(name: str) -> None:
    seed = load_seed(name)[0]
    assert seed.seed == name
    assert all(IDS.fullmatch(id_) for id_ in (*seed.facts, *seed.sources))
    assert not set(seed.facts) & set(seed.sources)


@pytest.mark.parametrize("name", seed_names())
def test_every_source_of_a_fact_exists(name: str) -> None:
    seed = load_seed(name)[0]
    for id_, one in seed.facts.items():
        assert set(one.sources) <= set(seed.sources), f"{name}/{id_}"
        assert len(set(one.sources)) == len(one.sources), f"{name}/{id_}"


@pytest.mark.parametrize("name", seed_names())
def test_every_source_is_used_or_kept_for_a_reason(name: str) -> None:
    seed = load_seed(name)[0]
    used = {source for one in seed.facts.values() for source in one.sources} | cited(name)
    assert set(seed.sources) - used == {kept.partition("/")[2] for kept in KEPT if kept.startswith(f"{name}/")}
    assert all(source.title for source in seed.sources.values())


@pytest.mark.parametrize("where", FACTS, ids="/".join)
def test_a_fact_is_sane(where: tuple[str, str]) -> None:
    one = fact(where)
    assert date(1800, 1, 1) < one.known_from < date.today()
    assert one.name
    assert not isinstance(one.value, bool)
    if isinstance(one.value, str):
        value_is_sane(one.value)


def value_is_sane(value: str) -> None:
    """A text is an exact share, a day or minute, or short words: never a decimal, never a number in quotes."""
    assert not re.fullmatch(r"[-+]?\d+(\.\d+)?", value)
    if re.fullmatch(r"[\d./ ]*[%/][\d ]*", value):
        assert parse_share(value) >= 0
    elif re.match(r"\d{4}-\d\d-", value):
        assert parse_moment(value)
    else:
        assert len(value) <= 200
        assert value == value.strip()


def mentioned(seed: Seed) -> Iterator[tuple[str, str]]:
    """Other facts that notes speak of, with the fact that does."""
    for id_, one in seed.facts.items():
        for reference in REFERENCE.findall(f"{one.note} {one.name} {one.derived}"):
            if reference.partition("/")[0] in seed_names():
                yield id_, reference


@pytest.mark.parametrize("name", seed_names())
def test_notes_speak_of_facts_that_exist(name: str) -> None:
    for id_, reference in mentioned(load_seed(name)[0]):
        assert find_sources(reference), f"{name}/{id_} speaks of {reference}"


def plain(text: str) -> Fraction | None:
    """What plain arithmetic comes to; None if it is not plain."""
    try:
        return _worked_out(ast.parse(text, mode="eval").body)
    except (SyntaxError, KeyError):
        return None


def _worked_out(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_worked_out(node.left), _worked_out(node.right))
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return Fraction(node.value)
    raise SyntaxError


def derived(text: str) -> Fraction | None:
    """What a derivation comes to: plain arithmetic, or a share of it that is rounded."""
    match = ROUNDED.fullmatch(text)
    if match is None:
        return plain(text)
    share, base, side, nearest = match.groups()
    of = plain(base)
    rounding = "nearest" if nearest else "up" if side == "up" else "down"
    return None if of is None else round_people(parse_fraction(share) * of, rounding)


def half_a_unit(text: str) -> Fraction:
    """Half of the last decimal place of a number as it is written."""
    decimals = len(text.rstrip("%").partition(".")[2])
    return parse_fraction("1%" if text.endswith("%") else "1") / 2 / 10**decimals


def is_a_number(value: object) -> bool:
    try:
        parse_fraction(value)
    except (ValueError, ArithmeticError):
        return False
    return True


WORKED_OUT = [where for where in FACTS if is_a_number(fact(where).value) and derived(fact(where).derived) is not None]


def test_most_derivations_are_plain() -> None:
    assert len(WORKED_OUT) > 50


@pytest.mark.parametrize("where", WORKED_OUT, ids="/".join)
def test_a_derived_figure_is_what_it_comes_to(where: tuple[str, str]) -> None:
    one = fact(where)
    found, exact = parse_fraction(one.value), derived(one.derived)
    assert exact is not None
    assert abs(found - exact) <= (half_a_unit(str(one.value)) if "rounded" in one.note else 0)


def test_there_are_seeds() -> None:
    assert set(seed_names()) >= {"seed-article", "uk-lab-2015", "uk-lab-2016"}
    assert (SEEDS / "README.md").is_file()
