"""Every replay hangs on its record: change a recorded figure that decides, and it differs, and says where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from rulesim.errors import InputError
from rulesim.loading.scenario import load
from rulesim.studies.replay import Replay, replay

HISTORY = Path(__file__).resolve().parents[2] / "scenarios" / "history"
REPLAYS = sorted(path.stem for path in HISTORY.glob("*.yaml"))
_DECIMAL = re.compile(r"\d+(\.\d+)?%?")
OTHER = ("0", "1", "100000")
"""What is written instead, one after the other: far from any bar, on one side and on the other."""


def figures(name: str) -> list[str]:
    """The places of all whole numbers that the record gives for what people did, in an order of chance."""
    conduct = load(str(HISTORY / f"{name}.yaml")).scenario.conduct
    places = [
        place
        for stage, cases in conduct.items()
        for case in cases
        for place in _numbers(case.get("given"), f"conduct.{stage}.given")
    ]
    Random(name).shuffle(places)
    return places


def _numbers(value: object, place: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _numbers(part, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for position, part in enumerate(value):
            yield from _numbers(part, f"{place}.{position}")
    elif isinstance(value, int) and not isinstance(value, bool):
        yield place


def damaged(name: str) -> Iterator[Replay]:
    """The replay with one figure changed, figure by figure; what is refused before it is played is passed over."""
    for place in figures(name):
        for other in OTHER:
            try:
                yield replay(load(str(HISTORY / f"{name}.yaml"), {place: other}))
            except InputError:
                continue

    yield from exchanged(name)


def exchanged(name: str) -> Iterator[Replay]:
    """The replay of a record in percent or points with two figures of a table exchanged, as these must add up."""
    conduct = load(str(HISTORY / f"{name}.yaml")).scenario.conduct
    given = {f"conduct.{stage}.given": case.get("given") for stage, cases in conduct.items() for case in cases}
    for table in (table for place, value in given.items() for table in _tables(value, place)):
        (one, first), (other, second), *_ = table.items()
        try:
            yield replay(load(str(HISTORY / f"{name}.yaml"), {one: second, other: first}))
        except InputError:
            continue


def _tables(value: object, place: str) -> Iterator[dict[str, str]]:
    """Every two figures or more that stand side by side, by their places."""
    if isinstance(value, Mapping):
        found = {f"{place}.{key}": str(part) for key, part in value.items() if _DECIMAL.fullmatch(str(part))}
        yield from [found] * (len(found) > 1)
    parts = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list | tuple) else ()
    for key, part in parts:
        yield from _tables(part, f"{place}.{key}")


@pytest.mark.parametrize("name", REPLAYS)
def test_a_figure_that_decides_makes_it_differ_when_it_is_changed(name: str) -> None:
    found = next(found for found in damaged(name) if not found.matched)
    first = found.differences[0]
    assert first.about == "silence" or first.recorded != first.derived
    assert first.why or first.stage
    conduct = list(load(str(HISTORY / f"{name}.yaml")).scenario.conduct)
    assert any(one.stage in conduct or not one.stage for one in found.differences), "a place is named"
