"""Whole numbers over one denominator a run: what candidates have, as the rules say it in fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import ballots, fields, tallies
from strategies.ballots import ballot

from rulesim.rules import ballot as rule
from rulesim.rules.ballot import Papers
from rulesim.rules.batch.points import Beside, Counted, points, roomy
from rulesim.rules.batch.rounds import AGAIN, EXCLUDED, KINDS, Field, judge
from rulesim.rules.batch.seats import highest_averages
from rulesim.rules.conversion import highest_averages as by_the_rules

COMES_TO = {**dict(enumerate(KINDS)), EXCLUDED: "excluded", AGAIN: "again"}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(1, 40))
def test_seats_are_those_of_the_rules(votes: list[int], seats: int) -> None:
    named = {str(who): Fraction(many) for who, many in enumerate(votes)}
    wanted = [int(many) for many in by_the_rules(named, seats).values()]
    assert highest_averages(np.array(votes)[:, None], np.array([seats]))[:, 0].tolist() == wanted


@given(st.lists(st.integers(0, 2**62), min_size=1), st.integers(0, 2**62))
def test_no_product_is_ever_cut(numbers: list[int], factor: int) -> None:
    assert roomy(np.array(numbers, np.int64), factor).tolist() == [number * factor for number in numbers]


@given(st.data())
def test_a_round_comes_to_what_it_does_in_fractions(data: st.DataObject) -> None:
    """With votes of any size: up to some at which 64 bits are too few."""
    counted, standing = data.draw(ballots()), data.draw(fields(1))
    size = data.draw(st.sampled_from([1, 1, 10**9 + 7]))
    tally = {
        name: {who: many * size for who, many in section.items()}
        for name, section in data.draw(tallies(counted, standing)).items()
    }
    spoilt, exhausted, away = (data.draw(st.integers(0, 9)) * size for _ in range(3))
    entitled = sum(sum(section.values()) for section in tally.values()) + spoilt + exhausted + away
    exact = {name: {who: Fraction(many) for who, many in section.items()} for name, section in tally.items()}
    wanted = rule.judge(counted, rule.scores(counted, exact, standing), Papers(spoilt, exhausted, entitled))
    here = np.ones((len(standing), 1), bool)
    many = {name: Counted(np.array([[section[who]] for who in standing])) for name, section in tally.items()}
    beside = Beside(*(np.array([number]) for number in (spoilt, exhausted, entitled)))
    nobody = np.zeros(len(standing), bool)
    found = judge(counted, points(counted, many, here, beside), Field(here, nobody))
    assert COMES_TO[int(found.kind[0])] == wanted.kind
    named = {who for who, marked in zip(standing, found.who[:, 0].tolist(), strict=True) if marked}
    assert wanted.kind == "again" or named == set(wanted.who)
    if wanted.kind == "tied":
        assert bool(found.for_first[0]) == (wanted.for_what == "first")
    if wanted.for_what == "last":
        assert int(found.leave[0]) == wanted.leave
        also = {who for who, marked in zip(standing, found.also[:, 0].tolist(), strict=True) if marked}
        assert also == set(wanted.also)


def test_a_college_of_large_sections_needs_whole_numbers_of_any_size() -> None:
    """Block votes of millions in three sections: the products are beyond 64 bits."""
    halves = {name: {"by": [name], "weight": weight} for name, weight in (("mps", "1/3"), ("unions", "2/3"))}
    college = ballot(sections=halves, wins={"majority": {"share": "1/2"}})
    votes = np.array([[2**40 + 1], [2**40]])
    found = points(
        college, {name: Counted(votes) for name in halves}, np.ones((2, 1), bool), Beside(*[np.zeros(1, np.int64)] * 3)
    )
    assert found.many.dtype == object
    assert Fraction(int(found.many[0, 0]), int(found.scale[0])) == Fraction(2**40 + 1, 2**41 + 1)
