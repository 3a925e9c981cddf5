"""How many people a threshold asks for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import bars
from oracles.people import people_of, union
from strategies import Groups, groups, shares, thresholds
from strategies.thresholds import ROUNDINGS, TESTS

from rulesim.model.rulebook import Body
from rulesim.model.threshold import Threshold
from rulesim.rules.threshold import needed, round_people, smallest, union_size

MPS = {"mps": Body.model_validate({"is": "MPs"})}


@pytest.mark.parametrize(
    ("base", "document", "wanted"),
    [
        (249, {"share": "20%"}, 50),
        (250, {"share": "20%"}, 50),
        (250, {"share": "20%", "test": "more than"}, 51),
        (251, {"share": "20%"}, 51),
        (249, {"share": "15%"}, 38),
        (73, {"share": "10%"}, 8),
        (276, {"share": "15%", "rounding": "up"}, 42),
        (276, {"share": "15%", "rounding": "down"}, 41),
        (276, {"share": "15%", "rounding": "down", "test": "more than"}, 42),
        (276, {"share": "15%", "rounding": "nearest"}, 41),
        (359, {"share": "15%"}, 54),
        (5, {"share": "1/2", "rounding": "nearest"}, 3),
        (5, {"share": "1/2", "rounding": "up", "test": "more than"}, 4),
        (3, {"share": "1/3"}, 1),
        (0, {"share": "20%"}, 0),
        (0, {"share": "20%", "test": "more than"}, 1),
    ],
)
def test_bars_on_record_and_at_the_edge(base: int, document: dict[str, Any], wanted: int) -> None:
    threshold = Threshold.model_validate({"of": ["mps"], **document})
    assert needed(threshold, {"mps": base}, MPS) == wanted


def test_a_fixed_number_is_itself() -> None:
    assert needed(Threshold(count=51), {}, {}) == 51
    assert needed(Threshold(count=51, test="more than"), {}, {}) == 52


@st.composite
def bodies_with_a_threshold(draw: st.DrawFn) -> tuple[Groups, Threshold]:
    drawn = draw(groups())
    return drawn, draw(thresholds(drawn.names))


@given(bodies_with_a_threshold())
def test_needed_is_the_first_number_that_passes(drawn: tuple[Groups, Threshold]) -> None:
    bodies, threshold = drawn
    if threshold.count is not None:
        wanted = bars.fewest(Fraction(threshold.count), threshold.test)
    else:
        base = max(len(union(people_of(bodies.within, bodies.sizes), threshold.of)) - threshold.less, 0)
        assert threshold.share is not None
        wanted = bars.needed(threshold.share, base, threshold.rounding, threshold.test)
    assert needed(threshold, bodies.sizes, bodies.bodies()) == wanted


@given(st.fractions(0, 60, max_denominator=20), st.sampled_from(ROUNDINGS), st.sampled_from(TESTS))
def test_rounding_and_testing_equal_a_walk_along_the_numbers(people: Fraction, rounding: Any, test: Any) -> None:
    assert round_people(people, rounding) == bars.rounded(people, rounding)
    assert smallest(people, test) == bars.fewest(people, test)


@given(groups(least=2), st.data())
def test_a_union_counts_everybody_once(bodies: Groups, data: st.DataObject) -> None:
    of = data.draw(st.lists(st.sampled_from(bodies.names), min_size=1, max_size=8))
    everybody = union(people_of(bodies.within, bodies.sizes), of)
    assert union_size(of, bodies.sizes, bodies.bodies()) == len(everybody)


def test_a_body_far_inside_another_adds_nobody() -> None:
    bodies = Groups({"mps": "", "front": "mps", "whips": "front"}, {"mps": 9, "front": 4, "whips": 2})
    assert union_size(["whips", "mps"], bodies.sizes, bodies.bodies()) == 9
    assert union_size(["whips", "front"], bodies.sizes, bodies.bodies()) == 4


@given(bodies_with_a_threshold(), st.data())
def test_the_order_of_bodies_never_matters(drawn: tuple[Groups, Threshold], data: st.DataObject) -> None:
    bodies, threshold = drawn
    shuffled = threshold.model_copy(update={"of": tuple(data.draw(st.permutations(threshold.of)))})
    other_way = {name: bodies.bodies()[name] for name in data.draw(st.permutations(bodies.names))}
    assert needed(shuffled, bodies.sizes, other_way) == needed(threshold, bodies.sizes, bodies.bodies())


@given(bodies_with_a_threshold(), shares(), st.integers(0, 60))
def test_raising_a_threshold_never_lowers_what_is_needed(
    drawn: tuple[Groups, Threshold], share: str, count: int
) -> None:
    bodies, threshold = drawn
    known = bodies.bodies()
    now = needed(threshold, bodies.sizes, known)
    if threshold.count is not None:
        other = threshold.model_copy(update={"count": threshold.count + count})
    else:
        assert threshold.share is not None
        higher = threshold.share + (1 - threshold.share) * Fraction(share.rstrip("%")) / (100 if "%" in share else 1)
        other = threshold.model_copy(update={"share": higher})
    assert needed(other, bodies.sizes, known) >= now
    assert needed(threshold.model_copy(update={"test": "more than"}), bodies.sizes, known) >= now
    assert needed(threshold.model_copy(update={"rounding": "down"}), bodies.sizes, known) <= now


@given(bodies_with_a_threshold())
def test_renaming_bodies_changes_nothing(drawn: tuple[Groups, Threshold]) -> None:
    bodies, threshold = drawn
    new = {name: f"the-other-{name}" for name in bodies.names} | {"": ""}
    renamed = Groups(
        {new[name]: new[outer] for name, outer in bodies.within.items()},
        {new[name]: size for name, size in bodies.sizes.items()},
    )
    moved = threshold.model_copy(update={"of": tuple(new[name] for name in threshold.of)})
    assert needed(moved, renamed.sizes, renamed.bodies()) == needed(threshold, bodies.sizes, bodies.bodies())
