"""What candidates need, and whether their names suffice."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import requirements as oracle
from oracles.people import people_of
from strategies import Groups, groups, requirements

from rulesim.model.requirement import AllOf, AnyOf, Names, Requirement, Spread, fold, singles
from rulesim.rules.requirement import Backing, Needed, checks, fewest_names, meets
from rulesim.rules.threshold import needed

Case = tuple[Groups, Requirement, dict[str, int]]
PLACES = 2
"""From how many places names come: enough for some of the requirements that are drawn."""


def plain(requirement: Requirement) -> dict[str, Any]:
    """A requirement as the oracle reads it."""
    if isinstance(requirement, AllOf):
        return {"all": [plain(part) for part in requirement.all]}
    if isinstance(requirement, AnyOf):
        return {"any": [plain(part) for part in requirement.any]}
    if isinstance(requirement, Spread):
        return {"branches": requirement.branches}
    keys = ("count", "share", "of", "rounding", "test", "by", "less")
    return {key: getattr(requirement, key) for key in keys}


def raised(requirement: Requirement, share: Fraction, count: int) -> Requirement:
    """The same requirement with every bar raised."""
    if isinstance(requirement, AllOf):
        return AllOf(all=tuple(raised(part, share, count) for part in requirement.all))
    if isinstance(requirement, AnyOf):
        return AnyOf(any=tuple(raised(part, share, count) for part in requirement.any))
    if isinstance(requirement, Spread):
        return Spread(branches=requirement.branches + count)
    if requirement.count is not None:
        return requirement.model_copy(update={"count": requirement.count + count})
    assert requirement.share is not None
    return requirement.model_copy(update={"share": requirement.share + (1 - requirement.share) * share})


def bar(bodies: Groups) -> Needed[int]:
    """How many people of some bodies a threshold asks for."""
    return lambda threshold: needed(threshold, bodies.sizes, bodies.bodies())


@st.composite
def cases(draw: st.DrawFn) -> Case:
    bodies = draw(groups(largest=40))
    names = {body: draw(st.integers(0, size)) for body, size in bodies.sizes.items()}
    return bodies, draw(requirements(bodies.names)), names


def enough(case: Case, names: Mapping[str, int] | None = None, requirement: Requirement | None = None) -> bool:
    bodies, asked, given_ = case
    names = given_ if names is None else names
    return meets(requirement or asked, Backing(names, PLACES), tuple(bodies.names[:2]), bar(bodies))


@given(cases())
def test_names_suffice_if_the_nominators_do(case: Case) -> None:
    bodies, requirement, names = case
    members = people_of(bodies.within, bodies.sizes)
    nominators = {body: set(sorted(members[body])[:many]) for body, many in names.items()}
    assert enough(case) == oracle.suffices(plain(requirement), nominators, bodies.names[:2], members, PLACES)


@given(cases(), st.data())
def test_more_names_never_take_a_candidate_off(case: Case, data: st.DataObject) -> None:
    more = {body: many + data.draw(st.integers(0, 3)) for body, many in case[2].items()}
    assert enough(case, more) or not enough(case)


@given(cases(), st.fractions(0, 1), st.integers(0, 5))
def test_raising_a_bar_never_adds_a_nominee(case: Case, share: Fraction, count: int) -> None:
    assert enough(case) or not enough(case, requirement=raised(case[1], share, count))


@given(cases())
def test_all_is_stricter_than_any(case: Case) -> None:
    requirement = case[1]
    for alone in (AllOf(all=(requirement,)), AnyOf(any=(requirement,))):
        assert enough(case, requirement=alone) == enough(case)
    never = Names(count=10_000)
    assert not enough(case, requirement=AllOf(all=(requirement, never)))
    assert enough(case, requirement=AnyOf(any=(never, requirement))) == enough(case)


@given(cases(), st.data())
def test_the_order_in_which_names_are_counted_never_matters(case: Case, data: st.DataObject) -> None:
    assert enough(case, dict(data.draw(st.permutations(list(case[2].items()))))) == enough(case)


def test_a_body_named_twice_counts_once() -> None:
    bodies = Groups({"mps": ""}, {"mps": 100})
    twice = Names(count=10, by=("mps", "mps"))
    assert not meets(twice, Backing({"mps": 5}), ("mps",), bar(bodies))


def test_names_of_others_do_not_count() -> None:
    bodies = Groups({"mps": "", "meps": ""}, {"mps": 100, "meps": 20})
    of_meps = Names(count=3, by=("meps",))
    assert not meets(of_meps, Backing({"mps": 50, "meps": 2}), ("mps", "meps"), bar(bodies))
    assert meets(of_meps, Backing({"mps": 0, "meps": 3}), ("mps", "meps"), bar(bodies))


@pytest.mark.parametrize(
    ("mps", "unions", "all_of_them", "any_of_them"),
    [(10, 3, True, True), (9, 3, False, True), (10, 2, False, True), (9, 2, False, False)],
)
def test_names_from_all_of_several_bodies_or_from_any(
    mps: int, unions: int, all_of_them: bool, any_of_them: bool
) -> None:
    """A tenth of the MPs, and three unions."""
    bodies = Groups({"mps": "", "unions": ""}, {"mps": 100, "unions": 12})
    parts = (Names(share=Fraction(1, 10), of=("mps",), by=("mps",)), Names(count=3, by=("unions",)))
    case = (bodies, AllOf(all=parts), {"mps": mps, "unions": unions})
    assert enough(case) == all_of_them
    assert enough(case, requirement=AnyOf(any=parts)) == any_of_them


@given(cases())
def test_by_right_needs_nobody(case: Case) -> None:
    bodies, _, _ = case
    assert meets(None, Backing({}), (), bar(bodies))


@given(cases())
def test_every_part_of_a_requirement_is_told_with_what_was_needed_and_had(case: Case) -> None:
    bodies, requirement, names = case
    by = tuple(bodies.names[:2])
    told = checks(requirement, Backing(names, PLACES), by, bar(bodies))
    if isinstance(requirement, AllOf | AnyOf):
        each = [checks(part, Backing(names, PLACES), by, bar(bodies)) for part in requirement.parts]
        assert told == [check for part in each for check in part]
    else:
        (check,) = told
        assert check.passed == enough(case)
        counted = () if isinstance(requirement, Spread) else dict.fromkeys(requirement.by or by)
        assert check.had == (sum(names.get(body, 0) for body in counted) if counted else PLACES)


@pytest.mark.parametrize(("branches", "enough_places"), [(19, False), (20, True), (21, True), (None, True)])
def test_names_must_come_from_enough_places(branches: int | None, enough_places: bool) -> None:
    spread = AllOf(all=(Names(count=200), Spread(branches=20)))
    bodies = Groups({"members": ""}, {"members": 1000})
    backing = Backing({"members": 200}, branches)
    assert meets(spread, backing, ("members",), bar(bodies)) == enough_places


def test_a_share_of_the_others_leaves_the_candidate_out() -> None:
    bodies = Groups({"mps": ""}, {"mps": 11})
    of_others, of_all = (Names(share=Fraction(1, 10), of=("mps",), less=less) for less in (1, 0))
    assert meets(of_others, Backing({"mps": 1}), ("mps",), bar(bodies))
    assert not meets(of_all, Backing({"mps": 1}), ("mps",), bar(bodies))


@given(cases(), st.integers(0, 3))
def test_with_a_name_fewer_than_the_fewest_nobody_meets_a_requirement_of_one_body(case: Case, fewer: int) -> None:
    """Where every name is of the one body that counts, the fewest names are enough and one fewer is not."""
    bodies, requirement, _ = case
    body = bodies.names[0]
    alone = fold(
        requirement,
        lambda one: one.model_copy(update={"by": (body,)}),
        lambda several, parts: type(several).model_validate({next(iter(type(several).model_fields)): parts}),
    )
    fewest = fewest_names(alone, bar(bodies))
    assert meets(alone, Backing({body: fewest + fewer}), (body,), bar(bodies))
    assert fewest == 0 or not meets(alone, Backing({body: fewest - 1 - fewer}), (body,), bar(bodies))


def test_the_fewest_names_of_several_requirements() -> None:
    few, many, places = Names(count=3), Names(count=8), Spread(branches=2)
    bodies = bar(Groups({"mps": ""}, {"mps": 100}))
    assert fewest_names(None, bodies) == 0
    assert fewest_names(AllOf(all=(few, many, places)), bodies) == 8
    assert fewest_names(AnyOf(any=(few, many)), bodies) == 3
    assert fewest_names(AnyOf(any=(few, many, places)), bodies) == 0
    assert fewest_names(AllOf(all=(few, AnyOf(any=(many, places)))), bodies) == 3


def test_single_requirements_are_found_in_the_order_in_which_they_are_written() -> None:
    few, many, places = Names(count=3), Names(count=8), Spread(branches=2)
    nested = AllOf(all=(few, AnyOf(any=(many, places))))
    assert singles(nested) == [few, many, places]
    assert singles(few) == [few]
