"""Where a published pair of bars comes from: the claim of 28 June 2016, and every base there could be."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulesim.loading.scenario import load
from rulesim.model.scenario import Claimed
from rulesim.studies.bars import RULES, BarsStudy, bar_on, study_bars

FIFTH, FIFTEEN = Fraction(1, 5), Fraction(15, 100)
MOST = 2000


def claimed(challenge: int, vacancy: int) -> Claimed:
    return Claimed(
        shares={"challenge": FIFTH, "vacancy": FIFTEEN},
        numbers={"challenge": challenge, "vacancy": vacancy},
        bases={"heads": 249},
        supporters=40,
        candidate="somebody",
        question="a question",
    )


def slow_bar(base: int, share: Fraction, rule: str) -> int:
    """The number, by the words of the rule."""
    exact = base * share
    match rule:
        case "at least, rounded up":
            return ceil(exact)
        case "to the nearest":
            return floor(exact + Fraction(1, 2))
        case "rounded down":
            return floor(exact)
        case "more than":
            return floor(exact) + 1
    raise AssertionError(rule)


TABLE = {
    (base, rule): (slow_bar(base, FIFTH, rule), slow_bar(base, FIFTEEN, rule))
    for base in range(1, MOST + 1)
    for rule, _, _ in RULES
}


@pytest.fixture(scope="module")
def article() -> BarsStudy:
    claim = load("article-arithmetic").scenario.claim
    assert claim is not None
    return study_bars(claim)


def test_the_claim_of_51_and_37_comes_from_no_single_base(article: BarsStudy) -> None:
    assert dict(article.claim.numbers) == {"challenge": 51, "vacancy": 37}
    assert article.single_base is False
    assert not any(row.as_claimed for row in article.rows)
    assert (51, 37) not in TABLE.values()


@pytest.mark.parametrize(
    ("base", "rule", "bars"),
    [
        (249, "at least, rounded up", (50, 38)),
        (250, "at least, rounded up", (50, 38)),
        (250, "more than", (51, 38)),
        (251, "at least, rounded up", (51, 38)),
        (229, "at least, rounded up", (46, 35)),
        (249, "to the nearest", (50, 37)),
        (250, "rounded down", (50, 37)),
    ],
)
def test_what_the_bars_come_to(article: BarsStudy, base: int, rule: str, bars: tuple[int, int]) -> None:
    (row,) = [row for row in article.rows if (row.base, row.rule) == (base, rule)]
    assert tuple(row.bars.values()) == bars


def test_40_supporters_pass_37_and_38_and_fail_50_and_51(article: BarsStudy) -> None:
    assert article.claim.supporters == 40
    assert [article.passes[number] for number in (37, 38, 50, 51)] == [True, True, False, False]
    assert all(passes == (number <= 40) for number, passes in article.passes.items())
    assert {37, 51} <= set(article.passes)


def test_a_claim_that_one_base_makes_is_found() -> None:
    assert study_bars(claimed(50, 38)).single_base
    assert study_bars(claimed(51, 38)).single_base


def test_every_number_is_that_of_the_words() -> None:
    for rule, rounding, test in RULES:
        for base in range(1, 600):
            assert bar_on(base, FIFTH, rounding, test) == slow_bar(base, FIFTH, rule)
            assert bar_on(base, FIFTEEN, rounding, test) == slow_bar(base, FIFTEEN, rule)


def test_whether_a_single_base_exists_agrees_with_trying_every_one() -> None:
    """Every pair that is anywhere near a fifth and fifteen in a hundred of one base."""
    made = set(TABLE.values())
    for challenge in range(35, 61):
        for vacancy in range(challenge * 3 // 4 - 2, challenge * 3 // 4 + 4):
            pair = (challenge, vacancy)
            assert study_bars(claimed(*pair)).single_base == (pair in made), pair


def test_a_single_base_may_be_the_only_one() -> None:
    """All of 51 are 51, and of no other number; and so are both bars."""
    whole = {"challenge": Fraction(1), "vacancy": Fraction(1)}
    found = study_bars(claimed(51, 51).model_copy(update={"shares": whole}))
    assert {(origin.least, origin.most) for origin in found.origins if origin.rule != "more than"} == {(51, 51)}
    assert found.single_base
    apart = {"challenge": 51, "vacancy": 53}
    assert not study_bars(claimed(51, 53).model_copy(update={"shares": whole, "numbers": apart})).single_base


@given(base=st.integers(7, 500), rule=st.sampled_from([rule for rule, _, _ in RULES]))
def test_the_bars_of_any_base_are_a_claim_with_a_base(base: int, rule: str) -> None:
    challenge, vacancy = TABLE[base, rule]
    found = study_bars(claimed(challenge, vacancy))
    assert found.single_base
    spans = {(origin.bar, origin.rule): (origin.least, origin.most) for origin in found.origins}
    for bar in ("challenge", "vacancy"):
        least, most = spans[bar, rule]
        assert least is not None
        assert most is not None
        assert least <= base <= most
