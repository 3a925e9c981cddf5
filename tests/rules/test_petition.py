"""With which signature a petition is carried."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import petitions
from strategies import signed, signing_orders
from strategies.signatures import LISTS, Signed

from rulesim.model.quantities import NEVER
from rulesim.model.stages import Petition
from rulesim.rules import petition as rule

NEEDS = st.integers(1, 12)


def petition(**options: Any) -> Petition:
    """A petition of MPs."""
    written = {"kind": "petition", "title": "Challenge", "clause": "1", "says": "two", "then": {}, "by": ["mps"]}
    return Petition.model_validate({**written, "needs": {"count": 2}, **options})


def deciding_signature(lists: list[int], needs: int) -> int | None:
    """The position of the one that meets the bar, of signatures that are made one a minute and count for good."""
    found = rule.course(lists, range(len(lists)), None, needs, NEVER)
    return len(found.steps) - 1 if found.outcome == rule.MET else None


def carried(lists: list[int], needs: int) -> bool:
    return deciding_signature(lists, needs) is not None


@given(signing_orders(), NEEDS)
def test_the_deciding_signature_is_the_first_to_fill_a_list(lists: list[int], needs: int) -> None:
    assert deciding_signature(lists, needs) == petitions.deciding(lists, needs)


def test_lists_are_counted_apart() -> None:
    assert deciding_signature([0, 1, 0, 1, 1], 3) == 4
    assert deciding_signature([0, 1, 0, 1], 3) is None
    assert deciding_signature([0, 0, 0], 3) == 2
    assert deciding_signature([], 1) is None


@given(signing_orders(), NEEDS, st.integers(1, 5))
def test_raising_the_bar_never_triggers(lists: list[int], needs: int, more: int) -> None:
    assert carried(lists, needs) or not carried(lists, needs + more)


@given(signing_orders(), NEEDS, st.integers(0, 2), st.data())
def test_one_more_signature_never_untriggers(lists: list[int], needs: int, name: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lists)))
    longer = [*lists[:place], name, *lists[place:]]
    before, after = deciding_signature(lists, needs), deciding_signature(longer, needs)
    if before is not None:
        assert after is not None
        assert after <= before + 1


@given(signing_orders(), NEEDS, st.data())
def test_whether_it_is_carried_has_nothing_to_do_with_the_order(
    lists: list[int], needs: int, data: st.DataObject
) -> None:
    assert carried(data.draw(st.permutations(lists)), needs) == carried(lists, needs)


@given(signing_orders(), NEEDS, st.permutations([5, 7, 9]))
def test_renaming_challengers_changes_nothing(lists: list[int], needs: int, names: list[int]) -> None:
    assert deciding_signature([names[name] for name in lists], needs) == deciding_signature(lists, needs)


@given(signing_orders(most=80), NEEDS)
def test_what_comes_after_the_deciding_signature_is_of_no_consequence(lists: list[int], needs: int) -> None:
    deciding = deciding_signature(lists, needs)
    if deciding is not None:
        assert deciding_signature(lists[: deciding + 1], needs) == deciding
        assert not carried(lists[:deciding], needs)


@given(signed(), NEEDS, st.integers(0, 16))
def test_every_step_and_the_end_are_what_counting_anew_finds(made: Signed, needs: int, closes: int) -> None:
    found = rule.course(made.lists, made.minutes, made.until, needs, closes)
    columns = made.lists, made.minutes, made.until
    in_time = sum(minute < closes for minute in made.minutes)
    every = [
        petitions.in_force(*columns, made.lists[i], i, made.minutes[i]) for i in range(in_time)
    ]  # fmt: skip
    enough = [position for position, had in enumerate(every) if had >= needs]
    last = enough[0] if enough else in_time - 1
    assert found.outcome == (rule.MET if enough else rule.LAPSED)
    assert list(found.steps) == every[: last + 1]
    now = made.minutes[last] if enough else closes
    standing = {name: petitions.in_force(*columns, name, last, now) for name in range(LISTS)}
    assert {name: found.counts.get(name, 0) for name in range(LISTS)} == standing


@given(signed(), NEEDS)
def test_signatures_that_end_count_no_more(made: Signed, needs: int) -> None:
    until = made.until or [NEVER] * len(made.lists)
    found = rule.course(made.lists, made.minutes, made.until, needs, NEVER)
    deciding = petitions.deciding_in_force(made.lists, made.minutes, until, needs)
    assert (len(found.steps) - 1 if found.outcome == rule.MET else None) == deciding


def test_a_signature_still_counts_in_the_minute_in_which_it_ends() -> None:
    assert rule.course([0, 0], [0, 5], [5, 9], 2, NEVER).outcome == rule.MET
    assert rule.course([0, 0], [0, 6], [5, 9], 2, NEVER).outcome == rule.LAPSED
    assert rule.course([0], [0], [5], 2, 5).counts == {0: 1}
    assert rule.course([0], [0], [5], 2, 6).counts == {0: 0}


def test_a_signature_in_the_minute_of_the_close_comes_too_late() -> None:
    assert rule.course([0, 0], [0, 4], None, 2, 5).outcome == rule.MET
    assert rule.course([0, 0], [0, 5], None, 2, 5) == rule.Course(rule.LAPSED, (1,), {0: 1})


@given(signed(), st.integers(-3, 0))
def test_a_bar_of_nothing_is_met_before_anybody_signs(made: Signed, needs: int) -> None:
    assert rule.course(made.lists, made.minutes, made.until, needs, 9) == rule.Course(rule.MET, (), {})


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({}, None),
        ({"withdrawable": True}, [4, 20]),
        ({"expires": "10 minutes"}, [11, 12]),
        ({"withdrawable": True, "expires": "10 minutes"}, [4, 12]),
    ],
)
def test_until_when_a_signature_counts(options: dict[str, Any], wanted: list[int] | None) -> None:
    made, back = np.array([1, 2]), np.array([4, 20])
    for found, want in (
        (rule.last_minutes(petition(**options), made, back), wanted),
        (rule.last_minutes(petition(**options), made, None), [11, 12] if "expires" in options else None),
    ):
        assert (None if found is None else found.tolist()) == want


@given(signed(), st.integers(1, 8))
def test_with_as_many_signatures_as_may_be_needed_one_list_has_enough(made: Signed, needs: int) -> None:
    most = rule.most_needed(LISTS, needs)
    lists = (made.lists * (most + 1))[:most]
    if len(lists) == most:
        assert rule.course(lists, range(most), None, needs, NEVER).outcome == rule.MET
    assert rule.most_needed(LISTS, 0) == rule.most_needed(LISTS, -3) == 1
    assert most == LISTS * (needs - 1) + 1
