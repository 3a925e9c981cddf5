"""Scores over one denominator a run, also where 64 bits are too few for them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from strategies.ballots import ballot

from rulesim.rules.batch.integers import Whole
from rulesim.rules.batch.round import EXCLUDED, Verdicts, verdicts
from rulesim.rules.batch.round import TIED as TIE
from rulesim.rules.batch.scores import Scores, Turnout, bases_of, score
from rulesim.rules.batch.ties import break_ties

NOBODY = Turnout(*[np.zeros(1, np.int64)] * 3)


def college(*weights: str) -> dict[str, dict[str, object]]:
    return {f"section-{number}": {"by": ["mps"], "weight": weight} for number, weight in enumerate(weights)}


def scored(votes: Whole, *weights: str) -> Scores:
    sections = college(*weights)
    return score(ballot(sections=sections), dict.fromkeys(sections, Scores(votes)), np.ones((2, 1), bool))


def test_a_college_of_large_sections_needs_whole_numbers_of_any_size() -> None:
    """Block votes of millions in two sections: the products are beyond 64 bits."""
    found = scored(np.array([[2**40 + 1], [2**40]]), "1/3", "2/3")
    assert found.many.dtype == object
    assert Fraction(int(found.many[0, 0]), int(found.scale[0])) == Fraction(2**40 + 1, 2**41 + 1)


def test_sections_whose_parts_have_room_and_whose_sum_has_not() -> None:
    """Three sections of 1.6 million papers, all for one person: each part is below 2**62, their sum above 2**63."""
    found = scored(np.array([[1_600_000], [0]]), "1/3", "1/3", "1/3")
    assert Fraction(int(found.many[0, 0]), int(found.scale[0])) == 1


def test_the_bases_of_a_pool_are_never_cut() -> None:
    pool = ballot()
    large = np.array([2**61])
    scores = score(pool, {"everybody": Scores(np.full((5, 1), 2**61))}, np.ones((5, 1), bool))
    bases = bases_of(pool, scores, Turnout(large, large, large))
    assert [int(bases[of][0]) for of in ("valid", "papers", "cast", "entitled")] == [
        5 * 2**61,
        6 * 2**61,
        7 * 2**61,
        2**61,
    ]


def test_earlier_rounds_are_looked_up_also_where_numbers_are_of_any_size() -> None:
    earlier = Scores(np.array([[10**30 + 1], [10**30], [7]], object))
    level = np.array([[True], [True], [False]])
    said: Verdicts = verdicts(TIE, level)
    said.leave += 1
    broken = break_ties(
        ["earlier rounds"], said, np.ones(1, bool), [earlier], lambda: np.zeros(1), np.zeros(3, bool), np.zeros(1, int)
    )
    assert (said.kind[0], said.who[:, 0].tolist(), broken.rule[0]) == (EXCLUDED, [False, True, False], 0)
