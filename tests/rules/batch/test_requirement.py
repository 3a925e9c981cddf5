"""Requirements in many runs at once, against one run at a time and against the nominators themselves."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from oracles import requirements as oracle
from oracles.people import people_of
from strategies import Groups, groups, requirements

from rules.test_requirement import PLACES, bar, plain
from rulesim.model.requirement import AllOf, AnyOf, Names, Requirement, Spread
from rulesim.rules.requirement import Backing, Needed, fewest_names, meets

Names_ = dict[str, int]
PLACED = st.integers(0, 4)


@st.composite
def nested(draw: st.DrawFn, names: list[str]) -> Requirement:
    """Names and places, nested."""
    need, spread = draw(requirements(names)), Spread(branches=draw(st.integers(1, 4)))
    both = (need, spread, draw(requirements(names)))
    return draw(st.sampled_from((need, spread, AllOf(all=both), AnyOf(any=(spread, AllOf(all=both[:2]))))))


def backed(data: st.DataObject, bodies: Groups) -> list[Names_]:
    """Names by body, in several runs."""
    return [
        {body: data.draw(st.integers(0, size)) for body, size in bodies.sizes.items()}
        for _ in range(data.draw(st.integers(1, 4)))
    ]


def in_many(bodies: Groups, runs: int) -> Needed[Any]:
    return lambda threshold: np.full(runs, bar(bodies)(threshold), np.int64)


@given(groups(largest=30), st.data())
def test_many_runs_at_once_equal_one_at_a_time(bodies: Groups, data: st.DataObject) -> None:
    need, runs = data.draw(st.none() | nested(bodies.names)), backed(data, bodies)
    branches = data.draw(st.none() | st.lists(PLACED, min_size=len(runs), max_size=len(runs)))
    by, bars = tuple(bodies.names[:2]), in_many(bodies, len(runs))
    columns = {body: np.array([names[body] for names in runs], np.int64) for body in bodies.names[:3]}
    found = meets(need, Backing(columns, None if branches is None else np.array(branches)), by, bars)
    known = [{body: many for body, many in names.items() if body in columns} for names in runs]
    assert by_run(found, len(runs)) == [
        meets(need, Backing(names, here), by, bar(bodies))
        for names, here in zip(known, branches or [None] * len(runs), strict=True)
    ]
    assert by_run(fewest_names(need, bars), len(runs)) == [fewest_names(need, bar(bodies))] * len(runs)


def by_run(found: Any, runs: int) -> list[Any]:
    """What was found in each run, where it may be the same in all."""
    return np.broadcast_to(found, runs).tolist()


@given(groups(largest=30), st.data())
def test_names_suffice_if_the_nominators_do(bodies: Groups, data: st.DataObject) -> None:
    need: Any = data.draw(requirements(bodies.names))
    runs, members = backed(data, bodies), people_of(bodies.within, bodies.sizes)
    columns = {body: np.array([names[body] for names in runs], np.int64) for body in bodies.names}
    found = meets(need, Backing(columns, PLACES), tuple(bodies.names[:2]), in_many(bodies, len(runs)))
    for met, names in zip(by_run(found, len(runs)), runs, strict=True):
        nominators = {body: set(sorted(members[body])[:many]) for body, many in names.items()}
        assert met == oracle.suffices(plain(need), nominators, bodies.names[:2], members, PLACES)


def test_bars_that_differ_by_run_are_combined_run_by_run() -> None:
    few, many = Names(count=3), Names(count=8)
    bars: dict[int | None, Any] = {3: np.array([3, 9, 5]), 8: np.array([8, 4, 5])}
    assert by_run(fewest_names(AllOf(all=(few, many)), lambda one: bars[one.count]), 3) == [8, 9, 5]
    assert by_run(fewest_names(AnyOf(any=(few, many)), lambda one: bars[one.count]), 3) == [3, 4, 5]


def test_places_are_enough_in_the_runs_in_which_names_are_spread() -> None:
    for branches, wanted in ((None, [True, True]), (3, [True, True]), (np.array([3, 2]), [True, False])):
        found = meets(Spread(branches=3), Backing({}, branches), (), in_many(Groups({}, {}), 2))
        assert by_run(found, 2) == wanted
