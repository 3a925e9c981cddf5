"""With which signature a petition is carried."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from oracles import petitions
from strategies import signing_orders

from rulesim.model.rulebook import Body
from rulesim.model.stages import Petition
from rulesim.rules import petition as rule
from rulesim.rules.petition import bar

NEEDS = st.integers(1, 12)


def deciding_signature(lists: list[int], needs: int) -> int | None:
    """For signatures that are made one a minute and count for good."""
    return rule.deciding_signature(lists, range(len(lists)), None, needs)


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


def test_the_bar_is_that_of_its_threshold() -> None:
    petition = Petition.model_validate(
        {"kind": "petition", "title": "Challenge", "clause": "1", "says": "a fifth", "then": {}, "by": ["mps"]}
        | {"needs": {"share": "20%", "of": ["mps"]}}
    )
    assert bar(petition, {"mps": 251}, {"mps": Body.model_validate({"is": "MPs"})}) == 51


@st.composite
def kept_for_a_while(draw: st.DrawFn) -> tuple[list[int], list[int], list[int]]:
    """Signatures on lists, the minutes they are made, in order, and those in which they stop to count."""
    minutes = sorted(draw(st.lists(st.integers(0, 12), max_size=25)))
    lists = [draw(st.integers(0, 1)) for _ in minutes]
    return lists, minutes, [minute + draw(st.integers(0, 8)) for minute in minutes]


@given(kept_for_a_while(), NEEDS)
def test_signatures_that_end_count_no_more(signed: tuple[list[int], list[int], list[int]], needs: int) -> None:
    lists, minutes, until = signed
    assert rule.deciding_signature(lists, minutes, until, needs) == petitions.deciding_in_force(*signed, needs)


def test_a_signature_still_counts_in_the_minute_in_which_it_ends() -> None:
    assert rule.deciding_signature([0, 0], [0, 5], [5, 9], 2) == 1
    assert rule.deciding_signature([0, 0], [0, 6], [5, 9], 2) is None
